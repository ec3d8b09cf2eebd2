"""The scores of submitted assessments, as this process remembers them.

What is submitted is not answered any more. Once it was withdrawn it is submitted at another time, and its bank version
never changes: so the time and the bank say which answers were scored, and nothing that is remembered becomes wrong.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from assessment.bank.model import Bank
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.scoring import score
from assessment.scoring.scores import Scorecard
from assessment.store.unit import Unit

_MOST: Final = 5_000
"""How many are remembered. A scorecard takes about 7 kB."""

_Key = tuple[AssessmentId, datetime | None, str]


class RememberedScores:
    """The scorecards that were looked at last, without their lifts. Safe to share between threads."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[_Key, Scorecard] = OrderedDict()
        self._changing = threading.Lock()

    def of(self, unit: Unit, assessments: Sequence[Assessment], bank: Bank) -> dict[AssessmentId, Scorecard]:
        """Return the scorecard of each submitted assessment, all of that bank. Read and score those that are new."""
        keys: dict[AssessmentId, _Key] = {
            each.id: (each.id, each.submitted_at, bank.fingerprint) for each in assessments
        }
        with self._changing:
            known = {id: self._kept[key] for id, key in keys.items() if key in self._kept}
        missing = [each for each in assessments if each.id not in known]
        responses = unit.responses.of_all(missing, {each.id: bank for each in missing})
        scored = known | {id: score(bank, given, lifts=False) for id, given in responses.items()}
        with self._changing:
            for id, key in keys.items():
                self._kept[key] = scored[id]
                self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return scored
