"""One item of evidence under several questions: the same id says the same wherever it stands."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID, uuid5

from assessment.ids import EvidenceId
from assessment.rounds.response import Evidence, Response, Responses

_WITHOUT_ID: Final = EvidenceId(UUID(int=0))


def own_where_it_differs(response: Response, elsewhere: Mapping[EvidenceId, Collection[Evidence]]) -> Response:
    """Return the response with an id of its own for each item that says something else under its id elsewhere.

    `elsewhere` has what items say there, by their ids: one thing, or one for each force that said something else.

    So a change to an item that supports other questions, made by somebody who did not know that it does, changes none
    of them and is not lost. The same change gives the same id again, so that a repeated save is recognised.
    """
    evidence: list[Evidence] = []
    taken = {item.id for item in response.evidence}
    for item in response.evidence:
        id = item.id
        if item not in elsewhere.get(id, (item,)):
            while id in taken:
                id = EvidenceId(uuid5(id, response.question))
            taken.add(id)
        evidence.append(replace(item, id=id))
    return replace(response, evidence=tuple(evidence))


def one_item_where_alike(responses: Responses) -> Responses:
    """Return the responses with one id for the evidence that says the same under several of their questions."""
    first: dict[Evidence, EvidenceId] = {}
    return {code: _with_known_ids(response, first) for code, response in responses.items()}


def _with_known_ids(response: Response, first: dict[Evidence, EvidenceId]) -> Response:
    """Return the response with the ids of items that say the same, each once; others are added to the first ones."""
    evidence: dict[EvidenceId, Evidence] = {}
    for item in response.evidence:
        id = first.setdefault(replace(item, id=_WITHOUT_ID), item.id)
        # A question can name the same twice. Then the second is an item of its own.
        evidence[item.id if id in evidence else id] = item
    return replace(response, evidence=tuple(replace(item, id=id) for id, item in evidence.items()))
