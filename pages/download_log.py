"""Downloads: who has downloaded what from one assessment, and when."""

import streamlit as st

from assessment.dates import uk_moment
from assessment.views.download_log_view import open_download_log
from pages.components.layout import html_tables, page_address, page_header, visit

here = visit.begin_assessment("download_log")
log = open_download_log(here.store, here.actor, here.assessment)
page_address.settle(assessment=str(here.assessment))

page_header.show(here, log.assessment, title="Downloads", page="report")
st.markdown(
    "Every report, export and comparison downloaded from this assessment, each change of its classification, and when "
    "it was submitted. "
    "Viewing a page is not recorded."
)
if log.downloads:
    html_tables.show(
        "Newest first. Times are UK time.",
        ["When", "Who", "What"],
        [[uk_moment(each.at), html_tables.text(each.by), html_tables.text(each.what)] for each in log.downloads],
        kind="cards",
    )
else:
    st.info("Nothing has been downloaded yet.")
