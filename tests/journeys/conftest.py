"""The journeys run in the same browser on the same app as the browser tests."""

from tests.browser.conftest import app, browser, context, lead, page

__all__ = ["app", "browser", "context", "lead", "page"]
