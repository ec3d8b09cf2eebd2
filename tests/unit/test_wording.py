"""The words for codes: every code has words, and words never decide what is stored."""

import inspect
import re
from enum import StrEnum

import pytest

from assessment import codes
from assessment.codes import (
    ActionChangeKind,
    ActionState,
    ActorCode,
    Event,
    ExportForm,
    Perspective,
    ReportFormat,
    Role,
    TableFormat,
)
from assessment.wording import event_label, has_words, in_perspective, label, words

DEFINED = [defined for _, defined in inspect.getmembers(codes, inspect.isclass) if defined.__module__ == codes.__name__]
KINDS = [defined for defined in DEFINED if issubclass(defined, StrEnum)]
CODES: list[StrEnum] = [code for kind in KINDS for code in kind]
EVERY_CODE = pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}.{code.name}")

WITH_A_CAPITAL = {ReportFormat.PDF, *ExportForm, *TableFormat, Perspective.HR}
"""The codes whose words begin with an abbreviation or a proper noun."""


def test_every_kind_of_code_is_a_text_that_can_be_stored() -> None:
    assert set(DEFINED) == set(KINDS)
    assert {ActionState, Event, Role} < set(KINDS)


@EVERY_CODE
def test_every_code_is_in_small_letters_and_underscores(code: StrEnum) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code.value)


@EVERY_CODE
def test_every_code_is_its_name_in_small_letters(code: StrEnum) -> None:
    assert code.value == code.name.lower()


@EVERY_CODE
def test_every_code_has_words_that_fit_inside_a_sentence(code: StrEnum) -> None:
    assert has_words(code)
    assert re.fullmatch(r"[^\s_]([^_]*[^\s_.])?", words(code))
    assert words(code)[0].isupper() == (code in WITH_A_CAPITAL)


@EVERY_CODE
def test_every_label_is_the_words_with_a_capital(code: StrEnum) -> None:
    assert label(code)[0].isupper()
    assert label(code)[1:] == words(code)[1:]


def test_codes_that_are_spelt_alike_have_the_words_of_their_own_kind() -> None:
    assert ActionChangeKind.UNDER_WAY.value == ActionState.UNDER_WAY.value
    assert (words(ActionChangeKind.UNDER_WAY), words(ActionState.UNDER_WAY)) == ("now under way", "under way")


def test_a_text_that_is_spelt_like_a_code_has_no_words() -> None:
    assert not has_words("lead")
    assert has_words(Role.LEAD)


def test_a_download_is_labelled_by_its_event_and_its_format() -> None:
    assert event_label(Event.REPORT_TAKEN, file_format="pdf") == "Report as PDF"
    assert event_label(Event.REPORT_PREVIEWED, file_format="html") == "Preview of the report as web page"
    assert event_label(Event.COMPARISON_EXPORTED, file_format="csv") == "Comparison as CSV"


def test_an_event_without_a_file_is_labelled_by_its_own_words() -> None:
    assert event_label(Event.SIGNED_IN) == "Signed in"
    assert label(ActorCode.COMMAND_LINE) == "The command line"


def test_a_further_respondent_has_the_name_of_its_force_and_of_its_perspective() -> None:
    assert in_perspective("Kent Police", None) == "Kent Police"
    assert in_perspective("Kent Police", Perspective.HR) == "Kent Police (HR)"
