"""What goes wrong today, by pair and database. Whoever mends one deletes its entry: the pair then must hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tests.concurrency.pair import POSTGRESQL, SQLITE


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFault:
    """Why a pair fails. While it stands the pair must fail, and each of its failures holds one of `shows`."""

    why: str
    shows: tuple[str, ...]


BUSY: Final = "raised NotSaved: Not saved: the database is busy"
"""Each waits for a lock of the other; the database ends one of them, which is told that it is busy."""


def _trail(*events: str) -> str:
    """Return how a failure shows that order of events."""
    return f"'trail': {list(events)}"


_ON_POSTGRESQL: Final[Mapping[str, KnownFault]] = {
    "two administrators end each other's access": KnownFault(
        why="Each still sees the other administrator: none is left.", shows=("'administrators': [0]",)
    ),
    "two administrators let each other go": KnownFault(
        why="Each still sees the other administrator: none is left.", shows=("'administrators': [0]",)
    ),
    "one administrator ends the access of another, who lets the first go": KnownFault(
        why="Each still sees the other administrator: none is left.", shows=("'administrators': [0]",)
    ),
    "one administrator is forgotten while ending the access of the other": KnownFault(
        why="Each still sees the other administrator: none is left.", shows=("'administrators': [0]",)
    ),
    "both administrators are forgotten": KnownFault(
        why="Each still sees the other administrator: none is left.", shows=("'administrators': [0]",)
    ),
    "two end one access": KnownFault(
        why="Both see that it has not ended: the audit trail says twice that it was ended.",
        shows=(_trail("access_ended", "access_ended"),),
    ),
    "one ends the access that another confirms": KnownFault(
        why="Access is confirmed after it was ended.", shows=(_trail("access_ended", "access_confirmed"),)
    ),
    "one lets a person go who is forgotten": KnownFault(
        why="All of an old read is saved: the name and address of who was forgotten come back. The two also wait for "
        "each other.",
        shows=("'people': ['Ann: active', 'Cat: disabled']", BUSY),
    ),
    "one lets a person in again who is forgotten": KnownFault(
        why="All of an old read is saved: the name and address of who was forgotten come back.",
        shows=("'people': ['Ann: active', 'Cat: active']",),
    ),
    "one gives access to a person who is forgotten": KnownFault(
        why="Access is given to somebody who is forgotten at that moment, and stays. The two also wait for each other.",
        shows=("'open grants': [1]", BUSY),
    ),
    "one confirms the access of a person who is forgotten": KnownFault(
        why="Access is confirmed of somebody who was forgotten.",
        shows=(_trail("person_forgotten", "access_confirmed"),),
    ),
    "one ends the access of a person who is forgotten": KnownFault(
        why="Access is ended a second time, of somebody who was forgotten.",
        shows=(_trail("person_forgotten", "access_ended"),),
    ),
    "one invites a person again who is forgotten": KnownFault(
        why="An invitation is left for somebody who was forgotten. The two also wait for each other.",
        shows=("'invitations': [1]", BUSY),
    ),
    "one gives access whose own is ended": KnownFault(
        why="An administrator makes another after their own access was ended.",
        shows=(_trail("access_ended", "access_given"),),
    ),
    "one invites somebody while being let go": KnownFault(
        why="An administrator invites somebody after being let go.",
        shows=(_trail("person_deactivated", "access_given", "person_invited"),),
    ),
    "one gives a role to a person whom another then has no power over": KnownFault(
        why="A force access owner lets an inspector go: the role was not there yet when it was looked for.",
        shows=(_trail("access_given", "person_deactivated"),),
    ),
    "one confirms access, after a while of doing nothing, whose own is ended": KnownFault(
        why="Access is confirmed by somebody whose own was ended. The two also wait for each other, as the use of a "
        "session is noted before the chain is held.",
        shows=(_trail("access_ended", "access_confirmed"), BUSY),
    ),
    "one signs out whose access is ended": KnownFault(
        why="The audit trail says that somebody signed out whose session had ended. The two also wait for each other.",
        shows=(_trail("access_ended", "signed_out"), BUSY),
    ),
    "one signs out twice": KnownFault(
        why="Both see that the session has not ended: the audit trail says twice that they signed out.",
        shows=(_trail("signed_out", "signed_out"),),
    ),
    "two invite one address": KnownFault(
        why="Neither sees the other's person: the database refuses one, and nobody handles it.",
        shows=('violates unique constraint "uq_person_email"',),
    ),
    "two make themselves the first administrator": KnownFault(
        why="Both see that there is nobody: two are made.", shows=("'administrators': [2]",)
    ),
    "one makes themselves the first administrator twice": KnownFault(
        why="Both see that there is nobody: the database refuses one, and nobody handles it.",
        shows=('violates unique constraint "uq_person_email"',),
    ),
    "one changes the password on one page and sets a second factor on another": KnownFault(
        why="All of an old read is saved: a second factor that was set is gone, or an ended session sets it.",
        shows=(_trail("second_factor_set", "password_changed"), _trail("password_changed", "second_factor_set")),
    ),
    "one changes the password on one page and removes the second factor on another": KnownFault(
        why="All of an old read is saved: a second factor that was removed is back, or an ended session removes it.",
        shows=(
            _trail("second_factor_removed", "password_changed"),
            _trail("password_changed", "second_factor_removed"),
        ),
    ),
    "one changes the password in two browsers": KnownFault(
        why="Both are told that their password counts; it is the one that was saved last, by an ended session.",
        shows=(_trail("password_changed", "password_changed"),),
    ),
    "one sets a second factor in two browsers": KnownFault(
        why="Both are told that theirs counts; the second is set by a session that the first has ended.",
        shows=(_trail("second_factor_set", "second_factor_set"),),
    ),
    "one changes the password while being let go": KnownFault(
        why="A password is changed by somebody who was let go.",
        shows=(_trail("person_deactivated", "password_changed"),),
    ),
    "one changes the password while being forgotten": KnownFault(
        why="A new password is saved for who was forgotten: the database refuses it, and nobody handles it. The two "
        "also wait for each other.",
        shows=('violates check constraint "ck_person_forgotten"', BUSY),
    ),
    "one sets a second factor while being forgotten": KnownFault(
        why="A second factor is saved for who was forgotten: the database refuses it, and nobody handles it.",
        shows=('violates check constraint "ck_person_forgotten"',),
    ),
    "one signs in with the password that is being changed": KnownFault(
        why="A session that the old password began is left.", shows=("'sessions': [1]",)
    ),
    "one signs in without a code while a second factor is set": KnownFault(
        why="A session that no code began is left.", shows=("'sessions': [2]",)
    ),
    "one signs in while being let go": KnownFault(
        why="A session is left of somebody who was let go; it counts when they are let in again.",
        shows=("'sessions': [1]",),
    ),
    "one signs in while being forgotten": KnownFault(
        why="A session is left of somebody who was forgotten.", shows=("'sessions': [1]",)
    ),
    "one signs in by an identity while being let go": KnownFault(
        why="A session is left of somebody who was let go; it counts when they are let in again.",
        shows=("'sessions': [1]",),
    ),
    "one signs in by an identity while being forgotten": KnownFault(
        why="A session is left of somebody who was forgotten.", shows=("'sessions': [1]",)
    ),
    "one signs out while changing the password on another page": KnownFault(
        why="The session is ended twice, and the audit trail says both. The two also wait for each other.",
        shows=(_trail("password_changed", "signed_out"), _trail("signed_out", "password_changed"), BUSY),
    ),
    "one invites a person again whom another lets go": KnownFault(
        why="Somebody is invited after being let go.", shows=(_trail("person_deactivated", "new_password_link_made"),)
    ),
    "two become known by one identity": KnownFault(
        why="Neither sees that the identity is the other's: the database refuses one, and nobody handles it.",
        shows=('violates unique constraint "pk_identity"',),
    ),
    "one accepts an invitation while another is sent in its place": KnownFault(
        why="The two wait for each other.", shows=(BUSY,)
    ),
    "one accepts an invitation while being let go": KnownFault(
        why="All of an old read is saved: who was let go is active again. The two also wait for each other.",
        shows=("'people': ['Ann: active', 'Cat: active']", BUSY),
    ),
    "one accepts an invitation by an identity while being let go": KnownFault(
        why="All of an old read is saved: who was let go is active again. The two also wait for each other.",
        shows=("'people': ['Ann: active', 'Cat: active']", BUSY),
    ),
    "one accepts an invitation while being forgotten": KnownFault(why="The two wait for each other.", shows=(BUSY,)),
    "one accepts an invitation by an identity while being forgotten": KnownFault(
        why="The two wait for each other.", shows=(BUSY,)
    ),
    "one accepts an invitation whose access is ended": KnownFault(why="The two wait for each other.", shows=(BUSY,)),
    "one accepts an invitation while setting a second factor on another page": KnownFault(
        why="All of an old read is saved: a second factor that was set is gone, or an ended session sets it.",
        shows=(
            "'second factor': [None], 'sessions': [1], " + _trail("second_factor_set", "invitation_accepted"),
            _trail("invitation_accepted", "second_factor_set"),
        ),
    ),
    "one accepts an invitation by an identity while setting a second factor on another page": KnownFault(
        why="An account that asks for a code is opened to an identity by a link alone.",
        shows=(
            "'identities': [1], " + _trail("second_factor_set", "invitation_accepted"),
            "'identities': [1], " + _trail("invitation_accepted", "second_factor_set"),
        ),
    ),
    "one accepts an invitation while changing the password on another page": KnownFault(
        why="The password is changed by a session that the invitation has ended. The two also wait for each other.",
        shows=(_trail("invitation_accepted", "password_changed"), BUSY),
    ),
    "one signs in with the password that an invitation replaces": KnownFault(
        why="A session that the old password began is left.", shows=("'sessions': [2]",)
    ),
    "one accepts an invitation while being let in again": KnownFault(
        why="All of an old read is saved: who has accepted is merely invited again and cannot sign in. The two also "
        "wait for each other.",
        shows=("'people': ['Ann: active', 'Cat: invited']", BUSY),
    ),
    "one is told of another's answer while the assessment is submitted": KnownFault(
        why="The text that was refused is kept after the submission, when nobody can save it any more.",
        shows=("{'submitted': [1], 'drafts': [1]}",),
    ),
    "one assessment is started twice": KnownFault(
        why="Neither sees that it is begun: the database refuses one, and nobody handles it. Or one is "
        "refused: it looked for the access that comes with the assessment before that was there.",
        shows=('violates unique constraint "pk_assessment"', ": 1 of two were refused"),
    ),
    "one assessment is started by hand and from a file": KnownFault(
        why="Neither sees that it is begun: the database refuses one, and nobody handles it. Or one is "
        "refused: it looked for the access that comes with the assessment before that was there.",
        shows=('violates unique constraint "pk_assessment"', ": 1 of two were refused"),
    ),
    "one assessment is started from a file twice": KnownFault(
        why="Neither sees that it is begun: the database refuses one, and nobody handles it. Or one is "
        "refused: it looked for the access that comes with the assessment before that was there.",
        shows=('violates unique constraint "pk_assessment"', ": 1 of two were refused"),
    ),
    "one person starts a new collaboration in two tabs": KnownFault(
        why="Neither sees the other's, so neither is asked: two collaborations of one name are made.",
        shows=("'collaborations': [2]",),
    ),
}

_ON_SQLITE: Final[Mapping[str, KnownFault]] = {
    "one is told of another's answer while the assessment is submitted": KnownFault(
        why="The text that was refused is kept after the submission, when nobody can save it any more.",
        shows=("{'submitted': [1], 'drafts': [1]}",),
    ),
}

FAULTS: Final[Mapping[tuple[str, str], KnownFault]] = {
    **{(name, POSTGRESQL): fault for name, fault in _ON_POSTGRESQL.items()},
    **{(name, SQLITE): fault for name, fault in _ON_SQLITE.items()},
}
