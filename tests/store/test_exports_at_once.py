"""Files are made and recorded while others save answers, on both databases, and each file shows what was stored."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest

from assessment.access import CommandLine
from assessment.bank.library import Library
from assessment.codes import Event, Move
from assessment.errors import ReportUnchanged, TooManyAtOnce
from assessment.exports.issuing import issue_report
from assessment.exports.recorded_export import ExportRecord, ExportSource, make_and_record
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.lifecycle import moved
from assessment.store import Store, holding
from assessment.store.unit import Unit
from tests.bank_builders import SHELF, a_response
from tests.store.store_builders import MORNING, a_stored_assessment, open_store, saved

RECORD = ExportRecord(
    event=Event.ANSWERS_EXPORTED,
    form="json",
    classification=Classification.OFFICIAL,
    bank="sha256:" + "0" * 64,
    issued=MORNING,
)


def made(
    store: Store,
    thing: object,
    read: Callable[[Unit], ExportSource[list[int]]],
    make: Callable[[list[int]], bytes],
) -> bytes:
    return make_and_record(
        store, CommandLine(), thing=thing, permit=read, read=read, make=make, record_of=lambda _: RECORD, at=MORNING
    )[1]


def source_of(source: list[int], *about: Assessment | None) -> ExportSource[list[int]]:
    """Return the source of a file on assessments as if submitted, because the command line may read no others."""
    return ExportSource(source=source, about=[moved(each, Move.SUBMIT, at=MORNING) for each in about if each])


def export_counts(store: Store, *about: AssessmentId, meanwhile: list[Assessment] | None = None) -> str:
    """Make a file of how many entries each assessment has, while answers to those in `meanwhile` are saved."""

    def read(unit: Unit) -> ExportSource[list[int]]:
        found = [each for id in about if (each := unit.assessments.find(id))]
        return source_of([len(unit.audit.of(each)) for each in found], *found)

    def make(lengths: list[int]) -> bytes:
        if meanwhile:
            saved(
                store,
                meanwhile.pop(),
                a_response(rationale=f"{len(meanwhile)}"),
                expected_version=2 - len(meanwhile) - 1,
            )
        return ",".join(map(str, lengths)).encode()

    return made(store, about, read, make).decode()


def lengths(store: Store, *assessments: Assessment) -> list[int]:
    with store.read() as unit:
        return [len(unit.audit.of(each)) for each in assessments]


def test_a_file_says_what_was_there_when_it_was_recorded(store: Store, assessment: Assessment) -> None:
    other = a_stored_assessment(store)

    assert export_counts(store, assessment.id, other.id, meanwhile=[assessment, assessment]) == "3,1"
    assert lengths(store, assessment, other) == [4, 2]


def test_a_file_that_is_never_up_to_date_is_recorded_as_what_it_is_and_keeps_no_save_waiting(
    url: str, assessment: Assessment
) -> None:
    counts: list[int] = []

    def read(unit: Unit) -> ExportSource[list[int]]:
        return source_of([len(unit.audit.of(assessment))], assessment)

    with closing(open_store(url, wait=5)) as here, closing(open_store(url, wait=5)) as elsewhere:

        def make(lengths: list[int]) -> bytes:
            counts.extend(lengths)
            saved(elsewhere, assessment, a_response(rationale=f"{counts}"), expected_version=len(counts) - 1)
            return str(lengths).encode()

        file = made(here, assessment.id, read, make)
        with here.read() as unit:
            last = unit.audit.of(assessment)[-1]

    assert (counts, file) == ([1, 2, 3], b"[3]")
    assert (last.event, last.number, last.detail["made_at"]) == (Event.ANSWERS_EXPORTED, 5, 3)


def test_a_file_whose_marking_changes_each_time_is_refused_with_a_sentence(
    store: Store, assessment: Assessment
) -> None:
    markings = [Classification.OFFICIAL_SENSITIVE, Classification.OFFICIAL] * 5

    def read(unit: Unit) -> ExportSource[list[int]]:
        return source_of([], unit.assessments.find(assessment.id))

    def make(_: list[int]) -> bytes:
        with store.begin(holding.assessment(assessment.id)) as unit:
            unit.assessments.save(replace(assessment, classification=markings.pop()), by="Sam", at=MORNING)
        return b"file"

    markings.reverse()
    with pytest.raises(TooManyAtOnce, match="was changed each time while the file was being made"):
        made(store, assessment.id, read, make)

    with store.read() as unit:
        events = [each.event for each in unit.audit.of(assessment)]
    assert events == [Event.ASSESSMENT_STARTED, *[Event.ASSESSMENT_CHANGED] * 10]


def test_a_download_by_somebody_else_does_not_make_a_file_be_made_again(store: Store, assessment: Assessment) -> None:
    times: list[str] = []

    def read(_: Unit) -> ExportSource[list[int]]:
        return source_of([], assessment)

    def make(_: list[int]) -> bytes:
        times.append("made")
        export_counts(store, assessment.id)
        return b"file"

    made(store, "another file on it", read, make)

    assert times == ["made"]


def test_many_who_download_files_and_save_answers_at_once_all_succeed(url: str, store: Store) -> None:
    assessments = [a_stored_assessment(store) for _ in range(3)]
    first, second, third = (each.id for each in assessments)

    def answer(each: Assessment) -> None:
        for expected_version in range(10):
            saved(other, each, a_response(rationale=f"{expected_version}"), expected_version=expected_version)

    with closing(open_store(url)) as other, ThreadPoolExecutor(6) as threads:
        answering = [threads.submit(answer, each) for each in assessments]
        orders = [(first, second, third), (third, second, first), (second, third, first)]
        taking = [threads.submit(export_counts, store, *order) for order in orders * 5]
        for answered in answering:
            answered.result()
        for file in taking:
            file.result()

    assert lengths(store, *assessments) == [1 + 10 + 15] * 3
    assert [each for each in store.verify_audit().problems if "heads log" not in each] == []


def test_of_reports_that_are_issued_at_once_one_is_the_next_version_and_the_others_are_told_of_it(
    url: str, store: Store
) -> None:
    library = Library(SHELF)
    assessment = a_stored_assessment(store, bank=library.latest())
    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.assessments.move(assessment, Move.SUBMIT, by="Sam", at=MORNING)

    def issue(each: Store) -> str:
        try:
            version = issue_report(each, CommandLine(), library, assessment.id, issued_for="The board", at=MORNING)
        except ReportUnchanged as unchanged:
            return str(unchanged)
        return f"Issued {version}"

    with closing(open_store(url)) as other, ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(issue, (store, other, store)))

    issued, *others = said
    assert issued == "Issued 1"
    assert [each.partition(".")[0] for each in others] == ["Version 1, issued on 3 November 2026, holds the same"] * 2
    with store.read() as unit:
        assert [each.version for each in unit.audit.of(assessment, only=[Event.REPORT_ISSUED])] == [1]
