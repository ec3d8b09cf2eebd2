"""The heat map: what a cell says, the groups in which no row is ranked, and the way to the results."""

import re

from assessment.comparison.compared import BY_NAME, ComparedRow, in_order
from assessment.rounds.response import Response
from pages.components.results import heat_map
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, OUTSTANDING, a_bank, a_response, responses
from tests.report.test_comparison_report import an_assessment
from tests.unit.comparison.test_comparison import found as as_found
from tests.unit.scoring.scoring_banks import a_limit

BANK = a_bank(limits=[a_limit(at=INADEQUATE)])


def a_row(name: str, *given: Response, number: int = 1) -> ComparedRow:
    return ComparedRow.of(an_assessment(name, number=number), BANK, responses(*given))


DOGS = a_row("Dogs", a_response("P1", GOOD), a_response("P2", ADEQUATE))
AIR = a_row("Air support", a_response("P1", OUTSTANDING), number=2)
HELD = a_row("Legal", a_response("P1", INADEQUATE), a_response("P2", OUTSTANDING), number=3)
BLANK = a_row("Zebra", number=4)


def texts(html: str) -> list[str]:
    return [part.strip() for part in re.split(r"<[^>]*>", html) if part.strip()]


def drawn(*rows: ComparedRow, by: str = BY_NAME, shown: slice = slice(None)) -> str:
    """Return the heat map of those of the rows that are shown, once all are in order."""
    found = in_order([as_found(row, by=by) for row in rows], by)
    by_id = {row.assessment.id: row for row in rows}
    return heat_map.of(BANK, found, {each.id: by_id[each.id] for each in found[shown]}, by=by)


def heads(*rows: ComparedRow, by: str = "overall", shown: slice = slice(None)) -> list[list[str]]:
    """Return the words above each group, with the names of its rows."""
    bodies = drawn(*rows, by=by, shown=shown).split("<tbody")[1:]
    found = []
    for body in bodies:
        words = re.findall(r'class="group".*?<span>(.*?)</span>', body)
        names = re.findall(r"data-page>(.*?)<span", body)
        found.append([re.sub(r"<.*?>", "", each) for each in words] + names)
    return found


def test_a_cell_says_the_grade_the_mean_with_its_range_and_how_many_are_answered() -> None:
    said = texts(drawn(DOGS, AIR, by=BY_NAME))

    assert said[said.index("Dogs") + 4 :][:3] == ["Good", "3.50", "2 of 2 answered"]
    assert said[said.index("Air support") + 4 :][:3] == ["No grade", "5.00 (3.00 to 5.00)", "1 of 2 answered"]


def test_a_grade_that_is_held_says_by_what_in_words_and_what_it_would_be_otherwise() -> None:
    said = texts(drawn(HELD, by=BY_NAME))

    assert said.count("Held by Practice P1, otherwise Adequate") == 1
    assert "L1" not in " ".join(said)


def test_rows_that_cannot_be_told_apart_stand_by_name_under_words_that_say_so() -> None:
    assert heads(AIR, DOGS) == [
        ["2 assessments that cannot be told apart: their ranges overlap, so they stand by name", "Air support", "Dogs"]
    ]


def test_rows_apart_from_all_others_stand_the_highest_first_and_those_without_a_mean_last() -> None:
    assert heads(BLANK, HELD, DOGS) == [
        ["2 assessments apart from all others, the highest mean first", "Dogs", "Legal"],
        ["1 assessment without a mean, by name", "Zebra"],
    ]
    assert heads(BLANK, DOGS, by=BY_NAME) == [["Zebra", "Dogs"]]


def test_a_page_of_the_rows_stands_under_the_words_for_all_of_their_group() -> None:
    pages = [heads(AIR, DOGS, HELD, BLANK, shown=shown) for shown in (slice(0, 1), slice(1, 3), slice(3, 4))]

    together = "3 assessments that cannot be told apart: their ranges overlap, so they stand by name"
    assert pages == [
        [[together, "Air support"]],
        [[together, "Dogs", "Legal"]],
        [["1 assessment without a mean, by name", "Zebra"]],
    ]


def test_the_name_of_a_row_opens_its_results_and_is_never_obeyed() -> None:
    html = drawn(a_row("<img src=x onerror=alert(1)>", a_response("P1", GOOD)), by="overall")

    assert f'href="/results?assessment={DOGS.assessment.id}"' in html
    assert "<img" not in html
