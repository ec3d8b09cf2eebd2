"""The journeys use the browser fixtures of the browser tests."""

from tests.browser.conftest import app, context, lead, page

__all__ = ["app", "context", "lead", "page"]
