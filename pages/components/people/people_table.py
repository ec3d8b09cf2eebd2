"""The people whose access one manages, as a table to search, a page at a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import streamlit as st

from assessment.access.permissions import ROLES
from assessment.codes import PeopleShown, PersonState, Role
from assessment.dates import now, uk_date, uk_day
from assessment.services import services
from assessment.store.people_search import SOON, PeopleQuery
from assessment.views.people_view import GrantLine, PeoplePage, PersonLine
from assessment.wording import label
from pages.components.layout import address_choice, html_links, html_tables, paging
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.layout.visit import Visit
from pages.components.people.access_lines import access_in_short, in_the_table

_FIND: Final = "find"


def choose(here: Visit) -> PeopleQuery:
    """Draw the filters and return what is sought. The address holds it all."""
    first, second, third = st.columns([2, 1, 1])
    sought = first.text_input("Name or e-mail address", key=_FIND, bind="query-params")
    every_force = here.viewer.may_manage(None)
    force = address_choice.one(second, "Force", services().every_force, key="force") if every_force else None
    roles = {role.value: label(role) for role, rule in ROLES.items() if rule.given_by}
    role = address_choice.one(third, "Role", roles, key="role")
    shown = st.query_params.get("show")
    return PeopleQuery(
        sought="".join(sign for sign in sought if sign.isprintable()),
        force=force,
        role=Role(role) if role else None,
        shown=PeopleShown(shown) if shown in set(PeopleShown) else PeopleShown.ALL,
    )


def show(here: Visit, people: PeoplePage, query: PeopleQuery) -> None:
    """Draw which people are shown, the people, and the ways to the other pages."""
    _ways_to_shown(people, query)
    if not people.people:
        st.html('<p class="soft">Nobody matches this. Clear a filter to see more people.</p>')
        return
    at = now()
    html_tables.show(
        "People, by name",
        ["Person", "Force", "Access", "Until"],
        [[_name(line), _force(line), in_html(access_in_short(line)), _until(line, at)] for line in people.people],
        kind="cards people",
        caption_is_seen=False,
    )
    paging.show_ways(people.page, people.pages, lambda words, page: _link(words, query, query.shown, page=page))


def _ways_to_shown(people: PeoplePage, query: PeopleQuery) -> None:
    links = (
        _link(f"{label(shown)} {people.counts[shown]}", query, shown, is_current=shown is query.shown)
        for shown in PeopleShown
    )
    st.html(html_links.filters(links))


def _link(
    words: str, query: PeopleQuery, shown: PeopleShown, *, page: int | None = None, is_current: bool = False
) -> str:
    return html_links.to(
        "people",
        words,
        is_current=is_current,
        find=query.sought or None,
        force=query.force,
        role=query.role,
        show=None if shown is PeopleShown.ALL else shown,
        page=page,
    )


def _name(line: PersonLine) -> str:
    person = line.person
    link = html_links.to("people", person.name, person=person.id)
    you = " · this is you" if line.is_self else ""
    return f'{link}<span class="sub">{in_html(person.email or "")}{you}</span>'


def _force(line: PersonLine) -> str:
    return in_html(line.force) if line.force else '<span class="sub">No force</span>'


def _until(line: PersonLine, at: datetime) -> str:
    state = "" if line.person.state is PersonState.ACTIVE else f'<span class="sub">{in_html(_state(line))}</span>'
    if not line.grants:
        return state
    shown, member = in_the_table(line)
    ends_at, of_member = _first_end(shown), _first_end(member)
    said = "No end" if ends_at is None else f"{uk_date(ends_at)}{_soon(ends_at, at)}"
    if of_member is not None and (ends_at is None or uk_day(of_member) < uk_day(ends_at)):
        said += f'<span class="sub">as force member: {uk_date(of_member)}{_soon(of_member, at)}</span>'
    return said + state


def _first_end(lines: Iterable[GrantLine]) -> datetime | None:
    return min((each.ends_at for each in lines if each.ends_at is not None), default=None)


def _soon(ends_at: datetime, at: datetime) -> str:
    """Return that access has lapsed, or in how many days it does so where that is soon."""
    if ends_at <= at:
        return '<span class="sub late">has lapsed</span>'
    if ends_at - at > SOON:
        return ""
    days = (uk_day(ends_at) - uk_day(at)).days
    return f'<span class="sub late">{"today" if days == 0 else "in " + count(days, "day")}</span>'


def _state(line: PersonLine) -> str:
    return "Invited, not signed in yet" if line.person.state is PersonState.INVITED else label(line.person.state)
