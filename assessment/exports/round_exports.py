"""Exports a report on every assessment that was submitted in a round, each recorded in the audit trail."""

from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission, ReportFormat
from assessment.dates import now
from assessment.errors import InvalidInput, sentence
from assessment.exports.issuing import issue_or_take
from assessment.ids import AssessmentId
from assessment.report.batch_writer import Job
from assessment.rounds.assessment import Assessment
from assessment.rounds.names import name_key
from assessment.rounds.text_rules import file_stem
from assessment.services import open_services
from assessment.settings import Settings
from assessment.store.audit import DOWNLOAD_EVENTS


def jobs_for_round(
    settings: Settings, actor: Actor, title: str, folder: Path, *, issued: datetime, report_format: ReportFormat
) -> tuple[Job, ...]:
    """Return a job for every assessment that was submitted in the round with that title, however it is typed.

    Raise :class:`InvalidInput` where there is none.
    """
    # Closed before other processes are started: a connection does not survive being in two of them.
    with closing(open_services(settings).store) as store, store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.READ)
        changes = [event for event in Event if event not in DOWNLOAD_EVENTS]
        submitted = [
            (each, max(entry.at for entry in unit.audit.of(each, only=changes)))
            for each in unit.assessments.all()
            if each.counts and name_key(each.round.title) == name_key(title) and viewer.may(Permission.READ, of=each)
        ]
    if not submitted:
        raise InvalidInput(
            sentence(
                "round_without_submissions",
                "{round}: nothing was submitted in a round with this title. Check how it is written.",
                round=title,
            )
        )
    return tuple(
        Job(
            # The end of the id tells two collaborations with the same name apart.
            place=folder / f"{_stem(each)}-{str(each.id)[-8:]}.{report_format}",
            make=partial(_export_report, settings, each.id, actor, issued, report_format),
            changed=changed.timestamp(),
        )
        for each, changed in submitted
    )


def _stem(assessment: Assessment) -> str:
    return file_stem(f"{assessment.collaboration.name} {assessment.round.title}")


def _export_report(
    settings: Settings, id: AssessmentId, actor: Actor, issued: datetime, report_format: ReportFormat
) -> bytes:
    # Each process opens connections of its own. The issue time is the caller's choice; the time of the download is not.
    here = open_services(settings)
    return issue_or_take(here.store, actor, here.library, id, report_format, at=now(), issued=issued)
