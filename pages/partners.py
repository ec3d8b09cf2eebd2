"""Partners: who has submitted while each force answers alone; then their answers side by side, and what is agreed."""

import streamlit as st

from assessment.codes import Permission
from assessment.scoring.limit_wording import listed
from assessment.views.partners_view import open_partners
from pages.components.layout import html_links, html_parts, notices, page_address, page_header, typed, visit
from pages.components.partners import collecting, side_by_side

here = visit.begin_assessment("partners")
partners = open_partners(here.store, here.actor, here.library, here.assessment, answers_of=here.answers_of)
assessment, released = partners.assessment, partners.released
asked = st.query_params.get("theme", "")
theme = None
if released is not None:
    themes = released.spread.bank.themes
    theme = next((each for each in themes if each.code == asked), themes[0])
page_address.settle(
    assessment=str(here.assessment),
    of=page_address.respondent(assessment),
    theme=theme.code if theme is not None and asked else None,
)

page_header.show_context(here, assessment, page="partners")
if not assessment.forces:
    st.title("The partners of this assessment answer as one", anchor=False)
    typed.line(", ".join(assessment.collaboration.partner_names))
elif released is None or theme is None:
    typed.title(collecting.title(assessment))
    notices.show_done(at=collecting.DONE)
    collecting.show(here, assessment)
else:
    typed.title(side_by_side.title(released))
    notices.show_done(at=collecting.DONE)
    if assessment.missing:
        typed.line(f"Without {listed(list(assessment.missing))}: not submitted when the answers were released.")
    collecting.show_way_on(here, assessment)
    may_agree = assessment.is_open and here.viewer.may(Permission.RESPOND, of=assessment)
    evidence = html_links.to("evidence", "See what evidence each force named", assessment=here.assessment)
    html_parts.show(
        side_by_side.what_counts(released),
        side_by_side.discuss_first(released, here.assessment, may_agree=may_agree),
        side_by_side.agreement(released),
        f'<p class="links">{evidence}</p>',
        "<h2>The grades of each force</h2>",
        side_by_side.grades(released.apart, levels=len(released.spread.bank.scale)),
    )
    html_parts.show(side_by_side.theme(released, theme, assessment))
