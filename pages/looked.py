"""Who has looked: who took what from one assessment, and when."""

import streamlit as st

from assessment.moments import uk_moment
from assessment.views.looking import who_has_looked
from pages.components import address, head, tables, visit

here = visit.begin_assessment("looked")
looked = who_has_looked(here.store, here.asker, here.assessment)
address.settle(assessment=str(here.assessment))

head.show(here, looked.assessment, title="Who has looked", page="looked")
st.markdown(
    "Every report, export and comparison that was taken from this assessment, and its submission. "
    "Reading a page here is not recorded."
)
if looked.looks:
    tables.show(
        "Newest first. Times are UK time.",
        ["When", "Who", "What"],
        [[uk_moment(each.at), tables.text(each.by), tables.text(each.what)] for each in looked.looks],
        kind="cards",
    )
else:
    st.info("Nobody has taken anything yet.")
