"""Places in the frame that a page fills: it knows what stands there, and runs after the frame is drawn."""

from contextvars import ContextVar
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_MARKING: Final[ContextVar[DeltaGenerator]] = ContextVar("marking")
_CONTEXT: Final[ContextVar[DeltaGenerator]] = ContextVar("context")

_PROBLEMS: Final[ContextVar[DeltaGenerator]] = ContextVar("problems")


def keep_marking() -> None:
    """Make the place for the classification of what the page shows."""
    _MARKING.set(st.container(key="frame-marking", width="content"))


def keep_context() -> None:
    """Make the place for the assessment that is open, and its pages."""
    _CONTEXT.set(st.container(key="frame-context"))


def keep_problems() -> None:
    """Make the place for what an action could not do, above everything else of the page."""
    _PROBLEMS.set(st.container(key="frame-problems"))


def marking() -> DeltaGenerator:
    """Return the place for the classification in this run."""
    return _MARKING.get()


def context() -> DeltaGenerator:
    """Return the place for the assessment in this run."""
    return _CONTEXT.get()


def problems() -> DeltaGenerator:
    """Return the place for what an action could not do in this run."""
    return _PROBLEMS.get()
