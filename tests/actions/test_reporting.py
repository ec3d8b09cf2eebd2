"""What a report is made from: the assessment as it is stored, who submitted it, and the round before."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.access import Role
from assessment.actions.starting import Start, start_assessment
from assessment.actions.submitting import classify_assessment, submit_assessment
from assessment.moments import now
from assessment.report.subject import ReportSubject, Submission
from assessment.rounds.assessment import Classification
from assessment.terms import AssessmentId
from assessment.views.report import read_report
from tests.actions.conftest import AT, Desk
from tests.people import grant, somebody
from tests.report.reading import reader

LATER = AT + timedelta(days=2)


def a_round(
    desk: Desk,
    year: int,
    *,
    place: int | None = 4,
    name: str = "Example dog unit",
    partners: tuple[str, ...] = ("Kent Police", "Essex Police"),
) -> AssessmentId:
    """A round of that year with P1 at that place, submitted; without a place, neither answered nor submitted."""
    start = Start(
        collaboration=name,
        partners=partners,
        lead_force=partners[0],
        round_title=str(year),
        as_of=date(year, 11, 1),
    )
    # Whoever starts it belongs to the force that leads; the desk's own person may then read it.
    started_by = desk.person if partners[0] == desk.person.force else somebody(desk.store, force=partners[0])
    id = start_assessment(desk.store, started_by.asker, desk.library, start, at=AT)
    with desk.store.read() as unit:
        started = unit.assessments.find(id)
    assert started is not None
    if started_by is not desk.person:
        grant(desk.store, desk.person.id, Role.LEAD, started.collaboration.id, force=desk.person.force)
    if place is not None:
        desk.record(id, desk.response(place))
        submit_assessment(desk.store, desk.asker, desk.library, id, at=LATER)
    return id


def the_subject(desk: Desk, id: AssessmentId, *, at: datetime) -> ReportSubject:
    with desk.store.read() as unit:
        return read_report(unit, desk.asker, desk.library, id, at=at)[1]


def test_it_says_who_submitted_and_when(desk: Desk) -> None:
    subject = the_subject(desk, a_round(desk, 2026), at=LATER)

    assert subject.submitted == Submission(by=desk.person.name, at=LATER)
    assert not subject.is_draft


def test_a_draft_was_submitted_by_nobody(desk: Desk) -> None:
    subject = the_subject(desk, a_round(desk, 2026, place=None), at=AT)

    assert subject.submitted is None
    assert subject.is_draft


def test_the_newest_earlier_round_stands_beside_this_one(desk: Desk) -> None:
    a_round(desk, 2024, place=2)
    a_round(desk, 2025, place=3, name="EXAMPLE DOG UNIT")
    a_round(desk, 2027, place=5)

    before = the_subject(desk, a_round(desk, 2026), at=LATER).previous

    assert before is not None
    assert (before.round_title, before.as_of) == ("2025", date(2025, 11, 1))
    assert before.scorecard.themes[0].claimed.mean == 3


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Example air support"},
        {"partners": ("Dorset Police", "Devon and Cornwall Police")},
        {"place": None},
    ],
    ids=["another name", "other partners", "never submitted"],
)
def test_what_is_no_earlier_round_of_this_collaboration_does_not(desk: Desk, other: dict[str, object]) -> None:
    a_round(desk, 2025, **other)  # type: ignore[arg-type]

    assert the_subject(desk, a_round(desk, 2026), at=LATER).previous is None


def test_a_whole_round_is_reported_on_from_the_database(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'assessments.db'}")
    two = [a_round(desk, 2026, name=name) for name in ("Example dog unit", "Example: dog/unit")]
    a_round(desk, 2025)
    a_round(desk, 2026, name="Example air support", place=None)
    out = tmp_path / "reports"

    result = CliRunner().invoke(app, ["report", "--round", "2026", "-o", str(out)])

    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(file.name for file in out.iterdir()) == sorted(
        f"Example-dog-unit-2026-{str(id)[-8:]}.pdf" for id in two
    )
    assert "Submitted by Sam Reed" in "".join(
        page.extract_text() for page in reader(next(out.iterdir()).read_bytes()).pages
    )


def test_a_report_is_made_anew_once_its_assessment_is_classified_otherwise(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'assessments.db'}")
    id = a_round(desk, 2026)
    command = ["report", "--round", "2026", "-o", str(tmp_path / "reports")]
    CliRunner().invoke(app, command)

    again = CliRunner().invoke(app, command)
    classify_assessment(desk.store, desk.asker, id, Classification.OFFICIAL_SENSITIVE, at=now() + timedelta(seconds=1))
    anew = CliRunner().invoke(app, command)

    assert "0 written, 1 there already" in again.stderr
    assert "1 written, 0 there already" in anew.stderr
    (report,) = (tmp_path / "reports").iterdir()
    assert "OFFICIAL-SENSITIVE" in reader(report.read_bytes()).pages[0].extract_text()


def test_a_round_that_nobody_submitted_in_is_told(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'assessments.db'}")
    a_round(desk, 2026)

    result = CliRunner().invoke(app, ["report", "--round", "2027", "-o", str(tmp_path / "reports")])

    assert (result.exit_code, result.stderr) == (
        1,
        "2027: nothing was submitted in a round with this title. Check how it is written.\n",
    )
