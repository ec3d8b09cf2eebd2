"""Home: what waits for a viewer, and each collaboration that they may read, with where it stands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assessment.access import Actor, Viewer
from assessment.authorisation import authenticate
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.ids import AssessmentId, CollaborationId, ForceId, QuestionCode, RespondentId
from assessment.register.duties import Duty
from assessment.rounds.assessment import Assessment
from assessment.rounds.improvement_action import StoredImprovementAction
from assessment.rounds.names import name_contains
from assessment.rounds.working_notes import HandedQuestion
from assessment.store import Store
from assessment.store.home_search import HomeQuery
from assessment.store.unit import Unit
from assessment.views.access_to_confirm import AccessToConfirm, read_access_to_confirm
from assessment.views.collaboration_lines import CollaborationLine, open_banks, read_lines
from assessment.views.page_numbers import nearest_page

LINES_PER_PAGE: Final = 20
MOST_WAITING: Final = 10
"""How much of what waits is listed, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """Something that waits: access to confirm, an open assessment, questions handed to them, an action, or a duty."""

    assessment: Assessment | None
    """None for access and for the register. Where a viewer answers for several respondents, each has a line."""
    since: date
    """When the first access lapses or lapsed, the assessment was started, the first question was handed over, or
    something is due; today for no day."""
    action: StoredImprovementAction | None = None
    may_plan: bool = False
    """True where the viewer may change the action."""
    left: int = 0
    """How many questions of the assessment have no reply."""
    late_since: date | None = None
    """The last day of the round of an assessment that the viewer leads, where that has passed."""
    handed: tuple[QuestionCode, ...] = ()
    """The questions that were handed to the viewer and are not answered since, in bank order."""
    people: int = 0
    """How many people's access lapses soon or has lapsed."""
    duty: Duty | None = None
    """What is due in the register about a collaboration that the viewer leads."""
    unled: int = 0
    """How many collaborations of the register that nobody leads have something due, for an administrator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What Home is drawn from."""

    waiting: tuple[WaitingLine, ...]
    """Oldest first, at most :data:`MOST_WAITING`."""
    lines: tuple[CollaborationLine, ...]
    """One page of what was sought: by name for whoever answers or plans, else the latest submission first."""
    is_by_name: bool
    every: int
    """The number of collaborations that the viewer may read, archived or not as asked."""
    archived: int
    """The number of archived collaborations that are hidden from the viewer."""
    page: int
    pages: int


def open_home(
    store: Store,
    actor: Actor,
    library: Library,
    *,
    on: date,
    sought: str = "",
    page: int = 1,
    archived: bool = False,
) -> Home:
    """Return what waits for the viewer on that day, and a page of their collaborations.

    They are the `archived` ones or the others. `sought` is part of the name of a collaboration, or of a force that is
    a partner in it. A page that does not exist is the nearest that does.
    """
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.ENTER)
        is_by_name = viewer.may(Permission.PLAN_ACTIONS)
        reached = HomeQuery(readable=viewer.readable, is_archived=archived, is_by_name=is_by_name)
        query = replace(reached, sought=sought, forces=_forces_named(unit, sought))
        every, hidden = unit.home_search.count(reached), unit.home_search.count(replace(reached, is_archived=True))
        page, pages = nearest_page(page, unit.home_search.count(query) if sought else every, size=LINES_PER_PAGE)
        shown = unit.home_search.page(query, first=(page - 1) * LINES_PER_PAGE, most=LINES_PER_PAGE)
        return Home(
            waiting=_waiting(unit, viewer, library, on=on),
            lines=read_lines(unit, viewer, library, _read_rounds(unit, viewer, shown)),
            is_by_name=is_by_name,
            every=every,
            archived=hidden,
            page=page,
            pages=pages,
        )


def _forces_named(unit: Unit, sought: str) -> frozenset[ForceId]:
    """Return the forces that have, or once had, a name in which that text occurs; none where nothing is sought."""
    known = unit.forces.known().by_id if sought else {}
    return frozenset(id for id, each in known.items() if any(name_contains(given.name, sought) for given in each.names))


def _read_rounds(unit: Unit, viewer: Viewer, ids: Sequence[CollaborationId]) -> list[tuple[Assessment, ...]]:
    """Return the rounds of each collaboration that the viewer may read, newest first."""
    rounds: dict[CollaborationId, list[Assessment]] = {id: [] for id in ids}
    for each in unit.assessments.in_collaborations(ids):
        if viewer.may(Permission.READ, of=each):
            rounds[each.collaboration.id].append(viewer.as_answered(each))
    return [tuple(own) for own in rounds.values()]


def _waiting(unit: Unit, viewer: Viewer, library: Library, *, on: date) -> tuple[WaitingLine, ...]:
    drafts = [
        viewer.as_answered(each)
        for each in unit.assessments.drafts_in(viewer.collaborations_with(Permission.RESPOND))
        if each.collaboration.archived_at is None and viewer.may(Permission.READ, of=each)
    ]
    every = [viewer.as_answered(each, choice) for each in drafts for choice in each.choices or (None,)]
    mine = [each for each in every if each.is_open and viewer.may(Permission.RESPOND, of=each)]
    late = {
        each.id: last_day
        for each in drafts
        if (last_day := each.round.over_since(on=on)) and viewer.may(Permission.SUBMIT, of=each)
    }
    banks, _ = open_banks(library, mine)
    replies = unit.responses.count_replies(mine, banks)
    open_ones = [
        WaitingLine(
            assessment=each,
            since=uk_day(each.started_at),
            left=len(tuple(banks[each.id].questions())) - replies.get(each.answers_of, 0),
            late_since=late.get(each.id),
        )
        for each in mine
        if each.id in banks
    ]
    open_ones += _handed_lines(unit, viewer, mine, banks)
    # Their lead may have nothing to answer: the forces may still answer alone, or have yet to agree.
    open_ones += [
        WaitingLine(assessment=each, since=uk_day(each.started_at), late_since=late[each.id])
        for each in drafts
        if each.id in late and not each.is_open
    ]
    lapsing = read_access_to_confirm(unit, viewer)
    access = [] if lapsing is None else [_access_line(lapsing)]
    lines = [*access, *open_ones, *_action_lines(unit, viewer, on=on), *_register_lines(unit, viewer, on=on)]
    return tuple(sorted(lines, key=_oldest_first)[:MOST_WAITING])


def _action_lines(unit: Unit, viewer: Viewer, *, on: date) -> list[WaitingLine]:
    """Return the open actions of the viewer, and those that are overdue where the viewer plans."""
    planned = viewer.collaborations_with(Permission.PLAN_ACTIONS)
    waiting = unit.improvement_actions.waiting(planned, viewer.readable, viewer.person, on=on, most=MOST_WAITING)
    about = {each.id: each for each in unit.assessments.of_ids({id for id, _ in waiting})}
    return [
        WaitingLine(
            assessment=viewer.as_answered(about[id]),
            since=stored.action.due,
            action=stored,
            may_plan=viewer.may(Permission.PLAN_ACTIONS, of=about[id]),
        )
        for id, stored in waiting
    ]


def _handed_lines(
    unit: Unit, viewer: Viewer, mine: Sequence[Assessment], banks: Mapping[AssessmentId, Bank]
) -> list[WaitingLine]:
    """Return a line for each set of answers that the viewer gives and of which somebody handed them questions."""
    if viewer.person is None:
        return []
    waiting: dict[tuple[AssessmentId, RespondentId], list[HandedQuestion]] = defaultdict(list)
    for id, respondent, handed in unit.handed_questions.waiting_for(viewer.person):
        waiting[id, respondent].append(handed)
    lines = []
    for each in mine:
        by_code = {handed.question: handed for handed in waiting.get((each.id, each.answers_of), [])}
        asked = banks[each.id].questions() if each.id in banks else ()
        if own := tuple(question.code for question in asked if question.code in by_code):
            since = min(uk_day(by_code[code].at) for code in own)
            lines.append(WaitingLine(assessment=each, since=since, handed=own))
    return lines


def _register_lines(unit: Unit, viewer: Viewer, *, on: date) -> list[WaitingLine]:
    """Return what is due in the register: each duty for whoever leads, and for an administrator those of nobody."""
    led = {
        each.collaboration
        for each in viewer.grants
        if each.collaboration is not None and each.allows(Permission.MANAGE_REGISTER)
    }
    duties = unit.register_duties.of(led, on)
    lines = [WaitingLine(assessment=None, since=each.since or on, duty=each) for each in duties]
    if viewer.may(Permission.REGISTER_COLLABORATION) and (
        unled := unit.register_duties.count_without_lead(on, at=unit.at)
    ):
        lines.append(WaitingLine(assessment=None, since=on, unled=unled))
    return lines


def _oldest_first(line: WaitingLine) -> tuple[date, str]:
    return line.since, "" if line.assessment is None else str(line.assessment.id)


def _access_line(lapsing: AccessToConfirm) -> WaitingLine:
    return WaitingLine(assessment=None, since=uk_day(lapsing.first), people=lapsing.people)
