"""Home: what waits for the viewer, and each of their collaborations with its grade and the one next step."""

import streamlit as st

from assessment.dates import now, uk_day
from assessment.rounds.assessment import highest
from assessment.rounds.telling_apart import collaboration_labels
from assessment.views.home_view import LINES_PER_PAGE, MOST_WAITING, Home, open_home
from pages.components.assessments import collaboration_table, waiting_table
from pages.components.layout import html_links, notices, paging, visit
from pages.components.layout.phrases import count

_FIND = "find"
_ARCHIVED = "archived"


def title(home: Home, *, has_other_work: bool) -> str:
    """Return how things stand, in words."""
    waiting = len(home.waiting)
    if waiting == MOST_WAITING:
        return f"At least {count(waiting, 'thing')} are waiting for you"
    if waiting:
        return f"{count(waiting, 'thing')} {'is' if waiting == 1 else 'are'} waiting for you"
    return "Nothing is waiting for you" if home.every or has_other_work else "Assess how your collaboration works"


here = visit.begin("home")
sought = str(st.session_state.get(_FIND, st.query_params.get(_FIND, "")))
archived = st.query_params.get("show") == _ARCHIVED
on = uk_day(now())
home = open_home(
    here.store,
    here.actor,
    here.library,
    on=on,
    sought=sought,
    page=paging.page_in_address(),
    archived=archived,
)
shown = [each for line in home.lines for each in line.rounds]
shown += [line.assessment for line in home.waiting if line.assessment is not None]
if shown:
    notices.classification(highest(each.classification for each in shown))
labels = collaboration_labels(shown)
may_start = here.may_open("start")

st.title("Archived collaborations" if archived else title(home, has_other_work=here.may_open("people")), anchor=False)
notices.show_done(at="home")
if home.waiting and not archived:
    waiting_table.show(home.waiting, labels, on=on)
if archived:
    st.markdown("Nothing of them is deleted. To show one among the others again, open it.")
if not archived and (home.every or home.archived):
    heading = "Your collaborations" if home.is_by_name else "Collaborations, the latest submission first"
    start = html_links.to("start", "Assess another collaboration", kind="quiet") if may_start else ""
    st.html(f'<div class="section-head"><h2>{heading}</h2>{start}</div>')
if home.every:
    if home.every > LINES_PER_PAGE:
        st.text_input("Find a collaboration or a force", key=_FIND, bind="query-params")
    if home.lines:
        collaboration_table.show(home.lines, labels)
    else:
        st.markdown("No collaboration or force has that in its name.")
    shelf = _ARCHIVED if archived else None
    paging.show_ways(
        home.page,
        home.pages,
        lambda words, page: html_links.to("home", words, page=page, find=sought or None, show=shelf),
    )
elif archived:
    st.markdown("No collaboration is archived.")
elif home.archived:
    st.markdown("All your collaborations are archived.")
elif here.may_open("people") and not may_start:
    people = html_links.to("people", "People")
    st.html(f'<p class="lede">You look after who has access, under {people}. You read no assessment yourself.</p>')
else:
    st.markdown(
        "Find out where your collaboration stands on the four themes of HMICFRS's report The Hard Yards. "
        "Each of its 53 questions holds short statements. Tick those that are true and that you can show, in as many "
        "sittings as you like; every answer is saved as you give it. You then get grades with the reasons for them, "
        "and a PDF for your board."
    )
    if may_start:
        st.html(html_links.to("start", "Start an assessment", kind="button"))
    else:
        owner = "a force access owner of your force" if here.viewer.force else "an administrator"
        st.markdown(
            f"You do not have access to any assessment yet. The lead of a collaboration or {owner} can give it to you."
        )
if archived:
    st.html(html_links.to("home", "Back to the others", kind="quiet"))
elif home.archived:
    st.html(
        f'<p class="codes">{html_links.to("home", "Archived collaborations", number=home.archived, show=_ARCHIVED)}</p>'
    )
