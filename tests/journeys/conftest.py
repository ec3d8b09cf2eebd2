"""The journeys are made in the same kind of window as the browser tests."""

from tests.browser.conftest import app, context, lead, page

__all__ = ["app", "context", "lead", "page"]
