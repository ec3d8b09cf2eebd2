"""The register as a table, with what it is searched by."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from assessment.codes import CollaborationFunction, CollaborationKind, CollaborationStatus
from assessment.dates import uk_date
from assessment.ids import ForceId
from assessment.register import RegisterEntry
from assessment.store.register_search import RegisterQuery
from assessment.views.register_view import RegisterChoices, RegisterPage
from assessment.wording import label, words
from pages.components.layout import address_choice, html_links, html_tables, paging
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.register import entry_words


def choose(choices: RegisterChoices) -> RegisterQuery:
    """Draw the filters, which the address holds, and return what is sought."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    sought = left.text_input("Name, purpose, board or agreement", key="find", bind="query-params")
    with right.container(horizontal=True):
        is_overdue = st.checkbox("Review overdue", key="overdue", bind="query-params")
        is_due = st.checkbox("Something is due", key="due", bind="query-params")
    first, second, third, fourth, fifth = st.columns(5)
    function = address_choice.one(first, "Function", _labels(CollaborationFunction), key="function")
    kind = address_choice.one(second, "Kind", _labels(CollaborationKind), key="kind")
    status = address_choice.one(third, "Status", _labels(CollaborationStatus), key="status")
    force = address_choice.one(fourth, "Partner force", choices.forces, key="force")
    region = address_choice.one(fifth, "Region", {each: each for each in choices.regions}, key="region")
    return RegisterQuery(
        today=choices.today,
        sought="".join(sign for sign in sought if sign.isprintable()),
        function=None if function is None else CollaborationFunction(function),
        kind=None if kind is None else CollaborationKind(kind),
        status=None if status is None else CollaborationStatus(status),
        force=force,
        region=region,
        is_review_overdue=is_overdue,
        is_something_due=is_due,
    )


def show(page: RegisterPage, query: RegisterQuery) -> None:
    """Draw the collaborations that are sought, and the ways to the other pages."""
    if not page.entries:
        nothing = "No collaboration matches this. Clear the filters to see them all."
        st.html(f'<p class="soft">{nothing if page.every else "The register is empty."}</p>')
        return
    html_tables.show(
        f"{page.number} of {count(page.every, 'collaboration')}",
        ["Collaboration", "Partners today", "Status", "Agreement", "Next review"],
        [_row(each, page) for each in page.entries],
        kind="cards register",
    )
    paging.show_ways(page.page, page.pages, partial(_way, query))


def _way(query: RegisterQuery, way: str, page: int) -> str:
    asked: dict[str, Any] = dict(query.to_query())
    return html_links.to("register", way, page=page, **asked)


def _row(entry: RegisterEntry, page: RegisterPage) -> list[str]:
    about = ", ".join(words(each) for each in (entry.kind, entry.function) if each is not None)
    link = entry_words.to_collaboration(entry.id, entry.name)
    return [
        f'{link}<span class="sub">{in_html(about[:1].upper() + about[1:])}</span>',
        _partners(entry, page.force_names, page),
        in_html(entry_words.plain(entry.status)) or entry_words.NOT_KNOWN,
        _agreement(entry, page),
        _review(entry, page),
    ]


def _partners(entry: RegisterEntry, names: Mapping[ForceId, str], page: RegisterPage) -> str:
    partners = [each.force for each in entry.partners_on(page.today)]
    if not partners:
        return entry_words.NOT_KNOWN
    ordered = sorted(partners, key=lambda force: (force != entry.lead_force, names[force]))
    return in_html(", ".join(f"{names[each]}{' (lead)' if each == entry.lead_force else ''}" for each in ordered))


def _agreement(entry: RegisterEntry, page: RegisterPage) -> str:
    said = in_html(entry.agreement_reference)
    if entry.expires_on is not None:
        is_over = entry.has_expired(page.today)
        looks, word = (" late", "Expired") if is_over else ("", "Until")
        said += f'<span class="sub{looks}">{word} {uk_date(entry.expires_on)}</span>'
    return said or entry_words.NOT_KNOWN


def _review(entry: RegisterEntry, page: RegisterPage) -> str:
    if entry.review_on is None:
        return entry_words.NOT_KNOWN
    late = '<span class="sub late">Overdue</span>' if entry.is_review_overdue(page.today) else ""
    return f"{uk_date(entry.review_on)}{late}"


def _labels(codes: type[CollaborationFunction] | type[CollaborationKind] | type[CollaborationStatus]) -> dict[str, str]:
    return {each.value: label(each) for each in codes}
