"""The example that `make demo` starts: its people can sign in, it is filled, and everything in it is invented."""

import csv
import re
from collections import Counter
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from assessment.access import Credential
from assessment.actions.signing_in import SignInAttempt, sign_in
from assessment.bank.library import Library
from assessment.bank.model import FindingIsTrue, QuestionAtMost, ThemesAtMost
from assessment.codes import ActionState, BoardOutcome, CollaborationStatus, PersonState
from assessment.dates import now, uk_day
from assessment.forces import reference_list
from assessment.rounds.response_rules import check_response
from assessment.scoring import placements, score
from assessment.settings import PROJECT, Settings, sqlite_address
from assessment.store import Store
from assessment.views.home_view import open_home
from assessment.views.improvement_view import open_improvement_actions
from assessment.views.report_desk import open_report_desk
from scripts import demo
from scripts.example.answers import AnsweredRound
from scripts.example.collaborations import COLLABORATIONS

LIBRARY = Library(Settings.from_environment({}).banks)
ROUNDS = [
    AnsweredRound(collaboration=each, round=round, as_of=date(year, 11, 1))
    for each in COLLABORATIONS
    for round, year in ((each.earlier, 2025), (each.later, 2026))
]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str]:
    """Return the store of an example, and the output of the command that filled it."""
    url = sqlite_address(tmp_path_factory.mktemp("data") / "example" / "assessments.db")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as printed:
        patch.setenv("EXAMPLE_DATA", "1")
        patch.setenv("DATABASE_URL", url)
        demo.main()
    return Store.open(url), printed.getvalue()


def test_everybody_whom_it_names_can_sign_in_with_the_password_that_it_prints(example: tuple[Store, str]) -> None:
    store, printed = example
    addresses = re.findall(r"\S+@example\.test", printed)
    password = re.findall(r"next start: (\S+)", printed)[0]

    assert len(addresses) == 11
    for address in addresses:
        assert sign_in(store, SignInAttempt(email=address, password=password, address="here")).token


def test_its_lead_finds_two_rounds_of_each_collaboration_of_which_the_newest_is_open(
    example: tuple[Store, str],
) -> None:
    store, printed = example
    password = re.findall(r"next start: (\S+)", printed)[0]
    lead = sign_in(store, SignInAttempt(email="lead@example.test", password=password, address="here"))

    lines = open_home(store, lead, LIBRARY, on=date(2026, 11, 27)).lines

    assert [(line.newest.collaboration.name, line.asked - line.replied, len(line.rounds)) for line in lines] == [
        ("Example data: legal services", 15, 2),
        ("Example data: roads policing", 0, 2),
    ]
    assert [[each.submitted_at is None for each in line.rounds] for line in lines] == [[True, False], [False, False]]


def test_it_holds_two_rounds_each_of_eight_collaborations_of_differing_size(
    example: tuple[Store, str],
) -> None:
    store, _ = example
    with store.read() as unit:
        rounds = Counter(each.collaboration.id for each in unit.assessments.all())
        sizes = {len(each.collaboration.partners) for each in unit.assessments.all()}

    assert (len(rounds), set(rounds.values())) == (8, {2})
    assert {2, 3, 4, 7} == sizes


def test_every_state_of_a_report_an_action_a_collaboration_and_of_access_is_in_it(example: tuple[Store, str]) -> None:
    store, printed = example
    password = re.findall(r"next start: (\S+)", printed)[0]

    def signed_in(name: str) -> Credential:
        return sign_in(store, SignInAttempt(email=f"{name}@example.test", password=password, address="here"))

    lead, today = signed_in("lead"), now().date()
    homes = {name: open_home(store, signed_in(name), LIBRARY, on=today) for name in ("lead", "respondent", "owner")}
    administrator = signed_in("administrator")
    roads = next(line.newest for line in homes["lead"].lines if line.newest.collaboration.name.endswith("policing"))
    desk = open_report_desk(store, lead, LIBRARY, roads.id, at=now())
    plan = open_improvement_actions(store, lead, LIBRARY, roads.id, at=now())

    assert [(each.version, [one.outcome for one in each.decisions]) for each in desk.versions] == [
        (1, [BoardOutcome.ACCEPTED_WITH_CHANGES])
    ]
    assert desk.has_changed
    assert [(line.stored.action.owner, line.stored.action.state, line.is_overdue) for line in plan.lines] == [
        ("Head of finance", ActionState.UNDER_WAY, True),
        ("Robin Example (respondent)", ActionState.PLANNED, False),
        ("Chair of the board", ActionState.PLANNED, False),
        ("Head of people", ActionState.WITHDRAWN, False),
    ]
    assert [line.action and line.action.action.owner for line in homes["respondent"].waiting] == [
        None,  # the assessment that is half answered
        None,  # three questions of it that the lead handed over
        "Robin Example (respondent)",
    ]
    assert [line.handed for line in homes["respondent"].waiting] == [(), ("G10", "G11", "G12"), ()]
    assert homes["lead"].archived == 1
    assert [line.people for line in homes["owner"].waiting] == [1]
    assert [line.people for line in open_home(store, administrator, LIBRARY, on=today).waiting] == [2]
    with store.read() as unit:
        invited = unit.people.find_by_email("invited@example.test")
    assert invited is not None
    assert invited.state is PersonState.INVITED


def test_every_duty_of_the_register_waits_in_it(example: tuple[Store, str]) -> None:
    store, _ = example
    today = uk_day(now())
    with store.read() as unit:
        entries = unit.register.of(list(unit.register.names())).values()
    going_on = [each for each in entries if each.status is not CollaborationStatus.CLOSED]

    assert len(entries) == 8
    assert all(each.purpose and each.function and each.memberships for each in entries)
    assert {
        "the review is overdue": [each.name for each in going_on if each.is_review_overdue(today)],
        "the agreement has expired": [each.name for each in going_on if each.expires_on and each.expires_on < today],
        "nothing says why it is not published": [
            each.name for each in going_on if not (each.published_at or each.why_not_published)
        ],
        "a partner has no contact": sorted(
            each.name for each in going_on if any(not one.contact for one in each.partners_on(today))
        ),
    } == {
        "the review is overdue": ["Example data: forensic services"],
        "the agreement has expired": ["Example data: drone unit"],
        "nothing says why it is not published": ["Example data: payroll and pensions"],
        "a partner has no contact": ["Example data: forensic services", "Example data: seven-force procurement"],
    }


def test_its_questions_stand_where_its_levels_say_and_its_answers_follow_the_rules() -> None:
    bank = LIBRARY.latest()
    for answered in ROUNDS:
        given = {response.question: response for response in answered.responses(bank)}
        placed = placements(bank, given)
        expected = {
            question.code: int(place)
            for question, place in zip(bank.questions(), "".join(answered.round.levels), strict=True)
            if place in "12345"
        }
        assert {code: placement.level.place for code, placement in placed.items()} == expected
        assert [
            check_response(bank, response)[1] for response in given.values() if check_response(bank, response)[1]
        ] == []


def test_its_grades_show_change_and_limits_of_every_kind() -> None:
    bank = LIBRARY.latest()
    cards = [score(bank, {each.question: each for each in answered.responses(bank)}) for answered in ROUNDS]
    grades = {card.overall.claimed.grade.title for card in cards if card.overall.claimed.grade}
    held = {type(limit.when) for card in cards for each in (card.overall, *card.themes) for limit in each.limits}

    assert grades == {level.title for level in bank.scale}
    assert held == {FindingIsTrue, QuestionAtMost, ThemesAtMost}


def test_no_rationale_is_read_more_than_three_times() -> None:
    rationales = Counter(
        response.rationale
        for answered in ROUNDS
        for response in answered.responses(LIBRARY.latest())
        if response.rationale
    )

    assert max(rationales.values()) <= 3
    assert len(rationales) > 600


def test_none_of_its_forces_exists(example: tuple[Store, str]) -> None:
    store, _ = example
    with (PROJECT / "assessment/forces/forces.csv").open(encoding="utf-8", newline="") as file:
        existing = {row["name"] for row in csv.DictReader(file)}
    with store.read() as unit:
        invented = {name for each in unit.assessments.all() for name in each.collaboration.partner_names}

    assert invented == {force.names[0].name for force in reference_list(is_example=True)}
    assert not invented & existing


def test_it_never_fills_a_database_outside_the_example_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_DATA", "1")
    monkeypatch.setenv("DATABASE_URL", sqlite_address(tmp_path / "assessments.db"))

    # What a program exits with that is no number is printed on standard error, and the code is 1.
    with pytest.raises(SystemExit, match=r"^The example has a database of its own. Start it with: make demo$"):
        demo.main()

    assert list(tmp_path.iterdir()) == []
