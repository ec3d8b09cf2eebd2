"""Files that are made of assessments while those change."""

from collections.abc import Callable
from functools import partial
from typing import Final, cast

from assessment.actions.classifying import raise_classification
from assessment.actions.recording_decisions import record_decision
from assessment.actions.withdrawing import withdraw_submission
from assessment.codes import BoardOutcome, Event, ReportFormat, TableFormat
from assessment.comparison.compared import Selection
from assessment.exports.actions_export import export_actions
from assessment.exports.assessment_exports import export_answers, preview_report
from assessment.exports.building import BuildHere, Made, Source
from assessment.exports.comparison_exports import export_comparison_csv, export_comparison_pdf
from assessment.exports.issuing import issue_report, take_report
from assessment.rounds.assessment import Assessment
from assessment.rounds.board_decision import BoardDecision
from tests.actions.access_world import LIBRARY, has_issued
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import BEGUN, both
from tests.concurrency.assessment_pairs import classify, withdraw
from tests.concurrency.pair import EVENTS, Call, Pair
from tests.concurrency.world import PairWorld, Someone

DRAFTS: Final = (
    "SELECT count(*) FROM audit WHERE event = 'report_issued' AND CAST(detail AS TEXT) LIKE '%\"draft\": true%'"
)
TAKEN_AS: Final = "SELECT version FROM audit WHERE event = 'report_issued' ORDER BY number"


def is_marked(event: Event) -> str:
    """Return the query for how many files were recorded as sensitive."""
    return f"SELECT count(*) FROM audit WHERE event = '{event}' AND CAST(detail AS TEXT) LIKE '%SENSITIVE%'"


def preview(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(preview_report, actor=lead.actor, library=LIBRARY, id=it.id, report_format=ReportFormat.HTML, at=AT)


def issue(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(
        issue_report, actor=lead.actor, library=LIBRARY, id=it.id, issued_for="The board", at=AT, builder=Quickly()
    )


class Quickly(BuildHere):
    """Makes files that take no time in place of the report's, because these pairs are about what is recorded."""

    def build(self, _make: Callable[[Source], Made], _source: Source) -> Made:
        return cast("Made", {each: f"The report as {each}".encode() for each in ReportFormat})


def take(world: PairWorld, lead: Someone, it: Assessment) -> Call:
    has_issued(world.store, lead.actor, it.id)
    return partial(take_report, actor=lead.actor, id=it.id, version=1, report_format=ReportFormat.PDF, at=AT)


def decide(world: PairWorld, lead: Someone, it: Assessment) -> Call:
    has_issued(world.store, lead.actor, it.id)
    decision = BoardDecision(outcome=BoardOutcome.ACCEPTED, by="The board", on=AT.date())
    return partial(record_decision, actor=lead.actor, id=it.id, version=1, decision=decision, seen=0, at=AT)


def export(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(export_answers, actor=lead.actor, library=LIBRARY, id=it.id, at=AT)


def export_plan(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(export_actions, actor=lead.actor, library=LIBRARY, id=it.id, file_format=TableFormat.CSV, at=AT)


def compare(_world: PairWorld, lead: Someone, _it: Assessment) -> Call:
    return partial(
        export_comparison_csv, actor=lead.actor, library=LIBRARY, selection=Selection(), fingerprint=None, at=AT
    )


def compare_on_paper(_world: PairWorld, lead: Someone, _it: Assessment) -> Call:
    return partial(
        export_comparison_pdf, actor=lead.actor, library=LIBRARY, selection=Selection(), fingerprint=None, at=AT
    )


FILE_PAIRS: Final = (
    Pair(
        name="two issue a report on one assessment",
        actions=(issue_report, issue_report),
        prepare=both(issue, issue, is_submitted=True),
        look={"versions": TAKEN_AS},
        allowed=[{"versions": [1]}],
        refused=[1],
    ),
    Pair(
        name="one issues a report on an assessment that another classifies",
        actions=(issue_report, raise_classification),
        prepare=both(issue, classify, is_submitted=True),
        look={
            "events": EVENTS,
            "marked": is_marked(Event.REPORT_ISSUED),
        },
        allowed=[
            {
                "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.ASSESSMENT_CHANGED, Event.REPORT_ISSUED],
                "marked": [1],
            },
            {
                "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.REPORT_ISSUED, Event.ASSESSMENT_CHANGED],
                "marked": [0],
            },
        ],
        refused=[0],
    ),
    Pair(
        name="one issues a report on a submission that another withdraws",
        actions=(issue_report, withdraw_submission),
        prepare=both(issue, withdraw, is_submitted=True),
        look={"events": EVENTS, "drafts": DRAFTS},
        allowed=[
            {"events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.REPORT_ISSUED], "drafts": [0]},
            {
                "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.SUBMISSION_WITHDRAWN, Event.REPORT_ISSUED],
                "drafts": [1],
            },
        ],
    ),
    Pair(
        name="one looks at a preview of an assessment that another classifies",
        actions=(preview_report, raise_classification),
        prepare=both(preview, classify, is_submitted=True),
        look={"marked": is_marked(Event.REPORT_PREVIEWED)},
        allowed=[{"marked": [0]}, {"marked": [1]}],
        refused=[0],
    ),
    Pair(
        name="two record what the board decided about one version",
        actions=(record_decision, record_decision),
        prepare=both(decide, decide, is_submitted=True),
        look={"decisions": "SELECT version FROM audit WHERE event = 'board_decided'"},
        allowed=[{"decisions": [1]}],
        refused=[1],
    ),
    Pair(
        name="one takes a version that another decides on",
        actions=(take_report, record_decision),
        prepare=both(take, decide, is_submitted=True),
        look={"events": "SELECT count(*) FROM audit WHERE event IN ('report_taken', 'board_decided')"},
        allowed=[{"events": [2]}],
        refused=[0],
    ),
    Pair(
        name="one exports actions of an assessment that another classifies",
        actions=(export_actions, raise_classification),
        prepare=both(export_plan, classify),
        look={"events": EVENTS, "marked": is_marked(Event.ACTIONS_EXPORTED)},
        allowed=[
            {"events": [*BEGUN, Event.ASSESSMENT_CHANGED, Event.ACTIONS_EXPORTED], "marked": [1]},
            {"events": [*BEGUN, Event.ACTIONS_EXPORTED, Event.ASSESSMENT_CHANGED], "marked": [0]},
        ],
        refused=[0],
    ),
    Pair(
        name="one exports answers that another classifies",
        actions=(export_answers, raise_classification),
        prepare=both(export, classify),
        look={
            "events": EVENTS,
            "marked": is_marked(Event.ANSWERS_EXPORTED),
        },
        allowed=[
            {"events": [*BEGUN, Event.ASSESSMENT_CHANGED, Event.ANSWERS_EXPORTED], "marked": [1]},
            {"events": [*BEGUN, Event.ANSWERS_EXPORTED, Event.ASSESSMENT_CHANGED], "marked": [0]},
        ],
        refused=[0],
    ),
    Pair(
        name="one takes the comparison of an assessment that another classifies",
        actions=(export_comparison_csv, raise_classification),
        prepare=both(compare, classify, is_submitted=True),
        look={
            "events": EVENTS,
            "marked": is_marked(Event.COMPARISON_EXPORTED),
        },
        allowed=[
            {
                "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.ASSESSMENT_CHANGED, Event.COMPARISON_EXPORTED],
                "marked": [1],
            },
            {
                "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.COMPARISON_EXPORTED, Event.ASSESSMENT_CHANGED],
                "marked": [0],
            },
        ],
        refused=[0],
    ),
    Pair(
        name="two take a comparison on paper of one assessment",
        actions=(export_comparison_pdf, export_comparison_csv),
        prepare=both(compare_on_paper, compare, is_submitted=True),
        look={"events": EVENTS},
        allowed=[
            {"events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.COMPARISON_EXPORTED, Event.COMPARISON_EXPORTED]}
        ],
        refused=[0],
    ),
)
