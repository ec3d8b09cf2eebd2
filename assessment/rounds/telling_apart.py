"""Labels for what may have the same name: a reader who has to choose between two sees what sets them apart.

Only what the reader may know of goes in, so that a label never tells of something that they may not see.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from assessment.dates import uk_date
from assessment.ids import AssessmentId, CollaborationId
from assessment.rounds.assessment import Assessment
from assessment.rounds.names import name_key

Key = TypeVar("Key", bound=Hashable)


def told_apart(named: Mapping[Key, Sequence[str]]) -> dict[Key, str]:
    """Return a label for each key: its name or, where names look alike, the name with as many details as it takes.

    The values hold the name, then the details in the order in which they are added, the last of which must differ.
    """
    labels = {key: words[0] for key, words in named.items()}
    for details in range(1, max(map(len, named.values()), default=0)):
        seen = Counter(map(name_key, labels.values()))
        for key, (name, *rest) in named.items():
            if seen[name_key(labels[key])] > 1:
                labels[key] = f"{name} ({', '.join(rest[:details])})"
    return labels


def collaboration_labels(assessments: Iterable[Assessment]) -> dict[CollaborationId, str]:
    """Return a label for the collaboration of each assessment, by name: "Dog unit (Kent Police, started 3 May 2026)".

    The details are the lead force of its newest round, the day on which that was started, and the end of its id.
    """
    newest: dict[CollaborationId, Assessment] = {}
    for each in sorted(assessments, key=lambda each: each.started_at):
        newest[each.collaboration.id] = each
    labels = told_apart(
        {
            id: (each.collaboration.name, *_details(each.collaboration.lead_force.name, each, id))
            for id, each in newest.items()
        }
    )
    return dict(sorted(labels.items(), key=lambda each: name_key(each[1])))


def assessment_labels(assessments: Iterable[Assessment], *, with_round: bool = True) -> dict[AssessmentId, str]:
    """Return a label for each assessment: its collaboration's name, its round, and what else sets it apart."""
    return told_apart(
        {
            each.id: (
                f"{each.collaboration.name}, {each.round.title}" if with_round else each.collaboration.name,
                *_details(each.collaboration.lead_force.name, each, each.id),
            )
            for each in assessments
        }
    )


def _details(lead_force: str, started: Assessment, id: AssessmentId | CollaborationId) -> tuple[str, str, str]:
    return lead_force, f"started {uk_date(started.started_at)}", str(id)[-8:]
