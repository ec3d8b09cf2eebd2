"""Which page of a long list is shown."""


def nearest_page(page: int, number: int, *, size: int) -> tuple[int, int]:
    """Return the page that exists and is nearest to `page`, and the number of pages that `number` lines fill.

    Pages count from 1, and a list without a line has one.
    """
    pages = max(1, -(-number // size))
    return min(max(page, 1), pages), pages
