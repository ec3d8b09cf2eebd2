"""One force, on a page of its own: what is known of it, the names it has and had, and what changes it."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from assessment.actions.managing_forces import end_force, merge_forces, name_policing_body, rename_force
from assessment.dates import uk_date
from assessment.errors import AssessmentError, InvalidInput
from assessment.views.forces_view import ForcePanel
from pages.components.layout import day_field, html_links, notices, typed
from pages.components.layout.day_field import TypedDay
from pages.components.layout.phrases import count
from pages.components.layout.visit import Visit
from pages.components.people import outcome


def show(here: Visit, panel: ForcePanel) -> None:
    """Draw the force, and the forms that fit what has become of it."""
    force = panel.line.force
    st.html(f'<p class="codes">{html_links.to("forces", "Forces")}</p>')
    typed.title(panel.line.name)
    outcome.show()
    typed.bullets(_facts(panel))
    people = count(panel.people, "person", "people")
    st.html(f'<p class="codes">{html_links.to("people", f"{people} of this force", force=force.id)}</p>')
    st.header("Names", anchor=False)
    typed.bullets(
        [
            f"{each.name}, in short {each.short_name}"
            + (f", from {uk_date(each.valid_from)}" if each.valid_from else "")
            for each in force.names
        ]
    )
    _policing_body(here, panel)
    if force.valid_to is None:
        _rename(here, panel)
        _merge(here, panel)
        _end(here, panel)


def _facts(panel: ForcePanel) -> list[str]:
    force = panel.line.force
    facts = [f"{force.kind[0].upper()}{force.kind[1:]}, {force.region}, {force.country}"]
    facts.append(f"Policing body: {force.policing_body or 'not given'}")
    if force.valid_from is not None:
        facts.append(f"Its first day: {uk_date(force.valid_from)}")
    if force.valid_to is not None:
        into = f", then merged into {panel.line.successor}" if panel.line.successor else ""
        facts.append(f"Its last day: {uk_date(force.valid_to)}{into}")
    if panel.merged:
        facts.append(f"Merged into it: {', '.join(panel.merged.values())}")
    return facts


def _rename(here: Visit, panel: ForcePanel) -> None:
    with st.expander("Rename from a day on", key="rename"), st.form("rename form", enter_to_submit=False, border=False):
        name = st.text_input("New name", key="name", width=480)
        short_name = st.text_input("New short name", key="short name", width=480)
        since = day_field.show("From this day on, such as 1 April 2028", of="day of the new name", key="renamed")
        st.caption("Rounds whose answers describe an earlier day keep the name before.")
        if st.form_submit_button("Rename"):
            id = panel.line.force.id
            _do(
                f"It is {name.strip()} from that day on.",
                since,
                lambda: rename_force(here.store, here.actor, id, name=name, short_name=short_name, since=_day(since)),
                {
                    "name of the force": "name",
                    "force_name_taken": "name",
                    "short name of the force": "short name",
                    **dict.fromkeys(("day_unclear", "force_day_too_early", "force_ended"), "renamed"),
                },
            )


def _policing_body(here: Visit, panel: ForcePanel) -> None:
    force = panel.line.force
    with st.expander("Give its policing body", key="body of"), st.form("body form", border=False):
        body = st.text_input("Policing body", value=force.policing_body or "", key="body", width=480)
        if st.form_submit_button("Save the policing body"):
            _do(
                "The policing body is saved.",
                None,
                lambda: name_policing_body(here.store, here.actor, force.id, body),
                {"policing body": "body"},
            )


def _merge(here: Visit, panel: ForcePanel) -> None:
    force = panel.line.force
    with st.expander("Merge other forces into it", key="merge"), st.form("merge form", border=False):
        merged = st.multiselect(
            "Forces that are merged into it",
            list(panel.can_be_merged),
            format_func=panel.can_be_merged.__getitem__,
            key="merged",
            placeholder="Choose one or more",
            width=640,
        )
        since = day_field.show("From this day on, such as 1 April 2028", of="day of the merger", key="merged on")
        st.caption(
            "The day before is the last day of each of them. Rounds keep the forces and names that they have. People "
            "stay with their force and keep their access, but start no round once it has ended, until you move them."
        )
        if st.form_submit_button("Merge"):
            _do(
                "The forces are merged.",
                since,
                lambda: merge_forces(here.store, here.actor, merged, into=force.id, since=_day(since)),
                {
                    **dict.fromkeys(("no_force_to_merge", "force_into_itself", "force_ended"), "merged"),
                    **dict.fromkeys(("day_unclear", "force_day_too_early"), "merged on"),
                },
            )


def _end(here: Visit, panel: ForcePanel) -> None:
    with st.expander("End it without a successor", key="end"), st.form("end form", border=False):
        last_day = day_field.show("Its last day, such as 31 March 2028", of="last day of the force", key="ended")
        if st.form_submit_button("End the force"):
            _do(
                "Its last day is saved.",
                last_day,
                lambda: end_force(here.store, here.actor, panel.line.force.id, last_day=_day(last_day)),
                dict.fromkeys(("day_unclear", "force_day_too_early", "force_ended"), "ended"),
            )


def _day(typed: TypedDay) -> date:
    assert typed.day is not None, "a day without problems is there"
    return typed.day


def _do(done: str, day: TypedDay | None, make: Callable[[], object], fields: Mapping[str, str]) -> None:
    """Make the change and say `done` in the next run; where it fails, or the day cannot be read, draw why."""
    try:
        if day is not None and day.problems:
            raise InvalidInput(*day.problems)
        make()
    except AssessmentError as error:
        notices.problem(error, title="Not changed", fields=fields)
    else:
        outcome.keep(done)
        st.rerun()
