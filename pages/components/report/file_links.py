"""Links to files. A PDF opens in a tab of its own, so that the page stays where it is."""

from pages.components.layout.escaping import in_html


def to(address: str, words: str, *, kind: str = "", unseen: str = "") -> str:
    """Return a link to a file as HTML. `kind` is a class of the stylesheet; `unseen` tells alike links apart."""
    more = f'<span class="unseen"> {in_html(unseen)}</span>' if unseen else ""
    looks = f' class="{kind}"' if kind else ""
    return f'<a href="{in_html(address)}" target="_blank" rel="noopener"{looks}>{in_html(words)}{more}</a>'
