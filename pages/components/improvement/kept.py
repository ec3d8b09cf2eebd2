"""Keep text that is typed into the forms of the actions in the browser until it is saved, together with ``kept.js``."""

from functools import cache
from typing import Any, Final

import streamlit as st

from assessment.ids import ActionId
from assessment.views.improvement_view import ImprovementView, SuggestedAction
from pages.components import scripts
from pages.components.improvement.action_form import key
from pages.components.layout import session
from pages.components.layout.visit import AssessmentVisit

_NEW: Final = "new"
"""The name of the form for a new action, whose id changes with each reload."""
_HTML: Final = """
<div class="kept" role="status" hidden><p></p><button type="button">Discard what I typed</button></div>
"""
_CSS: Final = """
.kept {
  padding: .75rem 1rem; border-left: 4px solid #1d4f91; color: var(--st-text-color); font: 1rem/1.5 var(--st-font);
}
.kept p { margin: 0 0 .5rem; max-width: 76ch; overflow-wrap: anywhere; white-space: pre-wrap; }
.kept button {
  min-height: 2rem; padding: .1rem .75rem; border: 1px solid currentColor; border-radius: .4rem; background: none;
  color: inherit; font: inherit; cursor: pointer;
}
.kept button:focus-visible { outline: 3px solid #1d4f91; }
"""


def keep(here: AssessmentVisit, plan: ImprovementView, suggested: SuggestedAction | None) -> None:
    """Watch the text in every form of the page, and fill in again what this person typed and did not save.

    The form for a new action begins with what is suggested.
    """
    what = suggested.what if suggested else ""
    changes = [
        _form(
            str(each.id),
            each.id,
            seen=session.seen_action(each.id, each.version, field=key("what", each.id)),
            what=each.action.what,
            owner=each.action.owner,
        )
        for each in (line.stored for line in plan.lines)
    ]
    # A new action that is on the list was saved, whichever session saved it.
    saved = {line.stored.id: 1 for line in plan.lines} | session.saved_actions()
    _component()(
        key="kept",
        # In a list: the component looks for tables in anything else, and loads pandas for it.
        data=[
            {
                "person": str(here.person),
                "assessment": str(here.assessment),
                "forms": [*changes, _form(_NEW, session.new_action(), seen=0, what=what, owner="")],
                "saved": {str(id): version for id, version in saved.items()},
            }
        ],
    )


def _form(name: str, id: ActionId, *, seen: int, **texts: str) -> dict[str, object]:
    fields = [{"name": field, "key": key(field, id), "saved": saved} for field, saved in texts.items()]
    return {"name": name, "id": str(id), "seen": seen, "fields": fields}


@cache
def _component() -> Any:
    return st.components.v2.component("kept", html=_HTML, css=_CSS, js=scripts.starter("improvement/kept.js"))
