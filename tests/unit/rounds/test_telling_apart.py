"""Labels that tell apart what has the same name."""

from dataclasses import replace
from datetime import timedelta

from assessment.rounds.telling_apart import assessment_labels, collaboration_labels, told_apart
from tests.store.store_builders import MORNING, a_collaboration, an_assessment


def test_a_name_is_a_label_as_long_as_no_other_looks_like_it() -> None:
    assert told_apart({1: ("Dog unit", "Kent", "a"), 2: ("Air support", "Kent", "b")}) == {
        1: "Dog unit",
        2: "Air support",
    }
    assert told_apart({}) == {}


def test_names_that_look_alike_get_as_many_details_as_it_takes() -> None:
    assert told_apart(
        {
            1: ("Dog unit", "Kent", "started in May", "a"),
            2: ("DOG UNIT", "Essex", "started in May", "b"),
            3: ("Dog unit", "Surrey", "started in May", "c"),
            4: ("Dog unit", "Surrey", "started in May", "d"),
        }
    ) == {
        1: "Dog unit (Kent)",
        2: "DOG UNIT (Essex)",
        3: "Dog unit (Surrey, started in May, c)",
        4: "Dog unit (Surrey, started in May, d)",
    }


def test_collaborations_are_told_apart_by_lead_force_then_by_the_day_of_their_newest_round() -> None:
    old = an_assessment(collaboration=a_collaboration("Dog unit"))
    new = an_assessment(collaboration=a_collaboration("Dog unit"), started_at=MORNING + timedelta(days=1))
    next_of_old = replace(old, id=new.id, started_at=MORNING + timedelta(days=9))

    assert collaboration_labels([next_of_old, new, old]) == {
        old.collaboration.id: "Dog unit (Essex Police, started 12 November 2026)",
        new.collaboration.id: "Dog unit (Essex Police, started 4 November 2026)",
    }


def test_assessments_of_one_name_and_round_are_told_apart_by_lead_force() -> None:
    one, other = (
        an_assessment(collaboration=a_collaboration("Dog unit", lead_force=lead))
        for lead in ("Kent Police", "Essex Police")
    )

    assert assessment_labels([one, other]) == {
        one.id: "Dog unit, 2026 (Kent Police)",
        other.id: "Dog unit, 2026 (Essex Police)",
    }
