"""Draw tables as HTML with real header cells, which a screen reader needs. Every text is escaped."""

from collections.abc import Iterable, Sequence

import streamlit as st

from pages.components.layout.escaping import in_html


def show(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    kind: str = "",
    caption_is_seen: bool = True,
) -> None:
    """Draw a table with its caption below, where it is to be seen. The rest is as for :func:`of`."""
    below = f'<p class="caption">{in_html(caption)}</p>' if caption_is_seen else ""
    st.html(of(caption, headings, rows, kind=kind) + below)


def of(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "") -> str:
    """Return a table as HTML, named by its caption. `kind` is a class of the stylesheet.

    The cells hold HTML: made by our own code, or escaped by :func:`text`. The first cell of a row is its heading.
    """
    head = "".join(f'<th scope="col" role="columnheader">{in_html(heading)}</th>' for heading in headings)
    body = "".join(_row(headings, row) for row in rows)
    # The roles are named, because a table that a phone draws as cards is otherwise no table to a screen reader.
    return (
        f'<div class="table {kind}" tabindex="0" role="region" aria-label="{in_html(caption)}"><table role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def text(content: str) -> str:
    """Return text as the HTML of a cell."""
    return in_html(content)


def _row(headings: Sequence[str], row: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td role="cell" data-heading="{in_html(heading)}"><div>{cell}</div></td>'
        for heading, cell in zip(headings[1:], rest, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr>'
