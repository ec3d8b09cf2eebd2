"""The round before an assessment, with which its results and its report are compared."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assessment.access import Viewer
from assessment.bank.applicability import Facts
from assessment.bank.equivalence import VersionPair
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.errors import BankUnusable
from assessment.report.report_subject import PreviousRound
from assessment.rounds.assessment import Assessment, BankReference, Classification
from assessment.scoring import Scorecard, score
from assessment.scoring.changes import ScoredAnswers, changes
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment

_Asked = tuple[BankReference, Facts]
"""A bank version, and the facts that decide which of its questions are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRound:
    """The round before, and what its bank version and the one answered now ask alike."""

    assessment: Assessment
    versions: VersionPair


@dataclass(frozen=True, slots=True)
class RoundsBefore:
    """Finds the round before each of many assessments. What two bank versions ask alike is worked out once."""

    library: Library
    _pairs: dict[tuple[_Asked, _Asked], VersionPair | None] = field(default_factory=dict)

    def of(self, assessment: Assessment, rounds: Iterable[Assessment]) -> EarlierRound | None:
        """Return the newest of the collaboration's rounds with which this one can be compared, or None.

        It was submitted and describes an earlier date. It answers the same bank version, or one from which every later
        version says what became of the one before it.
        """
        earlier = [each for each in rounds if each.counts and each.round.as_of < assessment.round.as_of]
        for each in sorted(earlier, key=lambda each: (each.round.as_of, each.started_at), reverse=True):
            versions = self._pair((each.bank, each.facts), (assessment.bank, assessment.facts))
            if versions is not None:
                return EarlierRound(assessment=each, versions=versions)
        return None

    def _pair(self, before: _Asked, now: _Asked) -> VersionPair | None:
        if (before, now) not in self._pairs:
            self._pairs[before, now] = version_pair(self.library, before, now)
        return self._pairs[before, now]


def version_pair(library: Library, before: _Asked, now: _Asked) -> VersionPair | None:
    """Return what the two ask alike. None where nothing says so, or a version can no longer be opened."""
    (bank_before, facts_before), (bank_now, facts_now) = before, now
    if bank_before.id != bank_now.id:
        return None
    try:
        bank_before.open_in(library)
        bank_now.open_in(library)
        versions = library.between(bank_now.id, bank_before.version, bank_now.version)
        return VersionPair.of(versions, before=facts_before, now=facts_now)
    except BankUnusable:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRound:
    """The round before with its answers. Whatever shows its grades is marked as high as it is."""

    opened: AnsweredAssessment
    versions: VersionPair

    @property
    def classification(self) -> Classification:
        """Return the marking of the round before."""
        return self.opened.assessment.classification

    def compared_with(self, now: AnsweredAssessment, scorecard: Scorecard) -> PreviousRound:
        """Return the round before as it is shown beside this one, whose scores are given."""
        before = score(self.opened.bank, self.opened.responses, lifts=False)
        return PreviousRound(
            round_title=self.opened.assessment.round.title,
            as_of=self.opened.assessment.round.as_of,
            scorecard=before,
            changes=changes(
                self.versions,
                now=ScoredAnswers(responses=now.responses, scorecard=scorecard),
                before=ScoredAnswers(responses=self.opened.responses, scorecard=before),
            ),
        )


def read_previous_round(unit: Unit, viewer: Viewer, library: Library, assessment: Assessment) -> ReadRound | None:
    """Return the round before that the viewer may read, or None, within an open transaction."""
    before = find_previous_round(unit, viewer, library, assessment)
    if before is None:
        return None
    return ReadRound(opened=read_assessment(unit, library, before.assessment), versions=before.versions)


def find_previous_round(unit: Unit, viewer: Viewer, library: Library, assessment: Assessment) -> EarlierRound | None:
    """Return the round before, as :class:`RoundsBefore` finds it among those that the viewer may read, or None."""
    every = unit.assessments.of(assessment.collaboration.id)
    return RoundsBefore(library).of(assessment, [each for each in every if viewer.may(Permission.READ, of=each)])
