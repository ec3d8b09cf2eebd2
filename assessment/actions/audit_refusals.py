"""Records that somebody asked for something that does not exist, or that they may not see."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from assessment.access import Credential
from assessment.actions.allowance import Allowance
from assessment.authorisation import authenticate
from assessment.codes import Event
from assessment.errors import NotSignedIn, TooManyAtOnce, sentence
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN

_RECORDED: Final = Allowance(most=30, within=timedelta(minutes=10))
"""A person who tries addresses by hand stays below it; a program that tries them does not fill the audit trail."""


def audit_refusal(store: Store, actor: Credential, *, where: str) -> None:
    """Record a refusal. `where` is the page, or the file that was asked for.

    The entry does not say whether the thing exists, so neither the answer nor the time it took can tell that.
    Nothing is recorded of somebody who is not signed in: many such requests would fill the audit trail.

    Of one person, 30 refusals are recorded in ten minutes. The last entry says that the rest is not, with ``rest``.
    Raise :class:`TooManyAtOnce` for the rest.
    """
    try:
        with store.read() as unit:
            person, at = authenticate(unit, actor).actor_id, unit.at
    except NotSignedIn:
        return
    left = _RECORDED.take(person, at=at)
    if left < 0:
        raise TooManyAtOnce(
            sentence(
                "too_many_refusals",
                "You have asked for many things that do not exist or that you may not see. Wait {minutes} minutes. "
                "If you should see them, ask an administrator for access.",
                minutes=_RECORDED.within // timedelta(minutes=1),
            )
        )
    with suppress(NotSignedIn), store.begin(holding.access_of(actor), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        detail = {"person": viewer.actor_id, "where": where[:100], **({} if left else {"rest": "not recorded"})}
        unit.audit.add(Event.REQUEST_REFUSED, chain=PEOPLE_CHAIN, by=viewer.actor_id, at=unit.at, detail=detail)
