"""One collaboration as the register has it: facts, agreement, partners, sources and history."""

from collections.abc import Iterable, Mapping
from typing import Final

import streamlit as st

from assessment.codes import RegisterField
from assessment.dates import uk_date
from assessment.ids import ForceId
from assessment.register import Membership
from assessment.views.register_view import RegisteredCollaboration
from assessment.wording import label, words
from pages.components.layout import html_links, html_tables, typed
from pages.components.layout.escaping import in_html
from pages.components.register import entry_words
from pages.components.register.parts import EditPart

_ABOUT: Final = (
    RegisterField.PURPOSE,
    RegisterField.FUNCTION,
    RegisterField.KIND,
    RegisterField.LEAD_FORCE,
    RegisterField.HOST,
    RegisterField.BOARD,
    RegisterField.PREDECESSOR,
)
_AGREEMENT: Final = (
    RegisterField.AGREEMENT_REFERENCE,
    RegisterField.SIGNED_ON,
    RegisterField.REVIEW_ON,
    RegisterField.EXPIRES_ON,
    RegisterField.PUBLISHED_AT,
)
_MEANS: Final = (
    RegisterField.STAFF_FTE,
    RegisterField.YEARLY_COST,
    RegisterField.HAS_POSTED_STAFF,
    RegisterField.SHARES_PERSONAL_DATA,
    RegisterField.SHARED_SYSTEMS,
    RegisterField.EXIT_TERMS,
    RegisterField.LESSONS,
)

_MAY_BE_NONE: Final = frozenset({RegisterField.PREDECESSOR})
"""What a collaboration need not have, so that nothing is missing where it is empty."""
_NOTHING_MORE: Final[Mapping[str, str]] = {}


def show_summary(shown: RegisteredCollaboration) -> None:
    """Draw its status, its lead and its partners of today in a line."""
    entry = shown.entry
    partners = [name_of(shown, each.force) for each in entry.partners_on(shown.today)]
    known = [entry_words.plain(each) for each in (entry.status, entry.kind) if each is not None]
    typed.line(" · ".join([*known, ", ".join(partners)] if partners else known) or "Little is known of it yet.")


def show_about(shown: RegisteredCollaboration) -> None:
    """Draw what it is."""
    _heading(shown, "About it", EditPart.ABOUT)
    lines = _lines(shown, _ABOUT)
    if shown.successors:
        after = ", ".join(entry_words.to_collaboration(id, name) for id, name in shown.successors.items())
        _facts(lines, {"Successor": after})
        return
    _facts(lines)


def show_agreement(shown: RegisteredCollaboration) -> None:
    """Draw the agreement with its dates and signatures."""
    entry = shown.entry
    _heading(shown, "Agreement", EditPart.AGREEMENT)
    lines = _lines(shown, _AGREEMENT)
    late = {
        RegisterField.REVIEW_ON: ("Overdue", entry.is_review_overdue(shown.today)),
        RegisterField.EXPIRES_ON: ("Expired", entry.has_expired(shown.today)),
    }
    for field, (word, is_late) in late.items():
        lines[field] += f'<span class="sub late">{word}</span>' if is_late else ""
    if entry.why_not_published:
        lines[RegisterField.WHY_NOT_PUBLISHED] = in_html(entry.why_not_published)
    lines[RegisterField.SIGNATURES] = _signatures(shown)
    _facts(lines)


def show_partners(shown: RegisteredCollaboration) -> None:
    """Draw the partners by date, those of today first."""
    _heading(shown, "Partners", EditPart.PARTNERS)
    members = sorted(shown.entry.memberships, key=lambda each: not each.covers(shown.today))
    if not members:
        st.html('<p class="soft">Not known.</p>')
        return
    headings = ["Force", "Joined", "Left", *(["Cost share", "Contact"] if shown.sees_all else [])]
    html_tables.show(
        "Partners by date",
        headings,
        [_partner(shown, each)[: len(headings)] for each in members],
        kind="cards",
        caption_is_seen=False,
    )


def show_means(shown: RegisteredCollaboration) -> None:
    """Draw staff, cost and exit terms, for those who may see them."""
    if not shown.sees_all:
        return
    _heading(shown, "Staff, cost and exit", EditPart.MEANS)
    _facts(_lines(shown, _MEANS))


def show_sources(shown: RegisteredCollaboration) -> None:
    """Draw each fact with its source and the time for which it holds."""
    entry = shown.entry
    if not entry.facts and not shown.may_change and entry.as_of is None:
        return
    _heading(shown, "Sources", EditPart.SOURCES)
    if entry.as_of is not None:
        st.html(f'<p class="soft">The facts on this page describe {uk_date(entry.as_of)}.</p>')
    if entry.facts:
        html_tables.show(
            "Facts with their sources",
            ["Fact", "Holds for", "Source"],
            [[in_html(each.what), in_html(each.holds_for), in_html(each.source)] for each in entry.facts],
            kind="cards",
            caption_is_seen=False,
        )
    elif shown.may_change:
        st.html('<p class="soft">No source is given.</p>')


def name_of(shown: RegisteredCollaboration, force: ForceId) -> str:
    """Return the name of a force today."""
    return shown.forces.by_id[force].name_on(shown.today)


def _heading(shown: RegisteredCollaboration, title: str, part: EditPart) -> None:
    change = ""
    if shown.may_change:
        change = html_links.to(
            "collaboration", "Change", kind="quiet", unseen=title.lower(), collaboration=shown.entry.id, edit=part
        )
    st.html(f'<div class="section-head"><h2>{in_html(title)}</h2><div class="row">{change}</div></div>')


def _lines(shown: RegisteredCollaboration, fields: Iterable[RegisterField]) -> dict[RegisterField, str]:
    return {field: entry_words.of(shown, field) for field in fields}


def _facts(lines: Mapping[RegisterField, str], more: Mapping[str, str] = _NOTHING_MORE) -> None:
    """Draw what is known, and in one line what is not."""
    known = {label(field): said for field, said in lines.items() if said} | dict(more)
    listed = "".join(f"<dt>{in_html(term)}</dt><dd>{said}</dd>" for term, said in known.items())
    unknown = [words(field) for field, said in lines.items() if not said and field not in _MAY_BE_NONE]
    missing = f'<p class="soft">Not known: {in_html(", ".join(unknown))}.</p>' if unknown else ""
    st.html((f'<dl class="facts wide">{listed}</dl>' if known else "") + missing)


def _partner(shown: RegisteredCollaboration, member: Membership) -> list[str]:
    leads = '<span class="sub">Lead force</span>' if member.force == shown.entry.lead_force else ""
    share = "" if member.cost_share is None else f"{member.cost_share:f} %"
    return [
        f"{in_html(name_of(shown, member.force))}{leads}",
        in_html(entry_words.plain(member.joined_on)) or entry_words.NOT_KNOWN,
        in_html(entry_words.plain(member.left_on)) or '<span class="sub">Still a partner</span>',
        in_html(share) or entry_words.NOT_KNOWN,
        in_html(member.contact) or entry_words.NOT_KNOWN,
    ]


def _signatures(shown: RegisteredCollaboration) -> str:
    entry = shown.entry
    if not entry.signatures:
        return ""
    missing = entry.unsigned_on(shown.today)
    signed = f"{len(entry.signatures)} signed"
    if missing:
        names = ", ".join(f"{label(who).lower()} of {name_of(shown, force)}" for force, who in missing)
        signed += f'<span class="sub">Not yet: {in_html(names)}</span>'
    return signed
