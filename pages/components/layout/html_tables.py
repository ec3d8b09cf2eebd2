"""Draw tables as HTML with real header cells, which a screen reader needs. Every text is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from pages.components.layout.escaping import in_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """How a table is sorted by a column, and the address that sorts it by that one, or the other way round."""

    address: str
    direction: Literal["ascending", "descending", "none"]


_UNSORTED: Final[Mapping[str, Sorting]] = {}


def show(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    kind: str = "",
    caption_is_seen: bool = True,
    sorting: Mapping[str, Sorting] = _UNSORTED,
) -> None:
    """Draw a table with its caption below, where it is to be seen. The rest is as for :func:`of`."""
    table = of(caption, headings, rows, kind=kind, sorting=sorting)
    st.html(with_caption(table, caption) if caption_is_seen else table)


def with_caption(table: str, caption: str) -> str:
    """Return the HTML of a table with its caption below."""
    return f'{table}<p class="caption">{in_html(caption)}</p>'


def of(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    kind: str = "",
    sorting: Mapping[str, Sorting] = _UNSORTED,
) -> str:
    """Return a table as HTML, named by its caption. `kind` is a class of the stylesheet.

    The cells hold HTML: made by our own code, or escaped by :func:`text`. The first cell of a row is its heading.
    `sorting` holds the columns by which the table can be sorted, by their headings.
    """
    head = "".join(_heading(heading, sorting.get(heading)) for heading in headings)
    return _table(caption, head, _body(headings, rows), kind=kind)


def of_groups(
    caption: str, headings: Sequence[str], groups: Iterable[tuple[str, Iterable[Sequence[str]]]], *, kind: str = ""
) -> str:
    """Return one table of several groups of rows, each under a line with its title, which is escaped, as HTML.

    Its caption is below.
    """
    bodies = "".join(_body(headings, rows, before=_title(title, len(headings))) for title, rows in groups)
    return with_caption(of_bodies(caption, headings, bodies, kind=kind), caption)


def of_bodies(caption: str, headings: Sequence[str], bodies: str, *, kind: str = "") -> str:
    """Return one table of bodies whose rows a caller has drawn as HTML, because their cells have looks of their own."""
    head = "".join(_heading(heading, None) for heading in headings)
    return _table(caption, head, bodies, kind=kind)


def _table(caption: str, head: str, bodies: str, *, kind: str) -> str:
    # The roles are named, because a table that a phone draws as cards is otherwise no table to a screen reader.
    return (
        f'<div class="table {kind}" role="region" aria-label="{in_html(caption)}"><table role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>{bodies}</table></div>'
    )


def _body(headings: Sequence[str], rows: Iterable[Sequence[str]], *, before: str = "") -> str:
    return f'<tbody role="rowgroup">{before}{"".join(_row(headings, row) for row in rows)}</tbody>'


def _title(words: str, columns: int) -> str:
    spans = f'scope="rowgroup" role="rowheader" colspan="{columns}"'
    return f'<tr role="row" class="group"><th {spans}>{in_html(words)}</th></tr>'


def text(content: str) -> str:
    """Return text as the HTML of a cell."""
    return in_html(content)


def _heading(heading: str, sorting: Sorting | None) -> str:
    words, sorted_by = in_html(heading), ""
    if sorting is not None:
        words = f'<a href="{in_html(sorting.address)}" target="_self" data-page>{words}</a>'
        sorted_by = f' aria-sort="{sorting.direction}"'
    return f'<th scope="col" role="columnheader"{sorted_by}>{words}</th>'


def _row(headings: Sequence[str], row: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td role="cell" data-heading="{in_html(heading)}"><div>{cell}</div></td>'
        for heading, cell in zip(headings[1:], rest, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr>'
