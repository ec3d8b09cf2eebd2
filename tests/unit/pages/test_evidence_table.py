"""The table of evidence: what each line says, which references are links, and what is pointed out."""

import re
from dataclasses import replace
from datetime import date

import pytest

from assessment.ids import QuestionCode
from assessment.rounds.assessment import Classification
from assessment.rounds.named_evidence import named_evidence
from assessment.rounds.response import Evidence
from assessment.views.evidence_view import EvidenceChoice, EvidencePage
from pages.components.results import evidence_table
from tests.bank_builders import a_bank, a_question, a_theme, some_evidence
from tests.report.test_comparison_report import an_assessment

P1, P2 = QuestionCode("P1"), QuestionCode("P2")
ADDRESS = "https://records.example/BP12?page=4"


def table(item: Evidence, *, alone: bool = False) -> str:
    """Return the HTML of a page with that item, which P1 and P2 rest on and, `alone`, Kent named for P2."""
    own = {P1: (item,), P2: (item,)}
    items = named_evidence(own, {"Kent <Police>": {P2: (item,)}} if alone else {})
    return evidence_table.of(
        EvidencePage(
            assessment=an_assessment("Dogs"),
            bank=a_bank(themes=[a_theme(questions=[a_question("P1"), a_question("P2")])]),
            items=items,
            choice=EvidenceChoice(),
            theme=None,
            number=1,
            in_theme=1,
            over=0,
            page=1,
            pages=1,
            has_alone=alone,
        )
    )


def words(html: str) -> str:
    """Return the text of a table's first row."""
    body = html.partition("<tbody")[2].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_a_line_says_where_the_document_is_who_keeps_it_and_what_it_supports() -> None:
    as_of = an_assessment("Dogs").round.as_of
    whole = replace(
        some_evidence("Agreement"),
        owner="Head of law",
        valid_until=as_of,
        classification=Classification.OFFICIAL_SENSITIVE,
    )

    assert words(table(whole, alone=True)).endswith("Agreed: P1 P2 Kent &lt;Police&gt;: P2")
    assert words(table(whole)).startswith(
        "Agreement BP 12 OFFICIAL-SENSITIVE, higher than this assessment, which is OFFICIAL Head of law 1 May 2026"
    )
    assert "No longer valid" not in words(table(whole))
    assert "No longer valid on" in words(table(replace(whole, dated=None, valid_until=date(2000, 1, 1))))
    assert words(table(some_evidence("Paper"))) == "Paper BP 12 Not named 1 May 2026 Not named P1 P2"


@pytest.mark.parametrize(
    "reference",
    [
        "http://records.example/BP12",
        "javascript:alert(1)//https://records.example",
        "https://somebody@records.example/",
        'https://records.example/" onclick="alert(1)',
        f"See {ADDRESS}",
        "BP 12",
    ],
)
def test_only_a_reference_that_is_an_https_address_is_a_link_which_opens_apart(reference: str) -> None:
    link = f'<a href="{ADDRESS}" target="_blank" rel="noopener noreferrer">{ADDRESS}</a>'

    assert link in table(replace(some_evidence(), reference=ADDRESS))
    assert "_blank" not in table(replace(some_evidence(), reference=reference))
