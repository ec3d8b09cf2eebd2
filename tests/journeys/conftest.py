"""The journeys use the browser fixtures of the browser tests."""

from tests.browser.conftest import app, context, lead, page, shared_app, window

__all__ = ["app", "context", "lead", "page", "shared_app", "window"]
