"""The visit to a page: who is signed in, read from the cookie and the database on every run, and what they opened."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from assessment.access import Credential, Viewer
from assessment.access.credential import session_cookie
from assessment.actions.audit_refusals import audit_refusal
from assessment.actions.signing_in import touch_session
from assessment.authorisation import NOT_SIGNED_IN
from assessment.bank.library import Library
from assessment.errors import AssessmentError, NotFound, NotPermitted, NotReadable, NotSaved, NotSignedIn
from assessment.ids import AssessmentId, PersonId, RespondentId
from assessment.services import services
from assessment.store import Store
from assessment.views.answered_assessment import assessment_id
from assessment.views.session_view import Visitor, open_viewer, open_visitor
from pages.menu import entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit to a page by one person.

    `viewer` holds what the person may do at the moment the page is drawn, and decides what is drawn. Actions and views
    are given `actor`: the session that the browser presents now, which counts only for that same person.
    """

    store: Store
    library: Library
    viewer: Viewer

    @property
    def person(self) -> PersonId:
        """Return the person the page was drawn for. Raise :class:`NotSignedIn` where there is none."""
        if self.viewer.person is None:
            raise NotSignedIn(NOT_SIGNED_IN)
        return self.viewer.person

    @property
    def actor(self) -> Credential:
        """Return the session that the browser presents now, for the person the page was drawn for."""
        return Credential(presented().token, drawn_for=self.person)

    def may_open(self, page: str) -> bool:
        """Return True where the viewer may open a page, so that it can be linked to."""
        return self.viewer.may(entry(page).permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentVisit(Visit):
    """A visit to a page of one assessment."""

    assessment: AssessmentId
    answers_of: RespondentId | None = None
    """The respondent in the address that the viewer wants to answer for, where they may answer for several."""


def presented() -> Credential:
    """Return the session cookie of the browser that this run is for, empty where it has none."""
    cookies, instance = st.context.cookies, services().settings.instance
    # Only this host can have set the secure cookie; another host can have set the plain one.
    names = (session_cookie(instance, secure=True), session_cookie(instance, secure=False))
    return Credential(next((str(cookies[name]) for name in names if cookies.get(name)), ""))


def who() -> Visitor:
    """Return who is signed in and what they must be told, and record the use. Raise :class:`NotSignedIn`."""
    visitor = open_visitor(services().store, presented())
    if not visitor.is_recorded:
        # While the database cannot be written, people can still read until their session ends.
        with suppress(NotSaved, NotReadable):
            touch_session(services().store, presented())
    return visitor


@contextmanager
def refusals_noted(page: str) -> Iterator[None]:
    """Record in the audit trail what is refused inside the block, if that can be written; the refusal is raised on."""
    try:
        yield
    except (NotFound, NotPermitted):
        with suppress(AssessmentError):
            audit_refusal(services().store, presented(), where=page)
        raise


def begin(page: str) -> Visit:
    """Return the visit to a page. Raise :class:`NotPermitted` where the viewer may not open it.

    For a page of one assessment, the views and actions decide, because they know the assessment.
    """
    viewer = open_viewer(services().store, presented())
    if not entry(page).of_assessment:
        viewer.require(entry(page).permission)
    return Visit(store=services().store, library=services().library, viewer=viewer)


def begin_assessment(page: str) -> AssessmentVisit:
    """Return the visit to a page of the assessment in the address. Raise :class:`NotFound` where it names none."""
    return of(page, assessment_id(st.query_params.get("assessment")))


def of(page: str, assessment: AssessmentId) -> AssessmentVisit:
    """Return the visit to a page of an assessment that the caller names."""
    here = begin(page)
    return AssessmentVisit(
        store=here.store,
        library=here.library,
        viewer=here.viewer,
        assessment=assessment,
        answers_of=_respondent(st.query_params.get("of")),
    )


def _respondent(text: str | None) -> RespondentId | None:
    """Return the respondent that the address names, or None where it names none."""
    try:
        return RespondentId(UUID(text or ""))
    except ValueError:
        return None
