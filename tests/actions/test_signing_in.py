"""Signing in: every failure has one message, only wrong attempts are slowed down, and codes work once."""

import time
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assessment.access import CommandLine, Credential, passwords, second_factor
from assessment.access.passwords import LONGEST, require_acceptable
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.account_links import INVITATION_INVALID
from assessment.actions.first_administrator import HAS_ADMINISTRATOR, create_first_administrator
from assessment.actions.inviting import invite_person
from assessment.actions.managing_people import (
    deactivate_person,
    forget_person,
    invite_again,
    reactivate_person,
)
from assessment.actions.new_person import NewPerson
from assessment.actions.own_account import change_password, remove_second_factor, set_second_factor
from assessment.actions.signing_in import SIGN_IN_REFUSED, SignInAttempt, sign_in, sign_out
from assessment.codes import Event
from assessment.errors import InvalidInput, NotPermitted, NotSignedIn, TooManyAttempts
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.people_view import open_people
from assessment.views.session_view import find_invited_name, open_viewer
from tests.actions.conftest import AT
from tests.known_forces import ESSEX
from tests.signed_in_people import A_MEMBER
from tests.store.sqlite import new_database

PASSWORD = "walnut ferry crimson"
OTHER_PASSWORD = "lantern gravel thirteen"
WAIT = "Too many attempts have failed. Nothing was checked this time. Wait until 14:08, then try again."
ANN = NewPerson(name="Ann Lee", email="Ann.Lee@kent.example", force="Kent Police")
BEN = NewPerson(name="Ben Roe", email="ben@essex.example", force="Essex Police")


class MovableClock:
    """A clock that a test moves forward."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def store(tmp_path: Path, clock: MovableClock) -> Iterator[Store]:
    with closing(Store.open(new_database(tmp_path / "data"), clock=clock)) as store:
        yield store


@pytest.fixture
def ann(store: Store) -> Credential:
    """Return the session of the first administrator."""
    return create_first_administrator(store, ANN, PASSWORD)


def attempt(
    email: str = "ann.lee@kent.example", password: str = PASSWORD, code: str = "", address: str = "::1"
) -> SignInAttempt:
    return SignInAttempt(email=email, password=password, code=code, address=address)


def is_signed_in(store: Store, credential: Credential) -> bool:
    try:
        open_viewer(store, credential)
    except NotSignedIn:
        return False
    return True


def refusal_of(store: Store, tried: SignInAttempt) -> str:
    with pytest.raises((InvalidInput, TooManyAttempts)) as refusal:
        sign_in(store, tried)
    return str(refusal.value)


@contextmanager
def no_hashing() -> Iterator[None]:
    """Let nobody hash a password inside the block: whoever tries does not come back."""
    with ExitStack() as held:
        for _ in range(passwords.MANY_AT_ONCE):
            held.enter_context(passwords.hashing)
        yield


def events(store: Store) -> list[Event]:
    with store.read() as unit:
        return [entry.event for entry in unit.audit.of_chain(PEOPLE_CHAIN)]


@pytest.mark.parametrize("email", ["x@force.police.uk;", "mailto:x@force.police.uk"])
def test_nobody_is_added_with_what_is_no_address(store: Store, email: str) -> None:
    with pytest.raises(InvalidInput, match="This is not an e-mail address"):
        create_first_administrator(store, replace(ANN, email=email), PASSWORD)
    ann = create_first_administrator(store, ANN, PASSWORD)
    with pytest.raises(InvalidInput, match="This is not an e-mail address"):
        invite_person(store, ann, replace(BEN, email=email), A_MEMBER)


def test_a_password_counts_in_another_unicode_form_wherever_it_is_typed(store: Store, ann: Credential) -> None:
    composed, decomposed = (unicodedata.normalize(form, "cŵn mawr tân llyfrgell") for form in ("NFC", "NFD"))
    accept_invitation(store, invite_person(store, ann, BEN, A_MEMBER).secret, composed)

    ben = sign_in(store, attempt("ben@essex.example", decomposed))
    change_password(store, ben, current=decomposed, new=unicodedata.normalize("NFD", "ŵyn ŷd môr tân"))

    assert is_signed_in(store, sign_in(store, attempt("ben@essex.example", "ŵyn ŷd môr tân")))


def test_there_is_one_first_administrator(store: Store, ann: Credential) -> None:
    assert open_viewer(store, ann).name == "Ann Lee"
    with pytest.raises(NotPermitted, match=HAS_ADMINISTRATOR):
        create_first_administrator(store, BEN, PASSWORD)


def test_a_person_can_sign_in_however_they_write_their_e_mail_address(store: Store, ann: Credential) -> None:
    assert is_signed_in(store, sign_in(store, attempt(" ANN.LEE@kent.example ")))
    assert is_signed_in(store, ann)


@pytest.mark.parametrize(
    "tried",
    [
        attempt(password="x"),
        attempt("nobody@kent.example"),
        attempt(password=""),
        attempt("", ""),
        attempt(password="x" * 9000),
    ],
    ids=["wrong password", "unknown", "no password", "nothing", "very long"],
)
def test_v5_0_0_6_3_8_every_failure_has_one_message(store: Store, ann: Credential, tried: SignInAttempt) -> None:
    assert refusal_of(store, tried) == SIGN_IN_REFUSED


@pytest.mark.usefixtures("slow_hashes")
def test_v5_0_0_6_3_8_an_unknown_person_is_refused_in_the_same_time(
    store: Store, ann: Credential, clock: MovableClock
) -> None:
    def work(email: str) -> float:
        """Seconds of the processor, which other programs on this computer leave alone."""
        clock.advance(minutes=1)
        begun = time.process_time()
        refusal_of(store, attempt(email, "wrong password", address=email))
        return time.process_time() - begun

    work("nobody@kent.example")
    known = min(work("ann.lee@kent.example") for _ in range(7))
    unknown = min(work("nobody@kent.example") for _ in range(7))

    assert 0.5 < known / unknown < 2


def test_v5_0_0_6_3_1_after_ten_wrong_passwords_the_right_one_waits_five_minutes(
    store: Store, ann: Credential, clock: MovableClock
) -> None:
    for _ in range(10):
        assert refusal_of(store, attempt(password="wrong")) == SIGN_IN_REFUSED

    assert refusal_of(store, attempt()) == WAIT
    clock.advance(minutes=4, seconds=59)
    assert refusal_of(store, attempt()) == WAIT

    clock.advance(seconds=2)
    assert is_signed_in(store, sign_in(store, attempt()))
    assert is_signed_in(store, ann)


@pytest.mark.parametrize("email", ["ann.lee@kent.example", "nobody@kent.example", "", "x"])
def test_over_the_limit_everybody_is_told_the_same_and_nothing_is_hashed(
    store: Store, ann: Credential, email: str
) -> None:
    for _ in range(10):
        refusal_of(store, attempt(email, "wrong"))

    with no_hashing():
        told = {refusal_of(store, attempt(email, password)) for password in (PASSWORD, "wrong")}

    assert told == {WAIT}


def test_a_wrong_code_counts_as_a_wrong_password_does(store: Store, ann: Credential, clock: MovableClock) -> None:
    key, _ = set_up_second_factor(store, ann, clock)
    clock.advance(minutes=1)
    for number in range(10):
        refusal_of(store, attempt(password="wrong") if number % 2 else attempt(code="000000"))

    assert refusal_of(store, attempt(code=second_factor.code_at(key, at=clock.at))).startswith("Too many attempts")


def test_whoever_signs_in_has_ten_places_again(store: Store, ann: Credential) -> None:
    for _ in range(3):
        for _ in range(9):
            refusal_of(store, attempt(password="wrong"))
        sign_in(store, attempt())


def test_tries_during_the_wait_do_not_make_it_longer(store: Store, ann: Credential, clock: MovableClock) -> None:
    for _ in range(10):
        refusal_of(store, attempt(password="wrong"))
    clock.advance(minutes=3)
    for _ in range(5):
        refusal_of(store, attempt(password="wrong"))

    clock.advance(minutes=2, seconds=1)

    assert is_signed_in(store, sign_in(store, attempt()))


def test_v5_0_0_7_2_4_every_sign_in_is_a_session_of_its_own(store: Store, ann: Credential) -> None:
    first, second = sign_in(store, attempt()), sign_in(store, attempt())

    assert len({ann.token, first.token, second.token}) == 3
    assert len(first.token) >= 43


def test_v5_0_0_7_4_1_a_session_that_was_signed_out_is_over(store: Store, ann: Credential) -> None:
    other = sign_in(store, attempt())

    sign_out(store, ann)

    assert (is_signed_in(store, ann), is_signed_in(store, other)) == (False, True)


def test_whoever_has_no_session_signs_out_without_waiting_for_a_lock(store: Store, ann: Credential) -> None:
    sign_out(store, ann)

    with store.begin(holding.EVERYBODY):  # nobody else can write now
        for credential in (ann, Credential("")):
            sign_out(store, credential)


def test_v5_0_0_7_3_1_a_session_that_is_unused_for_half_an_hour_is_over(
    store: Store, ann: Credential, clock: MovableClock
) -> None:
    clock.advance(minutes=30)

    assert not is_signed_in(store, ann)


def test_v5_0_0_7_4_3_a_changed_password_ends_every_session(store: Store, ann: Credential) -> None:
    other = sign_in(store, attempt())

    change_password(store, ann, current=PASSWORD, new=OTHER_PASSWORD)

    assert (is_signed_in(store, ann), is_signed_in(store, other)) == (False, False)
    assert refusal_of(store, attempt()) == SIGN_IN_REFUSED
    assert is_signed_in(store, sign_in(store, attempt(password=OTHER_PASSWORD)))


def test_v5_0_0_6_2_3_a_new_password_needs_the_current_one(store: Store, ann: Credential) -> None:
    with pytest.raises(InvalidInput, match="The current password is not right"):
        change_password(store, ann, current="wrong", new=OTHER_PASSWORD)

    assert is_signed_in(store, sign_in(store, attempt()))


@pytest.mark.parametrize("password", ["short", "elevenchars", "x" * 257])
def test_v5_0_0_6_2_1_a_password_that_is_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput, match=f"The password has {len(password)} characters. Choose one with 12 to 256"):
        require_acceptable(password)


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "Password12345!",
        "P@ssw0rd2026!",
        "Summer2026!!!",
        "qwertyuiop123",
        "aaaaaaaaaaaaaa",
        "iloveyou iloveyou",
        "january february",
        "Wolverhampton",
        "collaboration1",
        "collaboration assessment",
        "thehardyards2026",
        "HMICFRS-2026",
        "policepolice1",
        "annlee annlee",
        "annlee@kent.example",
        "Ann Lee 1984!",
        "Kent Police 2026",
        "KentPolice2026!",
        pytest.param("password" * 4 + " walnut ferry crimson", id="strong after 32 characters alone"),
    ],
)
def test_v5_0_0_6_2_4_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        require_acceptable(password, about=("Ann Lee", "annlee@kent.example", "Kent Police"))

    assert str(refusal.value) == (
        "This password is too easy to guess. Choose another, such as three or four unrelated words."
    )


@pytest.mark.parametrize(
    "password",
    [
        "walnut ferry crimson",
        "walnutferrycrimson",
        "correct horse battery staple",
        "xkqzjwvbpmtr",
        "T9v#q2LmZ!xw",
        "ŵyn ŷd môr tân",
        "x9" * 8 + "lantern gravel",
        "   three words  ",
        "walnut ferry crimson" * 12,
        "73920184650192837465",
    ],
)
def test_v5_0_0_6_2_5_any_mixture_of_characters_is_accepted(password: str) -> None:
    require_acceptable(password, about=("Ann Lee", "annlee@kent.example", "Kent Police"))


def test_a_password_is_checked_against_the_name_of_its_own_person_only() -> None:
    with pytest.raises(InvalidInput):
        require_acceptable("xkqzjwvbpmtr", about=("Xkqzjwvbpmtr",))

    require_acceptable("xkqzjwvbpmtr", about=("Ann Lee",))


@pytest.mark.parametrize("pattern", ["({[<1!|7", "1!|7({[<", "4@8({[<369!1|70$5+%2"])
def test_a_password_that_is_slow_to_judge_is_judged_within_a_second(pattern: str) -> None:
    begun = time.process_time()

    with suppress(InvalidInput):
        require_acceptable((pattern * 32)[:LONGEST])

    assert time.process_time() - begun < 1


def test_an_invitation_works_once(store: Store, ann: Credential) -> None:
    invited = invite_person(store, ann, BEN, A_MEMBER)

    ben = accept_invitation(store, invited.secret, PASSWORD)

    assert ben is not None
    assert open_viewer(store, ben).force == ESSEX
    with pytest.raises(InvalidInput, match=INVITATION_INVALID):
        accept_invitation(store, invited.secret, OTHER_PASSWORD)


def test_an_invitation_works_for_a_week_and_another_week_once_it_is_made_again(
    store: Store, ann: Credential, clock: MovableClock
) -> None:
    first = invite_person(store, ann, BEN, A_MEMBER)
    clock.advance(days=6)
    again = invite_again(store, sign_in(store, attempt()), first.person)
    clock.advance(days=6)
    assert find_invited_name(store, first.secret) == "Ben Roe"

    clock.advance(days=1)

    with pytest.raises(InvalidInput, match=INVITATION_INVALID):
        accept_invitation(store, again.secret, PASSWORD)
    assert invite_again(store, sign_in(store, attempt()), first.person).secret != first.secret == again.secret


def test_v5_0_0_7_4_2_a_person_who_was_deactivated_is_signed_out_and_cannot_sign_in(
    store: Store, ann: Credential
) -> None:
    invited = invite_person(store, ann, BEN, A_MEMBER)
    ben = accept_invitation(store, invited.secret, PASSWORD)
    assert ben is not None

    deactivate_person(store, ann, invited.person)

    assert not is_signed_in(store, ben)
    assert refusal_of(store, attempt("ben@essex.example")) == SIGN_IN_REFUSED

    reactivate_person(store, ann, invited.person)
    assert not is_signed_in(store, ben)


def set_up_second_factor(store: Store, ann: Credential, clock: MovableClock) -> tuple[str, tuple[str, ...]]:
    """Set up two-step sign-in for Ann. Return the key of her authenticator app and her recovery codes."""
    key = second_factor.new_key()
    code = second_factor.code_at(key, at=clock.at)
    return key, set_second_factor(store, ann, current=PASSWORD, key=key, code=code)


def test_v5_0_0_6_3_3_with_a_second_factor_the_password_is_not_enough(
    store: Store, ann: Credential, clock: MovableClock
) -> None:
    key, _ = set_up_second_factor(store, ann, clock)
    clock.advance(minutes=1)

    assert refusal_of(store, attempt()) == SIGN_IN_REFUSED
    assert refusal_of(store, attempt(code="000000")) == SIGN_IN_REFUSED
    assert is_signed_in(store, sign_in(store, attempt(code=second_factor.code_at(key, at=clock.at))))


def test_v5_0_0_6_5_1_a_code_works_once(store: Store, ann: Credential, clock: MovableClock) -> None:
    key, codes = set_up_second_factor(store, ann, clock)
    clock.advance(minutes=1)
    code = second_factor.code_at(key, at=clock.at)

    sign_in(store, attempt(code=code))
    assert refusal_of(store, attempt(code=code)) == SIGN_IN_REFUSED

    sign_in(store, attempt(code=codes[3].upper().replace("-", " ")))
    assert refusal_of(store, attempt(code=codes[3])) == SIGN_IN_REFUSED


def test_a_code_of_two_minutes_ago_does_not_work(store: Store, ann: Credential, clock: MovableClock) -> None:
    key, _ = set_up_second_factor(store, ann, clock)
    clock.advance(minutes=1)
    code = second_factor.code_at(key, at=clock.at)

    clock.advance(minutes=2)

    assert refusal_of(store, attempt(code=code)) == SIGN_IN_REFUSED


def test_the_codes_are_those_of_rfc_6238() -> None:
    # Source: RFC 6238, appendix B, SHA-1. Of its eight digits, an authenticator app shows the last six.
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    codes_shown = [
        second_factor.code_at(key, at=datetime.fromtimestamp(at, AT.tzinfo)) for at in (59, 1111111109, 20000000000)
    ]

    assert codes_shown == ["287082", "081804", "353130"]


def test_a_person_can_remove_their_second_factor_with_their_password(
    store: Store, ann: Credential, clock: MovableClock
) -> None:
    set_up_second_factor(store, ann, clock)

    remove_second_factor(store, ann, current=PASSWORD)

    assert is_signed_in(store, sign_in(store, attempt()))


def test_turning_two_step_sign_in_on_or_off_ends_every_other_session(
    store: Store, ann: Credential, clock: MovableClock
) -> None:
    before = sign_in(store, attempt())
    key, _ = set_up_second_factor(store, ann, clock)
    assert [is_signed_in(store, each) for each in (before, ann)] == [False, True]

    clock.advance(minutes=1)
    since = sign_in(store, attempt(code=second_factor.code_at(key, at=clock.at)))
    remove_second_factor(store, ann, current=PASSWORD)
    assert [is_signed_in(store, each) for each in (since, ann)] == [False, True]


def test_the_audit_trail_records_what_people_do_without_their_names(store: Store, ann: Credential) -> None:
    invited = invite_person(store, ann, BEN, A_MEMBER)
    accept_invitation(store, invited.secret, PASSWORD)
    refusal_of(store, attempt(password="wrong"))
    sign_out(store, sign_in(store, attempt()))

    assert events(store) == [
        Event.FIRST_ADMINISTRATOR_CREATED,
        Event.ACCESS_GIVEN,
        Event.ACCESS_GIVEN,
        Event.ACCESS_GIVEN,
        Event.PERSON_INVITED,
        Event.INVITATION_ACCEPTED,
        Event.SIGN_IN_REFUSED,
        Event.SIGNED_IN,
        Event.SIGNED_OUT,
    ]
    with store.read() as unit:
        record = str(unit.audit.of_chain(PEOPLE_CHAIN))
    assert [word for word in ("Ann", "Ben", "example", PASSWORD, invited.secret) if word in record] == []


def test_a_person_who_is_forgotten_leaves_no_name_and_an_unbroken_audit_trail(store: Store, ann: Credential) -> None:
    invited = invite_person(store, ann, BEN, A_MEMBER)
    ben = accept_invitation(store, invited.secret, PASSWORD)
    assert ben is not None
    before = events(store)

    forget_person(store, CommandLine(), "BEN@essex.example")

    assert not is_signed_in(store, ben)
    assert [line.person.name for line in open_people(store, ann).people] == ["Ann Lee"]
    with store.read() as unit:
        assert unit.people.name_of(str(invited.person)) == "a person who is no longer named"
    assert events(store) == [*before, Event.PERSON_FORGOTTEN]
    assert refusal_of(store, attempt("ben@essex.example")) == SIGN_IN_REFUSED


def test_the_last_administrator_cannot_be_forgotten(store: Store, ann: Credential) -> None:
    with pytest.raises(NotPermitted, match="This is the last administrator"):
        forget_person(store, CommandLine(), "ann.lee@kent.example")
