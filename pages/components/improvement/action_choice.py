"""What is chosen on the page of the actions. It stands in the address, so that a reload and Back return to it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.codes import ActionFilter, ActionOrder
from assessment.ids import ActionId, AssessmentId
from assessment.views.action_choice import ActionChoice, ChosenActions, owner_key
from assessment.views.improvement_view import ImprovementLine, ImprovementView
from assessment.wording import label
from pages.components.layout import address_choice, html_links, html_tables, paging

_DESCENDING = "-"
Code = TypeVar("Code", bound=StrEnum)


def read(view: ImprovementView, theme_place: DeltaGenerator, owner_place: DeltaGenerator) -> ActionChoice:
    """Draw the choice of a theme and of an owner. Return it with what stands in the address."""
    asked = st.query_params
    order = asked.get("order", "")
    themes = {str(each.code): each.title for each in view.opened.bank.themes}
    theme = address_choice.one(theme_place, "Theme", themes, key="theme")
    owner = address_choice.one(owner_place, "Owner", _owners(view.lines), key="owner")
    return ActionChoice(
        shown=_code(ActionFilter, asked.get("show"), ActionFilter.OPEN),
        theme=theme,
        owner=owner,
        order=_code(ActionOrder, order.removeprefix(_DESCENDING), ActionOrder.DUE),
        is_descending=order.startswith(_DESCENDING),
        page=paging.page_in_address(),
    )


def action_named(name: str) -> ActionId | None:
    """Return the action that the parameter of the address names."""
    try:
        return ActionId(UUID(st.query_params.get(name, "")))
    except ValueError:
        return None


def parameters(assessment: AssessmentId, choice: ActionChoice, **others: object) -> dict[str, Any]:
    """Return the parameters of the address that shows what was chosen, with `others` in place of some of it."""
    is_due = choice.order is ActionOrder.DUE and not choice.is_descending
    return {
        "assessment": assessment,
        "show": None if choice.shown is ActionFilter.OPEN else choice.shown,
        "theme": choice.theme,
        "owner": choice.owner,
        "order": None if is_due else f"{_DESCENDING if choice.is_descending else ''}{choice.order}",
        "page": None if choice.page == 1 else choice.page,
        **others,
    }


def filters(assessment: AssessmentId, choice: ActionChoice, counts: Mapping[ActionFilter, int]) -> str:
    """Return a link to each filter, with the number of actions that it shows."""
    return html_links.filters(
        html_links.to(
            "improvement_actions",
            label(shown),
            number=counts[shown],
            is_current=shown is choice.shown,
            **parameters(assessment, choice, show=None if shown is ActionFilter.OPEN else shown, page=None),
        )
        for shown in ActionFilter
    )


def headings(assessment: AssessmentId, choice: ActionChoice) -> dict[str, html_tables.Sorting]:
    """Return for each heading by which can be sorted its link; that of the present order turns it round."""
    sortings = {}
    for order in ActionOrder:
        is_present = order is choice.order
        turned = _DESCENDING if is_present and not choice.is_descending else ""
        address = html_links.address(
            "improvement_actions",
            **parameters(assessment, choice, order=f"{turned}{order}", page=None),
        )
        sortings[label(order)] = html_tables.Sorting(
            address=address,
            direction="none" if not is_present else "descending" if choice.is_descending else "ascending",
        )
    return sortings


def ways_to_pages(assessment: AssessmentId, choice: ActionChoice, chosen: ChosenActions) -> None:
    """Draw which page of the actions this is, and the ways to those before and after it."""
    paging.show_ways(
        chosen.page,
        chosen.pages,
        lambda words, page: html_links.to("improvement_actions", words, **parameters(assessment, choice, page=page)),
    )


def _owners(lines: Sequence[ImprovementLine]) -> dict[str, str]:
    named = {owner_key(line): line.stored.action.owner for line in lines}
    return dict(sorted(named.items(), key=lambda each: each[1].casefold()))


def _code(kind: type[Code], text: str | None, otherwise: Code) -> Code:
    return kind(text) if text in set(kind) else otherwise
