"""The visit: guards a page, and hands it the viewer, the store and the banks."""

from dataclasses import dataclass

import streamlit as st

from assessment.access import Viewer
from assessment.access.viewer import LEAD_AT_THIS_COMPUTER
from assessment.bank.library import Library
from assessment.house import house
from assessment.store import Store
from assessment.terms import AssessmentId
from assessment.views.opening import assessment_id
from pages.menu import entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who is here, and what they have open."""

    store: Store
    library: Library
    viewer: Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentVisit(Visit):
    """A visit to a page of one assessment, which the address names."""

    assessment: AssessmentId


def begin(page: str) -> Visit:
    """Begin a visit to a page. Raises :class:`NotPermitted` when it is not open to this viewer."""
    viewer = LEAD_AT_THIS_COMPUTER
    viewer.require(entry(page).permission)
    return Visit(store=house().store, library=house().library, viewer=viewer)


def begin_assessment(page: str) -> AssessmentVisit:
    """The same for a page of one assessment. Raises :class:`NotFound` unless the address names one."""
    return of(page, assessment_id(st.query_params.get("assessment")))


def of(page: str, assessment: AssessmentId) -> AssessmentVisit:
    """The same for an assessment that is already known."""
    here = begin(page)
    return AssessmentVisit(store=here.store, library=here.library, viewer=here.viewer, assessment=assessment)
