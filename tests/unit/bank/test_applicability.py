"""Which questions a collaboration is asked, by what is known about it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.bank.applicability import Facts, applies, why_not
from assessment.bank.equivalence import comparable_questions
from assessment.bank.library import load_bank
from assessment.bank.linting import find_problems
from assessment.bank.model import AppliesWhen
from assessment.codes import CollaborationKind, CollaborationStatus
from tests.bank_builders import a_bank, a_question, a_theme, wanted
from tests.bank_versions import next_version
from tests.unit.bank.bank_folders import a_folder, edit

REGIONAL, SHARED = CollaborationKind.REGIONAL_UNIT, CollaborationKind.SHARED_FUNCTION


@pytest.mark.parametrize(
    ("condition", "facts", "reason"),
    [
        (wanted(kinds=frozenset({REGIONAL, SHARED})), Facts(kind=SHARED), ""),
        (
            wanted(kinds=frozenset({REGIONAL, SHARED})),
            Facts(kind=CollaborationKind.NATIONAL_SERVICE),
            "Not asked: it is for a shared function or regional unit, and this is a national service.",
        ),
        (
            wanted(statuses=frozenset({CollaborationStatus.LIVE})),
            Facts(status=CollaborationStatus.IN_DEVELOPMENT),
            "Not asked: it is for a collaboration that is live, and this one is in development.",
        ),
        (wanted(partners_at_least=3), Facts(partners=3), ""),
        (
            wanted(partners_at_least=3),
            Facts(partners=2),
            "Not asked: it is for 3 partners or more, and this collaboration has 2.",
        ),
        (wanted(partners_at_most=3), Facts(partners=3), ""),
        (
            wanted(partners_at_most=3),
            Facts(partners=4),
            "Not asked: it is for 3 partners or fewer, and this collaboration has 4.",
        ),
        (wanted(has_posted_staff=True), Facts(has_posted_staff=True), ""),
        (
            wanted(has_posted_staff=True),
            Facts(has_posted_staff=False),
            "Not asked: this collaboration has no posted staff.",
        ),
        (
            wanted(shares_personal_data=False),
            Facts(shares_personal_data=True),
            "Not asked: this collaboration shares personal data.",
        ),
        (
            wanted(has_posted_staff=True, partners_at_least=3),
            Facts(has_posted_staff=False, partners=5),
            "Not asked: this collaboration has no posted staff.",
        ),
    ],
)
def test_a_question_is_asked_only_where_every_fact_that_it_names_holds(
    condition: AppliesWhen, facts: Facts, reason: str
) -> None:
    question = a_question(applies_when=condition)

    assert why_not(question, facts) == reason
    assert applies(question, facts) is (reason == "")


def conditions() -> st.SearchStrategy[AppliesWhen]:
    """Return any condition."""
    truth = st.sampled_from([None, True, False])
    return st.builds(
        AppliesWhen,
        kinds=st.frozensets(st.sampled_from(CollaborationKind)),
        statuses=st.frozensets(st.sampled_from(CollaborationStatus)),
        partners_at_least=st.none() | st.integers(3, 9),
        partners_at_most=st.none() | st.integers(3, 9),
        has_posted_staff=truth,
        shares_personal_data=truth,
    )


@given(conditions())
def test_what_is_not_known_never_takes_a_question_away(condition: AppliesWhen) -> None:
    assert applies(a_question(applies_when=condition), Facts())


def test_a_question_without_a_condition_is_asked_of_every_collaboration() -> None:
    assert applies(a_question(), Facts(kind=REGIONAL, partners=2, has_posted_staff=False))


def test_a_bank_says_when_a_question_applies(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    plain = load_bank(folder)
    edit(
        folder / "purpose.yaml",
        "core: true",
        "core: true\n    applies_when: {kind: [regional_unit], status: [live, under_review], partners_at_least: 3,"
        " has_posted_staff: true, shares_personal_data: false}",
    )

    bank = load_bank(folder)

    (question,) = [each for each in bank.questions() if each.code == "P1"]
    assert question.applies_when == wanted(
        kinds=frozenset({REGIONAL}),
        statuses=frozenset({CollaborationStatus.LIVE, CollaborationStatus.UNDER_REVIEW}),
        partners_at_least=3,
        has_posted_staff=True,
        shares_personal_data=False,
    )
    assert bank.fingerprint != plain.fingerprint


def test_a_fact_and_a_kind_that_the_register_does_not_have_are_told_to_the_author(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "purpose.yaml", "core: true", "core: true\n    applies_when: {kind: [shared], posted_staff: true}")
    monkeypatch.chdir(folder)

    assert [str(problem) for problem in find_problems(Path())] == [
        'purpose.yaml:13: question P1, applies_when: the key "posted_staff" is not known. Did you mean '
        '"has_posted_staff"?',
        'purpose.yaml:13: question P1, applies_when, kind 1: "shared" is not possible here. Write strategic_alliance, '
        "shared_function, regional_unit or national_service.",
    ]


def test_a_question_asks_the_same_of_those_who_are_asked_it_whoever_else_is() -> None:
    first = a_bank(themes=[a_theme(questions=[a_question("P1"), a_question("P2")])])
    fewer = a_question("P2", applies_when=wanted(has_posted_staff=True))

    second = next_version(first, a_bank(themes=[a_theme(questions=[a_question("P1"), fewer])]))

    assert comparable_questions([first, second]) == {"P1": "P1", "P2": "P2"}
