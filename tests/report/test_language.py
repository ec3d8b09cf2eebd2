"""The language of a passage: Welsh where that is clear, and English in doubt."""

import pytest

from assessment.report.language import language_of


@pytest.mark.parametrize(
    "passage",
    [
        "Mae’r ddau heddlu wedi cytuno ar y pwrpas, ac mae’r bwrdd yn ei adolygu bob blwyddyn.",
        "Nid oes cytundeb ysgrifenedig rhwng yr heddluoedd eto.",
        "MAE PAPUR Y BWRDD YN DANGOS Y COSTAU AR GYFER POB HEDDLU",
    ],
)
def test_welsh_is_known_by_its_small_words(passage: str) -> None:
    assert language_of(passage) == "cy"


@pytest.mark.parametrize(
    "passage",
    [
        "",
        "Yn",
        "Heddlu Gogledd Cymru a Heddlu Dyfed-Powys",
        "The board agreed the purpose in May and looks at it every year.",
        "The agreement between Heddlu Gogledd Cymru and Heddlu De Cymru is called Cytundeb y Ddau Heddlu.",
        "Un avion est en panne dans le hangar.",
        "12 of 14; 3.58",
    ],
)
def test_a_passage_that_is_not_clearly_welsh_counts_as_english(passage: str) -> None:
    assert language_of(passage) == ""
