"""The evidence of an assessment as a table, an item a row, with what it is filtered by."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from assessment.bank.model import Theme
from assessment.dates import uk_date
from assessment.ids import QuestionCode
from assessment.rounds.evidence_wording import is_marked_higher
from assessment.rounds.named_evidence import NamedEvidence
from assessment.rounds.response import Evidence
from assessment.rounds.text_rules import WEB_ADDRESS
from assessment.views.evidence_view import EvidencePage
from pages.components.layout import html_links, html_tables, paging
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count

OVER: Final = "over"
"""What the address says where only items are shown that were no longer valid."""
_NOT_NAMED: Final = '<span class="soft">Not named</span>'


def title(page: EvidencePage) -> str:
    """Return how much evidence there is, in words."""
    if not page.in_theme:
        return "No evidence is named yet"
    return f"{count(page.in_theme, 'item')} of evidence"


def lede(page: EvidencePage) -> str:
    """Return what the page shows, as HTML."""
    forces = " What was named by those who answered alone stands beside it." if page.has_alone else ""
    return (
        '<p class="lede">Each document that the answers rest on, with the questions that it supports. Only the '
        f"reference is kept here, not the document.{forces}</p>"
    )


def shown(page: EvidencePage) -> dict[str, str | None]:
    """Return what the address says of what is shown."""
    return _shown(page.theme, is_over=page.choice.is_over)


def picks(page: EvidencePage) -> str:
    """Return the links that choose a theme, and those that are no longer valid, as HTML."""
    over, as_of = page.choice.is_over, page.assessment.round.as_of
    themes: list[tuple[str, Theme | None]] = [("All themes", None), *((each.title, each) for each in page.bank.themes)]
    of_theme = (
        _link(words, page, _shown(theme, is_over=over), is_current=theme == page.theme) for words, theme in themes
    )
    validity = (
        ("All", False, page.in_theme),
        (f"No longer valid on {uk_date(as_of)}", True, page.over),
    )
    of_validity = (
        _link(words, page, _shown(page.theme, is_over=is_over), is_current=is_over == over, number=number)
        for words, is_over, number in validity
    )
    return html_links.filters(of_theme) + html_links.filters(of_validity)


def of(page: EvidencePage) -> str:
    """Return the items as HTML, by title."""
    if not page.items:
        return '<p class="soft" role="status">No item is like that.</p>' if page.in_theme else ""
    return html_tables.of(
        "Evidence",
        ["Document", "Kept by", "Date", "Valid until", "Supports"],
        [_row(each, page) for each in page.items],
        kind="cards evidence",
    )


def export(page: EvidencePage) -> str:
    """Return the way to take the evidence along as HTML, once there are answers that count."""
    if page.assessment.is_before_agreeing or not page.in_theme:
        return ""
    file = f"/files/{page.assessment.id}/assessment.xlsx"
    workbook = f'<a href="{file}">Excel workbook</a>'
    return (
        f'<p class="codes">The {workbook} of the answers has their evidence on a sheet. Who exports it is recorded.</p>'
    )


def show_ways(page: EvidencePage) -> None:
    """Draw the ways to the other pages of the list."""

    def link(words: str, to: int) -> str:
        return _link(words, page, shown(page) | {"page": str(to) if to > 1 else None})

    paging.show_ways(page.page, page.pages, link)


def _row(named: NamedEvidence, page: EvidencePage) -> list[str]:
    item = named.item
    return [
        f'{in_html(item.title)}<span class="sub">{_reference(item)}</span>{_marking(item, page)}',
        in_html(item.owner) or _NOT_NAMED,
        uk_date(item.dated) if item.dated else _NOT_NAMED,
        _valid_until(item, page),
        "".join(f"<p>{each}</p>" for each in _supports(named, page)),
    ]


def _reference(item: Evidence) -> str:
    """Return where the document is. Only an address that is encrypted on its way is a link."""
    if item.reference.startswith("https://") and WEB_ADDRESS.fullmatch(item.reference):
        return html_links.elsewhere(item.reference)
    return in_html(item.reference)


def _valid_until(item: Evidence, page: EvidencePage) -> str:
    if item.valid_until is None:
        return _NOT_NAMED
    as_of = page.assessment.round.as_of
    late = "" if item.is_valid_on(as_of) else f'<span class="sub late">No longer valid on {uk_date(as_of)}</span>'
    return uk_date(item.valid_until) + late


def _marking(item: Evidence, page: EvidencePage) -> str:
    if item.classification is None:
        return ""
    marking = page.assessment.classification
    higher = f", higher than this assessment, which is {marking}" if is_marked_higher(item, marking) else ""
    return f'<span class="sub">{item.classification}{higher}</span>'


def _supports(named: NamedEvidence, page: EvidencePage) -> Iterator[str]:
    if named.questions:
        agreed = "Agreed: " if page.has_alone else ""
        yield f"{agreed}{_codes(named.questions, page)}"
    for name, codes in named.forces.items():
        yield f"{in_html(name)}: {_codes(codes, page)}"


def _codes(codes: Sequence[QuestionCode], page: EvidencePage) -> str:
    links = (
        html_links.to("read", code, assessment=page.assessment.id, theme=page.bank.theme_of(code).code)
        for code in codes
    )
    return f'<span class="codes">{" ".join(links)}</span>'


def _shown(theme: Theme | None, *, is_over: bool) -> dict[str, str | None]:
    return {"theme": None if theme is None else theme.code, "show": OVER if is_over else None}


def _link(
    words: str, of: EvidencePage, shown: dict[str, str | None], *, is_current: bool = False, number: int | None = None
) -> str:
    parameters: dict[str, Any] = {"assessment": of.assessment.id, **shown}
    return html_links.to("evidence", words, is_current=is_current, number=number, stays=True, **parameters)
