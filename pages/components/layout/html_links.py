"""Links in our own HTML to pages of the app (:mod:`pages.components.layout.frame_scripts` follows them)."""

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from pages.components.layout.escaping import in_html
from pages.menu import HOME, entry


def to(
    page: str,
    words: str,
    /,
    *,
    kind: str = "",
    is_current: bool = False,
    number: int | None = None,
    unseen: str = "",
    stays: bool = False,
    **parameters: object,
) -> str:
    """Return a link to a page as HTML. `kind` is a class of the stylesheet, and a `number` stands behind the words.

    `unseen` follows the words for a screen reader, where links to different things have the same words. A link that
    `stays` opens something on the page that is shown, which does not go to its top then.
    """
    more = "" if number is None else f" <span>{number}</span>"
    more += f'<span class="unseen"> {in_html(unseen)}</span>' if unseen else ""
    current = ' aria-current="page"' if is_current else ""
    looks = f' class="{kind}"' if kind else ""
    leads = f'href="{in_html(address(page, **parameters))}" target="_self"'
    way = 'data-page="stays"' if stays else "data-page"
    return f"<a {leads}{looks} {way}{current}>{in_html(words)}{more}</a>"


def within(part: str, words: str) -> str:
    """Return a link as HTML that leads to the part of this page with that id, or with that class of Streamlit's."""
    return f'<a href="#{part}" data-to="{part}">{in_html(words)}</a>'


def elsewhere(address: str) -> str:
    """Return a link to another site as HTML, which opens apart and is told nothing about this one."""
    there = in_html(address)
    return f'<a href="{there}" target="_blank" rel="noopener noreferrer">{there}</a>'


def filters(links: Iterable[str]) -> str:
    """Return links that choose what is shown on a page as HTML."""
    return f'<ul class="picks" aria-label="Show">{"".join(f"<li>{link}</li>" for link in links)}</ul>'


def address(page: str, /, **parameters: object) -> str:
    """Return the address of a page with those parameters, without those that are None. A list is one for each.

    On a page that names the respondent whom somebody answers for, every link to a page of that assessment does. One
    that did not would lead to the answers of another.
    """
    here = st.query_params
    if "of" in here and str(parameters.get("assessment")) == here.get("assessment"):
        parameters = {"of": here["of"]} | parameters
    named = {
        name: value if isinstance(value, list) else str(value)
        for name, value in parameters.items()
        if value is not None
    }
    query = urlencode(named, doseq=True)
    path = "/" if entry(page) is HOME else f"/{page}"
    return f"{path}?{query}" if query else path
