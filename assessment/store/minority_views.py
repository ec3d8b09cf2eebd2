"""The views of forces that differ from what is agreed on a question, which belong to the agreed response."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, bindparam, select

from assessment.ids import RespondentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import MinorityView, Response, StoredResponse
from assessment.store.engine import insert_into
from assessment.store.tables import MINORITY_VIEW

_OF_RESPONDENT: Final = select(MINORITY_VIEW.c.question, MINORITY_VIEW.c.of_respondent_id, MINORITY_VIEW.c.text).where(
    MINORITY_VIEW.c.assessment_id == bindparam("assessment"), MINORITY_VIEW.c.respondent_id == bindparam("respondent")
)


def with_minority_views(
    connection: Connection, assessment: Assessment, stored: Iterable[StoredResponse]
) -> Iterator[StoredResponse]:
    """Yield the responses, each with the views that differ from it, in the order of the forces.

    The database is asked where the answers that forces agreed are meant, and nowhere else.
    """
    if not assessment.agreeing_forces:
        yield from stored
        return
    texts: dict[str, dict[RespondentId, str]] = defaultdict(dict)
    owner = {"assessment": assessment.id, "respondent": assessment.answers_of}
    for row in connection.execute(_OF_RESPONDENT, owner):
        if row.text:
            texts[row.question][RespondentId(row.of_respondent_id)] = row.text
    for each in stored:
        of_question = texts[each.response.question]
        views = tuple(
            MinorityView(force=force.id, text=of_question[force.id])
            for force in assessment.agreeing_forces
            if force.id in of_question
        )
        yield replace(each, response=replace(each.response, minority_views=views))


def save_minority_views(connection: Connection, key: Mapping[str, object], before: Response, after: Response) -> None:
    """Write the views of the response with that key over those that it had; a view that is gone becomes empty."""
    was = {view.force: view.text for view in before.minority_views}
    now = {view.force: view.text for view in after.minority_views}
    changed = {force: now.get(force, "") for force in was | now if now.get(force) != was.get(force)}
    if not changed:
        return
    insert = insert_into(connection.dialect.name, MINORITY_VIEW)
    write = insert.on_conflict_do_update(
        index_elements=tuple(MINORITY_VIEW.primary_key.columns), set_={"text": insert.excluded.text}
    )
    connection.execute(write, [{**key, "of_respondent_id": force, "text": text} for force, text in changed.items()])
