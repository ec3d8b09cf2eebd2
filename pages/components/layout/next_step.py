"""The link to the next step, which stands out from the other links of a page."""

from collections.abc import Mapping

import streamlit as st

from assessment.ids import AssessmentId, CollaborationId


def link(name: str, page: str, *, label: str, query_params: Mapping[str, str] | None = None) -> None:
    """Draw the link. `name` is unique among the links of this kind on the page."""
    with st.container(key=f"go-{name}", width="content"):
        st.page_link(
            page,
            label=label,
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params=dict(query_params) if query_params else None,
        )


def link_to_next_round(after: AssessmentId) -> None:
    """Draw the link that starts the next round of an assessment's collaboration."""
    link(f"next-{after}", "start.py", label="Start the next round", query_params={"follows": str(after)})


def link_to_first_assessment(of: CollaborationId) -> None:
    """Draw the link that starts the first assessment of a collaboration of the register."""
    link(f"first-{of}", "start.py", label="Start its first assessment", query_params={"collaboration": str(of)})
