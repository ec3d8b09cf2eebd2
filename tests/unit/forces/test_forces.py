"""The reference list of forces, and which of a force's names is shown on which day."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.forces import Force, ForceName, Forces, reference_list
from assessment.ids import ForceId

LISTED = Forces(reference_list())
DAY = date(2026, 11, 1)
RENAMED = Force(
    id=ForceId("hampshire"),
    kind="territorial",
    region="South East",
    country="England",
    names=(
        ForceName(name="Hampshire Constabulary", short_name="Hampshire"),
        ForceName(name="Solent Police", short_name="Solent", valid_from=date(2027, 4, 1)),
    ),
)


def test_the_43_territorial_forces_of_england_and_wales_come_before_six_others() -> None:
    listed = list(LISTED.names_on(DAY))
    with_area = [id for id in listed if LISTED.by_id[id].area_code]

    assert (len(listed), len(with_area)) == (49, 43)
    assert listed[:43] == with_area
    assert [LISTED.by_id[id].country for id in with_area].count("Wales") == 4


def test_a_force_is_found_by_its_id_its_name_and_its_short_name() -> None:
    assert LISTED.find("dyfed-powys") is not None
    assert LISTED.find("Dyfed-Powys") == LISTED.find("Dyfed-Powys Police") == LISTED.find("dyfed-powys")
    assert LISTED.find("Mars Police") is None


def test_no_two_forces_share_an_id_or_a_name() -> None:
    for listed in (reference_list(), reference_list(is_example=True)):
        assert len({each.id for each in listed}) == len(listed)
        assert len({each.names[0].name for each in listed}) == len(listed)


def test_a_new_name_is_shown_from_its_first_day_and_the_old_one_on_every_day_before() -> None:
    assert RENAMED.name_on(date(1990, 1, 1)) == "Hampshire Constabulary"
    assert RENAMED.name_on(date(2027, 3, 31)) == "Hampshire Constabulary"
    assert RENAMED.name_on(date(2027, 4, 1)) == "Solent Police"


@pytest.mark.parametrize("text", ["hampshire", "Hampshire", "Hampshire Constabulary", "Solent", "Solent Police"])
def test_a_force_is_found_by_every_name_that_it_has_or_had(text: str) -> None:
    assert Forces([RENAMED]).find(text) == RENAMED


def test_a_name_that_an_ended_force_had_finds_the_one_that_has_it_now() -> None:
    ended = replace(RENAMED, id=ForceId("old"), valid_to=date(2026, 12, 31))

    assert Forces([ended, RENAMED]).find("Solent Police") == RENAMED


def test_a_force_can_be_chosen_from_its_first_day_to_its_last() -> None:
    force = replace(RENAMED, valid_from=date(2026, 4, 1), valid_to=date(2027, 3, 31))
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1)]

    assert [list(Forces([force]).names_on(day)) for day in days] == [[], ["hampshire"], ["hampshire"], []]
