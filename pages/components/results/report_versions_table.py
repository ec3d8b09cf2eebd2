"""The register of a report: every version that was handed out, newest first. Nothing is drawn where there is none."""

from collections.abc import Iterable

import streamlit as st

from assessment.dates import uk_moment
from assessment.views.report_versions import ReportVersion
from pages.components.layout import html_tables

_SHOWN = 12
"""So many digits of a hash are shown; the rest opens below."""


def show(issues: Iterable[ReportVersion]) -> None:
    """Draw the register under its heading."""
    rows = [(_version(each), _issued(each), _file(each)) for each in issues]
    if not rows:
        return
    st.header("Versions issued", anchor=False)
    html_tables.show(
        "Newest first. Times are UK time. The SHA-256 tells whether a file is the one that was issued.",
        ("Version", "Issued", "File"),
        rows,
        kind="register",
    )


def _version(issue: ReportVersion) -> str:
    state = "DRAFT" if issue.is_draft else "Submitted"
    return f"{issue.version}<br><small>{state}</small>"


def _issued(issue: ReportVersion) -> str:
    taken = "" if issue.recorded == issue.issued else f"<br>taken {uk_moment(issue.recorded)}"
    by = "" if issue.by is None else f"<br>by {html_tables.text(issue.by)}"
    return f"{uk_moment(issue.issued)}{taken}{by}"


def _file(issue: ReportVersion) -> str:
    hash = html_tables.text(issue.sha256)
    return (
        f"{html_tables.text(issue.what)}, {html_tables.text(issue.classification)}"
        f"<details><summary>SHA-256 {hash[:_SHOWN]}…</summary><code>{hash}</code></details>"
    )
