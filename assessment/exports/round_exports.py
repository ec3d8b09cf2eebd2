"""A report on everything that was submitted in a round, each issue recorded."""

import os
from contextlib import closing
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.bank.library import Library
from assessment.codes import Event, Permission, ReportFormat
from assessment.dates import now
from assessment.errors import InvalidInput
from assessment.exports.assessment_exports import export_report
from assessment.ids import AssessmentId
from assessment.report.batch_writer import Job
from assessment.rounds.text_rules import file_stem
from assessment.settings import Settings
from assessment.store import Store
from assessment.store.audit import DOWNLOAD_EVENTS


def jobs_for_round(actor: Actor, title: str, folder: Path, *, issued: datetime, form: ReportFormat) -> tuple[Job, ...]:
    """A report on every assessment that was submitted in the round with that title.

    Raises :class:`InvalidInput` where there is none.
    """
    settings = Settings.from_environment(os.environ)
    # Closed before other processes are started: a connection does not survive being in two of them.
    with closing(Store.of(settings)) as store, store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.READ)
        changes = [event for event in Event if event not in DOWNLOAD_EVENTS]
        submitted = [
            (each, max(entry.at for entry in unit.audit.of(each, only=changes)))
            for each in unit.assessments.all()
            if each.submitted_at and each.round.title == title and viewer.may(Permission.READ, of=each)
        ]
    if not submitted:
        raise InvalidInput(f"{title}: nothing was submitted in a round with this title. Check how it is written.")
    return tuple(
        Job(
            # The end of the id keeps two collaborations of one name apart.
            place=folder / f"{file_stem(f'{each.collaboration.name} {title}')}-{str(each.id)[-8:]}.{form}",
            make=partial(_of_assessment, each.id, actor, issued, form),
            changed=changed.timestamp(),
        )
        for each, changed in submitted
    )


def _of_assessment(id: AssessmentId, actor: Actor, issued: datetime, form: ReportFormat) -> bytes:
    store, library = _house()
    # The issue time is the caller's to choose; when it happened is not.
    return export_report(store, actor, library, id, form=form, at=now(), issued=issued)[1]


@cache
def _house() -> tuple[Store, Library]:
    """The store and the banks of this process, which is one of several."""
    settings = Settings.from_environment(os.environ)
    return Store.of(settings), Library(settings.banks)
