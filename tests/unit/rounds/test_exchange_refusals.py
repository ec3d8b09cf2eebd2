"""Exchange files that are refused: each problem is one line that names its place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import InvalidInput, Sentence
from assessment.rounds.exchange import LARGEST_FILE, decoded, read_exchange
from tests.unit.rounds.exchange_texts import BANK, LAW, a_file, a_file_with, problems_in, problems_of


@pytest.mark.parametrize(
    ("response", "problem"),
    [
        (
            {"question": "P9", "met": ["P9.1"]},
            "responses[0].question: “P9” is not a question of A small bank, version 1.",
        ),
        (
            {"question": "P1", "met": ["P1.1", "P2.1"]},
            "responses[0].met[1]: “P2.1” is not a statement of P1. Use its codes, P1.1 to P1.4.",
        ),
        (
            {"question": "P1", "met": ["P1.1", "P1.2", "P1.1"]},
            "responses[0].met[2]: P1.1 is already at met[0]. Name each statement once.",
        ),
        ({"question": "P1", "met": "P1.1"}, "responses[0].met: has to be a list in square brackets."),
        ({"question": "P1", "met": [4]}, "responses[0].met[0]: has to be text in quotation marks."),
        (
            {"question": "P1", "met": ["P1.1"] * 51},
            "responses[0].met: has 51 entries, but no more than 50 are read. Remove the others.",
        ),
        ({"question": "P1", "level": "good"}, "responses[0].level: is not a key of this format. Check its spelling,"),
        ({"question": "P1", "finding": "no"}, "responses[0].finding: has to be true or false, without quotation"),
        ({"question": "P1", "finding": 0}, "responses[0].finding: has to be true or false, without quotation marks."),
        ({"question": "P2", "finding": False}, "responses[0].finding: P2 asks for no finding. Leave it out."),
        ({"met": []}, "responses[0].question: is missing. Add it."),
        ({}, "responses[0].question: is missing. Add it."),
        ({"question": ""}, "responses[0].question: “” is not a question of"),
        ({"question": "P1", "met": [""]}, "responses[0].met[0]: “” is not a statement of P1."),
        ({"question": "P1", "mte": []}, "responses[0].mte: is not a key of this format. Check its spelling,"),
        (
            {"question": "P2", "met": [], "not_applicable": "None"},
            "responses[0]: gives both met and not_applicable. Keep one of them.",
        ),
        (
            {"question": "P1", "not_applicable": "No posts."},
            "responses[0].not_applicable: P1 always applies, so it cannot",
        ),
        ({"question": "P2", "not_applicable": " "}, "responses[0].not_applicable: P2 is marked not applicable without"),
        ({"question": "P2", "not_applicable": None}, "responses[0].not_applicable: gives no reason. Say why, or leave"),
        ({"question": "P2", "not_applicable": True}, "responses[0].not_applicable: has to be text in quotation marks."),
        (
            {"question": "P1", "rationale": "x" * 4_001},
            "responses[0].rationale: The rationale of P1 is 4,001 characters",
        ),
        ({"question": "P1", "rationale": "a\x00"}, "responses[0].rationale: The rationale of P1 holds a NUL character"),
        (
            {"question": "P1", "rationale": "a\ud800"},
            "responses[0].rationale: The rationale of P1 holds half a character",
        ),
        ({"question": "P1", "evidence": {}}, "responses[0].evidence: has to be a list in square brackets."),
        ({"question": "P1", "evidence": ["x"]}, "responses[0].evidence[0]: has to be an object in curly brackets."),
        ({"question": "P1", "evidence": [{}]}, "responses[0].evidence[0].title: is missing. Add it."),
        (
            {"question": "P1", "evidence": [{"title": "x", "date": "1 May 2026"}]},
            "responses[0].evidence[0].date: “1 May 2026” is not a date. Write year, month and day, such as 2026-05-01.",
        ),
        (
            {"question": "P1", "evidence": [{"title": "x"}] * 21},
            "responses[0].evidence: P1 names 21 pieces of evidence",
        ),
        (
            {"question": "P1", "evidence": [1] * 51},
            "responses[0].evidence: has 51 entries, but no more than 50 are read. Remove the others.",
        ),
        (
            {"question": "\ud800", "evidence": [{"title": "x"}]},
            "responses[0].question: “\ufffd” is not a question of A small bank, version 1.",
        ),
        ("P1", "responses[0]: has to be an object in curly brackets."),
    ],
)
def test_a_fault_in_a_response_is_one_line_that_names_its_place(response: Any, problem: str) -> None:
    (line,) = problems_in(a_file_with(response))

    assert line.startswith(problem)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"format": "collaboration-assessment/1"}, "format: “collaboration-assessment/1” cannot be read. Export it as"),
        ({"format": ""}, "format: “” cannot be read."),
        ({"bank": {"id": "", "version": "1"}}, "bank: the file answers “” version “1”, but the bank in use is"),
        ({"round": {"title": "2026", "as_of": ""}}, "round.as_of: “” is not a date."),
        ({"classification": ""}, "classification: “” is not known."),
        ({"format": None}, "format: is missing. Add it."),
        ({"classification": "SECRET"}, "classification: “SECRET” is not known. Use OFFICIAL or OFFICIAL-SENSITIVE."),
        (
            {"bank": {"id": "small", "version": "2"}},
            "bank: the file answers “small” version “2”, but the bank in use is",
        ),
        ({"bank": None}, "bank: is missing. Add it."),
        ({"bank": {"id": "small"}}, "bank.version: is missing. Add it."),
        ({"bank": {"id": "small", "version": 1}}, "bank.version: has to be text in quotation marks."),
        ({"round": {"title": "2026"}}, "round.as_of: is missing. Add it."),
        ({"round": {"title": "", "as_of": "2026-11-01"}}, "round.title: The title of the round is empty. Give it"),
        ({"round": {"title": "2026", "as_of": "2026-13-01"}}, "round.as_of: “2026-13-01” is not a date."),
        ({"round": {"title": "2026", "as_of": "20261101"}}, "round.as_of: “20261101” is not a date."),
        ({"round": {"title": "2026", "as_of": "2026-11-01T09:00"}}, "round.as_of: “2026-11-01T09:00” is not a date."),
        ({"round": {"title": "2026", "as_of": "２０２６-11-01"}}, "round.as_of: “２０２６-11-01” is not a date."),
        ({"responses": None}, "responses: is missing. Add it."),
        ({"responses": {}}, "responses: has to be a list in square brackets."),
        ({"responses": [{}] * 501}, "responses: has 501 entries, but no more than 500 are read. Remove the others."),
        ({"notes": "x"}, "notes: is not a key of this format. Check its spelling, or remove it."),
        ({"no\ntes" * 40: "x"}, "no\ufffdtesno\ufffdtesno\ufffdtes"),
    ],
)
def test_a_fault_in_the_file_is_one_line_that_names_its_place(change: dict[str, Any], problem: str) -> None:
    (line,) = problems_in(a_file(**change))

    assert line.startswith(problem)
    assert len(line) < 300


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": ""}, "collaboration.name: The name of the collaboration is empty."),
        ({"name": "x" * 201}, "collaboration.name: The name of the collaboration is 201 characters long; the most is"),
        ({"partners": ["Kent Police"]}, "collaboration.partners: a collaboration has at least two partners."),
        ({"partners": []}, "collaboration.partners: a collaboration has at least two partners."),
        ({"partners": None}, "collaboration.partners: is missing. Add it."),
        ({"partners": "Kent Police"}, "collaboration.partners: has to be a list in square brackets."),
        ({"partners": ["Kent Police", 7]}, "collaboration.partners[1]: has to be text in quotation marks."),
        ({"partners": ["Kent Police", " "]}, "collaboration.partners[1]: The name of partner 2 is empty."),
        (
            {"partners": ["Kent Police", "Essex Police", "KENT  police"]},
            "collaboration.partners[2]: “KENT police” is already at partners[0]. Name each partner once.",
        ),
        ({"lead_force": "Surrey Police"}, "collaboration.lead_force: “Surrey Police” is not one of the partners."),
        ({"lead_force": None}, "collaboration.lead_force: is missing. Add it."),
        ({"lead": "Kent Police"}, "collaboration.lead: is not a key of this format."),
    ],
)
def test_a_fault_in_the_collaboration_is_one_line_that_names_its_place(change: dict[str, Any], problem: str) -> None:
    file = a_file()
    file["collaboration"].update(change)

    (line,) = problems_in(file)

    assert line.startswith(problem)


def test_a_repeated_question_names_both_places() -> None:
    file = a_file_with({"question": "P1", "met": []}, {"question": "P3"}, {"question": "P1", "met": []})

    assert problems_in(file) == ("responses[2].question: P1 is already at responses[0]. Keep one of them.",)


def test_a_problem_keeps_the_code_and_the_place_of_what_is_wrong() -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_exchange(json.dumps(a_file_with({"question": "P1", "met": ["gold"]})), BANK)

    (told,) = refusal.value.sentences
    problem = told.parameters["problem"]
    assert (told.code, told.parameters["place"]) == ("problem_in_file", "responses[0].met[0]")
    assert isinstance(problem, Sentence)
    assert (problem.code, problem.parameters["statement"]) == ("statement_not_in_question", "gold")


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    file = a_file_with(
        {"question": "P1", "met": ["gold"], "rationale": 7, "evidence": [{"date": "May"}]},
        {"question": "P9", "not_applicable": "x" * 1_001, "extra": 1},
    )
    file["collaboration"] = {"name": 7, "partners": ["Kent Police"], "lead_force": "Surrey Police"}
    file["round"]["as_of"] = "soon"

    assert [line.split(": ", 1)[0] for line in problems_in(file)] == [
        "collaboration.name",
        "collaboration.partners",
        "collaboration.lead_force",
        "round.as_of",
        "responses[0].rationale",
        "responses[0].met[0]",
        "responses[0].evidence[0].title",
        "responses[0].evidence[0].date",
        "responses[1].extra",
        "responses[1].question",
        "responses[1].not_applicable",
    ]


def test_the_responses_to_another_bank_are_not_complained_about() -> None:
    file = a_file(bank={"id": "other", "version": "1"}, responses=[{"question": "X1", "met": ["gold"]}])

    (line,) = problems_in(file)

    assert line == (
        "bank: the file answers “other” version “1”, but the bank in use is “small” version “1”. "
        "Read it with the bank it answers."
    )


def test_a_key_that_is_repeated_is_refused_with_its_place() -> None:
    text = json.dumps(a_file()).replace('"finding": false', '"finding": false, "finding": true')

    assert problems_of(text) == ("responses[0].finding: is there more than once. Keep one of them.",)


def test_a_key_with_half_a_character_is_refused_like_any_unknown_key() -> None:
    text = json.dumps(a_file()).replace('"format"', '"\\ud800": 1, "format"')

    assert problems_of(text) == ("?: is not a key of this format. Check its spelling, or remove it.",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1, column 1: this is not JSON. Check the commas, quotation marks and brackets just before it."),
        ('{"format": 1,\n "bank"}', "line 2, column 8: this is not JSON."),
        ('{"format": "a"} x', "line 1, column 17: this is not JSON."),
        ('{"a": NaN}', "file: it contains NaN, which JSON does not allow. Write it as text in quotation marks."),
        ('{"a": -Infinity}', "file: it contains -Infinity, which JSON does not allow."),
        ("[" * 100_000, "file: it is nested too deeply to be an assessment."),
        ('{"a":' * 100_000, "file: it is nested too deeply to be an assessment."),
        ("[]", "file: has to be an object in curly brackets."),
        ('"text"', "file: has to be an object in curly brackets."),
        ("null", "file: has to be an object in curly brackets."),
        ("1" * 5_000, "file: has to be an object in curly brackets."),
        (" " * (LARGEST_FILE + 1), "file: it is larger than 2 MiB, the most that is read."),
        ('"' + "é" * (LARGEST_FILE // 2) + '"', "file: it is larger than 2 MiB, the most that is read."),
    ],
)
def test_a_text_that_is_not_an_exchange_file_is_refused_in_one_line(text: str, problem: str) -> None:
    line, *_ = problems_of(text)

    assert line.startswith(problem)


def test_a_long_number_is_no_reason_to_fail() -> None:
    text = json.dumps(a_file()).replace('"Agreed in May."', "9" * 6_000)

    assert problems_of(text) == ("responses[0].rationale: has to be text in quotation marks.",)


def test_nothing_more_is_said_of_a_file_that_is_no_object() -> None:
    assert len(problems_of("[]")) == 1


def test_the_same_mistake_made_thousands_of_times_is_told_a_thousand_times_and_counted() -> None:
    lines = problems_in(a_file(**{f"key {number}": 1 for number in range(1_500)}))

    assert len(lines) == 1_001
    assert lines[-1] == "file: there are 500 more problems. Correct these first, then try again."


def test_a_file_of_far_too_many_keys_is_refused_before_they_are_looked_at() -> None:
    too_many = ("file: it has far more keys than an assessment. Export it again.",)

    assert problems_in(a_file(**{f"key {number}": 1 for number in range(20_000)})) == too_many
    assert problems_in(a_file_with(*[{}] * 20_000)) == too_many


def test_bytes_are_read_as_utf_8_with_or_without_a_byte_order_mark() -> None:
    assert decoded("Ŵyr".encode()) == "Ŵyr"
    assert decoded(b"\xef\xbb\xbf{}") == "{}"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("Ŵyr".encode("utf-16"), "file: it is not UTF-8 text (byte 1). Save it again with UTF-8 as its encoding."),
        (b'{"name": "caf\xe9"}', "file: it is not UTF-8 text (byte 14). Save it again with UTF-8 as its encoding."),
        (b" " * (LARGEST_FILE + 1), "file: it is larger than 2 MiB, the most that is read."),
    ],
)
def test_bytes_that_are_not_utf_8_or_too_many_are_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        decoded(data)

    assert str(refusal.value).startswith(problem)


_KEYS = st.sampled_from(
    [
        "format",
        "bank",
        "responses",
        "question",
        "met",
        "finding",
        "not_applicable",
        "evidence",
        "title",
        "date",
        "id",
        "x",
    ]
)
_SCALARS = (
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5) | st.sampled_from(["P1", "good"])
)
_JSON = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=12
)


@LAW
@given(_JSON, st.sampled_from([*a_file(), "classification"]), st.booleans())
def test_no_data_in_any_place_makes_anything_but_a_refusal(data: Any, key: str, within: bool) -> None:
    file = a_file_with({"question": "P1", "evidence": data}, data) if within else a_file(**{key: data})

    try:
        read_exchange(json.dumps(file), BANK)
    except InvalidInput as refusal:
        problems = refusal.sentences
    else:
        return
    assert problems
    assert all(problem and "\n" not in problem for problem in problems)


@LAW
@given(st.text(max_size=40) | st.text('{}[]",:\\u0dnulltrue ', max_size=40))
def test_no_text_makes_anything_but_a_refusal(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_exchange(text, BANK)
