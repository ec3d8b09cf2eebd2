"""The comparison: which assessments can be compared, in what order, and as a file without formulas."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import UUID

from assessment.codes import Stage
from assessment.comparison.compared import (
    BY_NAME,
    NEWEST_ROUND,
    ComparedRow,
    Found,
    Selection,
    grouped,
    in_order,
    why_set_aside,
)
from assessment.comparison.comparison_csv import comparison_csv
from assessment.ids import AssessmentId, CollaborationId, RespondentId
from assessment.rounds.assessment import Assessment, BankReference, Classification, Collaboration, Round
from assessment.rounds.response import NotApplicable
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
)
from tests.known_forces import ESSEX, KENT, a_partner, partners_of

BANK = a_bank()
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def an_assessment(name: str, *partners: str, number: int = 1, submitted: bool = True) -> Assessment:
    return Assessment(
        id=AssessmentId(UUID(int=number)),
        collaboration=Collaboration(
            id=CollaborationId(UUID(int=number)),
            name=name,
            partners=partners_of(*partners),
            lead_force=a_partner(partners[0]),
        ),
        round=Round(title="2026", as_of=date(2026, 11, 1)),
        bank=BankReference.to(BANK),
        classification=Classification.OFFICIAL,
        respondent=RespondentId(UUID(int=number)),
        started_at=AT,
        stage=Stage.SUBMITTED if submitted else Stage.OPEN,
        submitted_at=AT if submitted else None,
    )


DOGS = ComparedRow.of(
    an_assessment("Dogs", "Kent Police", "Essex Police"),
    BANK,
    responses(a_response("P1", GOOD), a_response("P2", ADEQUATE)),
)
AIR = ComparedRow.of(
    an_assessment("Air support", "Kent Police", "Surrey Police", number=2),
    BANK,
    responses(a_response("P1", OUTSTANDING)),
)
BLANK = ComparedRow.of(an_assessment("Zebra", "Surrey Police", "Essex Police", number=3), BANK, {})


def found(row: ComparedRow, *, by: str = "overall") -> Found:
    """Return the row as it is put in order: by its range, where it has a mean."""
    score = row.score(by)
    lowest, highest = score.lowest.mean, score.highest.mean
    has_mean = score.claimed.mean is not None and lowest is not None and highest is not None
    return Found(
        id=row.assessment.id,
        classification=Classification.OFFICIAL,
        range=(lowest or Fraction(0), highest or Fraction(0)) if has_mean else None,
    )


def test_rows_whose_ranges_overlap_stand_in_one_group_by_name_and_are_not_ranked() -> None:
    # Overall: Air support 5 with P2 open, so 3.00 to 5.00; Dogs 3.50; Legal 3.00, which Air support may be too;
    # Boats 2.00; Zebra has no answer, so no mean.
    boats, legal = (
        ComparedRow.of(
            an_assessment(name, "Kent Police", number=number),
            BANK,
            responses(a_response("P1", at), a_response("P2", at)),
        )
        for name, at, number in (("Boats", REQUIRES_IMPROVEMENT, 4), ("Legal", ADEQUATE, 5))
    )
    by_name = [found(row) for row in (AIR, boats, DOGS, legal, BLANK)]
    names = {row.assessment.id: row.name for row in (AIR, boats, DOGS, legal, BLANK)}

    assert [[names[each.id] for each in group] for group in grouped(by_name)] == [
        ["Air support", "Dogs", "Legal"],
        ["Boats"],
        ["Zebra"],
    ]
    assert [names[each.id] for each in in_order(by_name, "overall")] == [
        "Air support",
        "Dogs",
        "Legal",
        "Boats",
        "Zebra",
    ]
    assert in_order(by_name, BY_NAME) == tuple(by_name)


def test_rows_with_one_mean_cannot_be_told_apart_and_rows_whose_ranges_do_not_meet_stand_the_highest_first() -> None:
    low = ComparedRow.of(
        an_assessment("A low one", "Kent Police", number=4), BANK, responses(a_response("P1", ADEQUATE))
    )
    full = ComparedRow.of(
        an_assessment("Full", "Kent Police", number=5),
        BANK,
        responses(a_response("P1", OUTSTANDING), a_response("P2", ADEQUATE)),
    )
    same = replace(full, assessment=an_assessment("Same", "Kent Police", number=6))
    names = {row.assessment.id: row.name for row in (low, full, same, DOGS)}

    def groups(*rows: ComparedRow) -> list[list[str]]:
        return [[names[each.id] for each in group] for group in grouped([found(row, by="purpose") for row in rows])]

    # 4.00 and 4.00; 3 with P2 open is 2.00 to 4.00, which meets them; Dogs has 3.50.
    assert groups(same, full, DOGS) == [["Same", "Full"], ["Dogs"]]
    assert groups(same, full, low) == [["Same", "Full", "A low one"]]


def test_a_selection_survives_the_address() -> None:
    of_round = "01900000-0000-7000-8000-000000000001"
    selection = Selection(rounds=of_round, forces=frozenset({KENT, ESSEX}), text="a&b=c", sorted_by="purpose")

    assert Selection.from_query(selection.to_query()) == selection
    assert Selection.from_query([]) == Selection(rounds=NEWEST_ROUND, sorted_by=BY_NAME)
    assert Selection.from_query([("rounds", "'; drop table")]) == Selection()


def test_only_submitted_assessments_on_the_same_bank_version_are_compared() -> None:
    beside = BankReference.to(BANK)
    other = replace(DOGS.assessment, bank=replace(beside, version="2"))

    assert why_set_aside(DOGS.assessment, beside) is None
    assert why_set_aside(an_assessment("New", "Kent Police", submitted=False), beside) == "Not submitted yet."
    assert why_set_aside(other, beside) == "It answers small 2, not small 1: its questions and rules may differ."


def test_the_file_holds_the_grade_the_mean_the_range_and_the_coverage() -> None:
    hostile = replace(DOGS, assessment=an_assessment('=HYPERLINK("http://x")', "Kent Police", "Essex Police"))

    text = comparison_csv(BANK, [hostile, BLANK])

    first, second = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert first["Assessment id"] == str(hostile.assessment.id)
    assert first["Collaboration"] == '\'=HYPERLINK("http://x")'
    # P1 Good (4) and P2 Adequate (3): 7 / 2 = 3.5, just Good.
    assert (first["Purpose: grade"], first["Purpose: mean"]) == ("Good", "3.5")
    assert (first["Purpose: lowest mean"], first["Purpose: highest mean"]) == ("3.5", "3.5")
    assert (first["Purpose: answered"], first["Purpose: applicable"]) == ("2", "2")
    assert (second["Purpose: grade"], second["Purpose: mean"]) == ("No grade", "")
    assert (second["Purpose: lowest mean"], second["Purpose: highest mean"]) == ("1.0", "5.0")


def test_the_file_holds_the_level_of_every_question_with_the_statements_that_are_met_and_missing() -> None:
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1"), a_question("P2")])])
    given = responses(
        a_response("P1", met("P1", 1, 4), finding=True), a_response("P2", NotApplicable(reason="Nobody."))
    )
    rows = [ComparedRow.of(DOGS.assessment, bank, each) for each in (given, {})]

    first, second = list(csv.DictReader(io.StringIO(comparison_csv(bank, rows).removeprefix("\ufeff"))))

    assert (first["P1: level"], first["P1: met"], first["P1: missing"]) == (
        "Requires improvement",
        "P1.1 P1.4",
        "P1.2",
    )
    assert (first["P2: level"], first["P2: met"], first["P2: missing"]) == ("Not applicable", "", "")
    assert (first["F1 (P1)"], second["F1 (P1)"], second["P1: level"]) == ("Yes", "Not answered", "Not answered")
