"""How far several forces agree, in sentences: a figure only where enough questions have two levels."""

import pytest

from assessment.agreement.alpha import how_far


@pytest.mark.parametrize(
    ("shared", "begins"),
    [(0, "0 questions have a level"), (1, "1 question has a level"), (9, "9 questions have a level")],
)
def test_few_questions_make_no_figure(shared: int, begins: str) -> None:
    said = how_far(((4, 1),) * shared + ((4, None),) * 20)

    assert said == f"{begins} from more than one force. A figure for how far they agree needs 10."


def test_ten_questions_make_a_figure() -> None:
    assert how_far(((4, 4), (1, 1)) * 5).startswith("The answers agree closely. The figure is 1.00,")
