"""The versions of a report that were issued, newest first, each to be opened exactly as it was issued."""

from assessment.codes import ReportFormat
from assessment.dates import uk_moment
from assessment.ids import AssessmentId
from assessment.rounds.issued_report import ReportVersion
from assessment.views.report_desk import ReportDesk
from pages.components.layout import html_parts, html_tables
from pages.components.layout.escaping import in_html
from pages.components.report import file_links

_FILES = (
    (ReportFormat.PDF, "report.pdf", "Open"),
    (ReportFormat.BOARD_PAPER, "board-paper.pdf", "Two pages"),
    (ReportFormat.HTML, "report.html", "Web page"),
)
_NAMES = {ReportFormat.PDF: "PDF", ReportFormat.BOARD_PAPER: "Two pages", ReportFormat.HTML: "Web page"}


def show(desk: ReportDesk) -> None:
    """Draw the versions as a table under its heading. Where none was issued, draw nothing."""
    if not desk.versions:
        return
    caption = "Newest first. Times are UK time."
    table = html_tables.of(
        caption,
        ("Version", "Issued", "For", "What the board decided", "Files"),
        [_row(desk, each) for each in desk.versions],
        kind="register cards",
    )
    check = (
        "The SHA-256 of a file shows whether it is the one that was issued. On the server, "
        "“python -m assessment verify-report FILE” says so too."
    )
    hashes = html_tables.of(
        "The SHA-256 of each file",
        ("Version", "File", "SHA-256"),
        [_hash(version, form, hash) for version in desk.versions for form, hash in version.files.items()],
        kind="register cards",
    )
    html_parts.show(
        "<h2>Issued so far</h2>",
        html_tables.with_caption(table, caption),
        html_parts.fold("How to check a file", html_parts.paragraph(check), hashes),
    )


def _row(desk: ReportDesk, version: ReportVersion) -> tuple[str, ...]:
    draft = '<span class="sub">DRAFT</span>' if version.is_draft else ""
    name = desk.names.get(version.by)
    by = f'<span class="sub">by {in_html(name)}</span>' if name else ""
    return (
        f"Version {version.version}{draft}",
        f"{uk_moment(version.issued)}{_recorded(version)}{by}",
        f'{in_html(version.issued_for)}<span class="sub">{in_html(version.classification)}</span>',
        _decision(version),
        _files(desk.assessment.id, version),
    )


def _recorded(version: ReportVersion) -> str:
    if version.recorded == version.issued:
        return ""
    return f'<span class="sub">recorded {uk_moment(version.recorded)}</span>'


def _decision(version: ReportVersion) -> str:
    if version.decision is None:
        return "Not recorded yet"
    changes = f'<span class="sub">{in_html(version.decision.changes)}</span>' if version.decision.changes else ""
    return f"{in_html(str(version.decision))}{changes}"


def _files(id: AssessmentId, version: ReportVersion) -> str:
    address = f"/files/{id}/version/{version.version}"
    links = " ".join(
        file_links.to(f"{address}/{name}", words, unseen=f"of version {version.version}") for _, name, words in _FILES
    )
    return f'<span class="links">{links}</span>'


def _hash(version: ReportVersion, form: ReportFormat, hash: str) -> tuple[str, ...]:
    return str(version.version), _NAMES[form], f"<code>{hash}</code>"
