"""People, grants, sessions, invitations and sign-in attempts, on both databases."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import uuid6

from assessment.access import CommandLine, Credential, Grant
from assessment.access.credential import fingerprint, new_secret
from assessment.access.person import Person, Secrets
from assessment.actions.first_administrator import create_first_administrator
from assessment.actions.managing_access import end_access, give_access
from assessment.actions.managing_people import forget_person
from assessment.actions.new_person import NewPerson
from assessment.actions.signing_in import SIGN_IN_REFUSED, SignInAttempt, sign_in
from assessment.authorisation import authorise
from assessment.codes import Event, Permission, PersonState, Role
from assessment.errors import DoesNotFit, InvalidInput, NotFound, NotSignedIn
from assessment.ids import ForceId, GrantId, PersonId
from assessment.rounds.assessment import Assessment
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.session_view import open_viewer
from tests.known_forces import KENT
from tests.signed_in_people import grant, session, somebody
from tests.store.store_builders import MORNING

PASSWORD = "walnut ferry crimson"


def a_person(**others: object) -> Person:
    defaults: dict[str, object] = {"name": "Sam Reed", "email": f"{uuid4()}@kent.example", "force": KENT}
    return Person(
        id=PersonId(uuid6.uuid7()),
        state=PersonState.ACTIVE,
        created_at=MORNING,
        **(defaults | others),  # type: ignore[arg-type]
    )


def test_a_session_leads_to_its_person_and_every_grant(store: Store, assessment: Assessment) -> None:
    lead = somebody(store, roles=[Role.MEMBER, (Role.LEAD, assessment.collaboration.id)])

    viewer = open_viewer(store, lead.actor)

    assert (viewer.person, viewer.force) == (lead.id, KENT)
    assert [each.role for each in viewer.grants] == [Role.MEMBER, Role.LEAD]


def test_a_session_that_was_ended_or_never_begun_leads_to_nobody(store: Store) -> None:
    lead = somebody(store)
    other = session(store, lead.id)
    with store.begin(holding.account(lead.id)) as unit:
        unit.sessions.end_all(lead.id, at=unit.at, but=other.fingerprint)

    for actor in (lead.actor, Credential(new_secret()), Credential("")):
        with pytest.raises(NotSignedIn):
            open_viewer(store, actor)
    assert open_viewer(store, other).person == lead.id


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_no_role_reads_an_unsubmitted_assessment_without_a_grant_on_its_collaboration(
    store: Store, assessment: Assessment, role: Role
) -> None:
    person = somebody(store, roles=[])
    if role not in (Role.RESPONDENT, Role.LEAD, Role.BOARD_MEMBER):
        grant(store, person.id, role, force=KENT)

    with store.read() as unit, pytest.raises(NotFound):
        authorise(unit, person.actor, assessment.id, Permission.READ)


def test_two_people_cannot_have_the_same_address(store: Store) -> None:
    first = a_person(email="sam@kent.example")
    with store.begin(holding.EVERYBODY) as unit:
        unit.people.add(first, Secrets(password=None))
        assert unit.people.find_by_email(" SAM@kent.example") == first

    with pytest.raises(DoesNotFit), store.begin(holding.EVERYBODY) as unit:
        unit.people.add(a_person(email="sam@kent.example"), Secrets(password=None))


@pytest.mark.parametrize(
    ("role", "named"),
    [(Role.LEAD, {}), (Role.ADMINISTRATOR, {"force": KENT}), (Role.ACCESS_OWNER, {}), (Role.OPERATOR, {})],
)
def test_a_grant_that_does_not_name_its_reach_is_refused(store: Store, role: Role, named: dict[str, ForceId]) -> None:
    person = somebody(store)

    with pytest.raises(DoesNotFit), store.begin(holding.account(person.id)) as unit:
        unit.people.add_grant(
            Grant(
                id=GrantId(uuid6.uuid7()),
                person=person.id,
                role=role,
                starts_at=MORNING,
                confirmed_at=MORNING,
                force=named.get("force"),
            ),
            by="a test",
        )


def test_an_invitation_can_be_used_once(store: Store) -> None:
    person = somebody(store)
    with store.begin(holding.account(person.id)) as unit:
        unit.invitations.add(fingerprint("x"), person.id, at=MORNING, expires_at=MORNING + timedelta(days=7))

    with store.begin(holding.account(person.id)) as unit:
        used = [unit.invitations.use(fingerprint("x"), at=MORNING) for _ in range(2)]

    assert used == [person.id, None]


def test_a_code_and_a_recovery_code_can_be_used_once(store: Store) -> None:
    person = somebody(store)
    with store.begin(holding.account(person.id)) as unit:
        unit.people.keep_recovery_codes(person.id, [fingerprint("a"), fingerprint("b")])
        steps = [unit.people.use_step(person.id, step, after=after) for step, after in ((5, None), (5, None), (6, 5))]
        codes = [unit.people.use_recovery_code(person.id, fingerprint(code)) for code in ("a", "a", "c", "b")]

    assert (steps, codes) == ([True, False, True], [True, False, False, True])


@pytest.mark.parametrize(
    "email", ["\x00@kent.example", "\ud800@kent.example", "x" * 100_000], ids=["NUL", "half a character", "long"]
)
def test_whatever_is_typed_as_an_address_is_refused_as_an_unknown_one(store: Store, email: str) -> None:
    with pytest.raises(InvalidInput, match=SIGN_IN_REFUSED[:40]):
        sign_in(store, SignInAttempt(email=email, password="wrong", address="::1"))


def test_everything_that_concerns_a_persons_access_is_recorded(store: Store, assessment: Assessment) -> None:
    ada = create_first_administrator(
        store, NewPerson(name="Ada", email="ada@kent.example", force="Kent Police"), PASSWORD
    )
    colleague = somebody(store, force=KENT, roles=[])
    given = give_access(
        store,
        ada,
        colleague.id,
        Role.RESPONDENT,
        collaboration=assessment.collaboration.id,
        until=(datetime.now(UTC) + timedelta(days=30)).date(),
    )
    end_access(store, ada, given)
    with pytest.raises(InvalidInput, match=SIGN_IN_REFUSED[:40]):
        sign_in(store, SignInAttempt(email="ada@kent.example", password="wrong", address="::1"))
    with store.read() as unit:
        person = unit.people.find(colleague.id)
    assert person is not None
    forget_person(store, CommandLine(), person.email or "")

    with store.read() as unit:
        entries = unit.audit.of_chain(PEOPLE_CHAIN)
        assert unit.people.name_of(str(colleague.id)) == "a person who is no longer named"
    assert [entry.event for entry in entries if entry.event is not Event.ROWS_CHANGED] == [
        Event.FIRST_ADMINISTRATOR_CREATED,
        Event.ACCESS_GIVEN,
        Event.ACCESS_GIVEN,
        Event.ACCESS_GIVEN,
        Event.ACCESS_ENDED,
        Event.SIGN_IN_REFUSED,
        Event.PERSON_FORGOTTEN,
    ]


def test_no_name_and_no_secret_of_a_forgotten_person_is_stored(store: Store) -> None:
    person = a_person()
    with store.begin(holding.EVERYBODY) as unit:
        unit.people.add(person, Secrets(password="hash", second_factor="key"))
        unit.people.forget(person)

    with store.read() as unit:
        found, secrets = unit.people.find(person.id), unit.people.secrets_of(person.id)
    assert found is not None
    assert (found.name, found.email, found.state) == ("", None, PersonState.FORGOTTEN)
    assert (secrets.password, secrets.second_factor) == (None, None)
