"""The versions of a report that were issued, newest first. Where none was issued, nothing is drawn."""

from collections.abc import Iterable

import streamlit as st

from assessment.dates import uk_moment
from assessment.views.report_versions import ReportVersion
from pages.components.layout import html_tables

_DIGITS = 12
"""The number of digits of a hash that are shown at once; a click shows all of them."""


def show(versions: Iterable[ReportVersion]) -> None:
    """Draw the versions as a table under its heading."""
    rows = [(_number(each), _issued(each), _file(each)) for each in versions]
    if not rows:
        return
    st.header("Versions issued", anchor=False)
    html_tables.show(
        "Newest first. Times are UK time. The SHA-256 shows whether a file is the one that was issued.",
        ("Version", "Issued", "File"),
        rows,
        kind="register",
    )


def _number(version: ReportVersion) -> str:
    state = "DRAFT" if version.is_draft else "Submitted"
    return f"{version.version}<br><small>{state}</small>"


def _issued(version: ReportVersion) -> str:
    downloaded = "" if version.recorded == version.issued else f"<br>downloaded {uk_moment(version.recorded)}"
    by = "" if version.by is None else f"<br>by {html_tables.text(version.by)}"
    return f"{uk_moment(version.issued)}{downloaded}{by}"


def _file(version: ReportVersion) -> str:
    hash = html_tables.text(version.sha256)
    return (
        f"{html_tables.text(version.what)}, {html_tables.text(version.classification)}"
        f"<details><summary>SHA-256 {hash[:_DIGITS]}…</summary><code>{hash}</code></details>"
    )
