"""The visit: who is here, by the cookie and the database, on every run and every fragment; and what they have open."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import streamlit as st

from assessment.access import Credential, Viewer
from assessment.access.credential import SECURE_SESSION_COOKIE, SESSION_COOKIE
from assessment.actions.audit_refusals import audit_refusal
from assessment.actions.signing_in import touch_session
from assessment.authorisation import NOT_SIGNED_IN
from assessment.bank.library import Library
from assessment.errors import AssessmentError, NotFound, NotPermitted, NotReadable, NotSaved, NotSignedIn
from assessment.ids import AssessmentId, PersonId
from assessment.services import services
from assessment.store import Store
from assessment.views.answered_assessment import assessment_id
from assessment.views.session_view import open_viewer, open_visitor
from pages.menu import entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who is here, and what they have open.

    `viewer` is for drawing: it was true when the page was drawn. What is done and shown is judged by `actor`, which is
    what the browser presents now, and counts only for the person that the page was drawn for.
    """

    store: Store
    library: Library
    viewer: Viewer

    @property
    def person(self) -> PersonId:
        """The person that this was drawn for."""
        if self.viewer.person is None:
            raise NotSignedIn(NOT_SIGNED_IN)
        return self.viewer.person

    @property
    def actor(self) -> Credential:
        """Who asks, whenever it is asked."""
        return Credential(presented().token, drawn_for=self.person)

    def may_open(self, page: str) -> bool:
        """Whether a page is open to this viewer, so that it can be linked to."""
        return self.viewer.may(entry(page).permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentVisit(Visit):
    """A visit to a page of one assessment, which the address names."""

    assessment: AssessmentId


def presented() -> Credential:
    """What the browser of this run presents."""
    cookies = st.context.cookies
    # Where there are both, the one that no other host can have set.
    return Credential(str(cookies.get(SECURE_SESSION_COOKIE) or cookies.get(SESSION_COOKIE) or ""))


def who() -> Viewer:
    """Who is here. Notes that the session is used. Raises :class:`NotSignedIn`."""
    visitor = open_visitor(services().store, presented())
    if not visitor.is_recorded:
        # A database that cannot be written can still be read, until the session ends.
        with suppress(NotSaved, NotReadable):
            touch_session(services().store, presented())
    return visitor.viewer


@contextmanager
def refusals_noted(page: str) -> Iterator[None]:
    """Put on record what is refused inside. Where that cannot be written, it is refused all the same."""
    try:
        yield
    except (NotFound, NotPermitted):
        with suppress(AssessmentError):
            audit_refusal(services().store, presented(), where=page)
        raise


def begin(page: str) -> Visit:
    """Begin a visit to a page. Raises :class:`NotPermitted` when it is not open to this viewer.

    What is open of one assessment, the views and actions say, which know it.
    """
    viewer = open_viewer(services().store, presented())
    if not entry(page).of_assessment:
        viewer.require(entry(page).permission)
    return Visit(store=services().store, library=services().library, viewer=viewer)


def begin_assessment(page: str) -> AssessmentVisit:
    """The same for a page of one assessment. Raises :class:`NotFound` unless the address names one."""
    return of(page, assessment_id(st.query_params.get("assessment")))


def of(page: str, assessment: AssessmentId) -> AssessmentVisit:
    """The same for an assessment that is already known."""
    here = begin(page)
    return AssessmentVisit(store=here.store, library=here.library, viewer=here.viewer, assessment=assessment)
