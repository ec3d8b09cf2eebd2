"""People and collaborations are listed in the order that a reader expects, which is the same on both databases."""

from assessment.codes import Role
from assessment.store import Store, holding
from assessment.views.audit_view import audit_filter_choices
from assessment.views.inviting_view import open_inviting
from assessment.views.people_view import open_people
from tests.signed_in_people import somebody
from tests.store.store_builders import a_collaboration, an_assessment

TYPED = ["Écho", "Ŵyna", "Zara", "alan bates"]
EXPECTED = ["alan bates", "Écho", "Ŵyna", "Zara"]


def test_people_are_listed_by_their_letters_whatever_the_accents_and_capitals(store: Store) -> None:
    administrator = somebody(store, TYPED[0], force=None, roles=[Role.ADMINISTRATOR])
    for name in TYPED[1:]:
        somebody(store, name)

    assert [line.person.name for line in open_people(store, administrator.actor).people] == EXPECTED
    assert list(audit_filter_choices(store, administrator.actor).people.values()) == EXPECTED


def test_collaborations_are_listed_by_their_letters_whatever_the_accents_and_capitals(store: Store) -> None:
    administrator = somebody(store, roles=[Role.ADMINISTRATOR])
    for name in TYPED:
        assessment = an_assessment(collaboration=a_collaboration(name))
        with store.begin(holding.assessment(assessment.id)) as unit:
            unit.assessments.add(assessment, by="Sam")

    assert [each.label for each in open_inviting(store, administrator.actor).collaborations.values()] == EXPECTED
    assert list(audit_filter_choices(store, administrator.actor).chains.values())[3:] == EXPECTED
