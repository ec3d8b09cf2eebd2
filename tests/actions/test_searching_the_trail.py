"""An administrator searches the audit trail: in plain words, and without anybody's answers."""

from dataclasses import astuple
from datetime import date, timedelta

import pytest

from assessment.access import Role
from assessment.actions.managing_people import give_access
from assessment.actions.record import note_refusal
from assessment.errors import NotPermitted
from assessment.store.audit import Event
from assessment.store.chain import PEOPLE
from assessment.views.trail import Asked, Trail, search_trail, trail_choices
from tests.actions.conftest import AT, Desk
from tests.people import Somebody, somebody

RATIONALE = "Only the lead may read this."


@pytest.fixture
def administrator(desk: Desk) -> Somebody:
    return somebody(desk.store, "Ada", roles=[Role.ADMINISTRATOR])


def words(trail: Trail) -> list[str]:
    return [f"{line.by}: {line.what} ({line.chain})" for line in trail.lines]


def test_it_says_who_did_what_to_whom_and_where(desk: Desk, administrator: Somebody) -> None:
    id = desk.start()
    desk.record(id, desk.response(4, rationale=RATIONALE))
    kim = somebody(desk.store, "Kim", force="Essex Police", roles=[])
    with desk.store.read() as unit:
        own = unit.assessments.find(id)
    assert own is not None
    give_access(desk.store, administrator.asker, kim.id, Role.BOARD_MEMBER, collaboration=own.collaboration.id)
    note_refusal(desk.store, desk.asker, where="people")

    people, unit_of_dogs = "People: signing in, and access", "Example dog unit"
    assert words(search_trail(desk.store, administrator.asker, Asked())) == [
        f"Sam Reed: Response saved, P1 ({unit_of_dogs})",
        f"Sam Reed: Assessment started ({unit_of_dogs})",
        f"Sam Reed: Refused, people ({people})",
        f"Ada: Access given, Kim, board member, Example dog unit ({people})",
        f"Sam Reed: Access given, lead, Kent Police, Example dog unit ({people})",
    ]


def test_it_holds_no_level_no_text_and_no_action(desk: Desk, administrator: Somebody) -> None:
    id = desk.start()
    desk.record(id, desk.response(4, rationale=RATIONALE))

    shown = repr(astuple(search_trail(desk.store, administrator.asker, Asked())))

    assert "P1" in shown
    assert RATIONALE not in shown
    assert "good" not in shown.lower()


def test_days_are_whole_days_in_the_uk(desk: Desk, administrator: Somebody) -> None:
    id = desk.start()
    # In summer, the UK's day begins at 23:00 UTC.
    desk.record(id, desk.response(4), at=AT.replace(month=7, day=1, hour=22, minute=59))
    desk.record(id, desk.response(3), seen=1, at=AT.replace(month=7, day=1, hour=23))

    def saved(*, since: date | None = None, until: date | None = None) -> int:
        asked = Asked(event=Event.SAVED, since=since, until=until)
        return search_trail(desk.store, administrator.asker, asked).found

    assert saved(since=date(2026, 7, 1), until=date(2026, 7, 1)) == 1
    assert saved(since=date(2026, 7, 2)) == 1
    assert saved(until=date(2026, 7, 1)) == 1
    assert saved(since=date(2026, 7, 3)) == 0


def test_what_fills_more_than_a_page_is_shown_page_by_page(desk: Desk, administrator: Somebody) -> None:
    for number in range(51):
        with desk.store.begin() as unit:
            at = AT + timedelta(minutes=number)
            unit.audit.add(Event.SIGNED_IN, chain=PEOPLE, by=f"number {number}", at=at, detail={"person": None})

    first, second = (search_trail(desk.store, administrator.asker, Asked(page=page)) for page in (1, 2))

    assert (first.found, first.pages, len(first.lines)) == (51, 2, 50)
    assert [line.by for line in second.lines] == ["number 0"]


def test_there_is_one_page_where_nothing_fits(desk: Desk, administrator: Somebody) -> None:
    trail = search_trail(desk.store, administrator.asker, Asked(event=Event.EXPORTED))

    assert (trail.lines, trail.found, trail.pages) == ((), 0, 1)


def test_everybody_and_every_collaboration_can_be_asked_for_by_an_administrator_alone(
    desk: Desk, administrator: Somebody
) -> None:
    desk.start()

    choices = trail_choices(desk.store, administrator.asker)

    assert sorted(choices.chains.values()) == ["Example dog unit", "People: signing in, and access"]
    assert sorted(choices.people.values()) == ["Ada", "Sam Reed"]
    with pytest.raises(NotPermitted, match="You may not search the audit trail"):
        trail_choices(desk.store, desk.asker)
