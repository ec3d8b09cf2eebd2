"""What an import would do: its problems and what was mended by row and column, what is new and what changes."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from assessment.register.files.checking import Checked, Outcome
from assessment.register.files.tables import Remark
from assessment.wording import words
from pages.components.layout import html_tables
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count

_MOST: Final = 1_000
"""The most lines of one table. A file with more problems than this has one that is everywhere."""


def show(checked: Checked) -> None:
    """Draw the outcome of the dry run."""
    st.html(f'<p role="status"><strong>{in_html(_summary(checked))}</strong></p>')
    if checked.problems:
        st.html(_of("Problems", checked.problems, checked.headings, heading="What to do"))
    if checked.mended:
        _folded(
            f"Show what was mended: {count(len(checked.mended), 'remark')}",
            _of("Mended", checked.mended, checked.headings, heading="What was done"),
        )
    if checked.changing:
        rows = [[in_html(each.entry.name), in_html(_changes(each))] for each in checked.changing]
        shown = html_tables.of("Collaborations that change", ["Collaboration", "What changes"], rows)
        _folded(f"Show what changes in {count(len(rows), 'collaboration')}", shown)
    if checked.new:
        names = "".join(f"<li>{in_html(each.entry.name)}</li>" for each in checked.new)
        _folded(f"Show the {count(len(checked.new), 'new collaboration')}", f"<ul>{names}</ul>")


def _summary(checked: Checked) -> str:
    if checked.problems:
        rows = len({each.row for each in checked.problems})
        return (
            f"{count(len(checked.problems), 'problem')} in {count(rows, 'row')}. Correct the file and choose it again: "
            "nothing of it is imported before."
        )
    if not checked.new and not checked.changing:
        return f"The register says all of this already: {count(checked.same, 'collaboration')} would stay as they are."
    return f"No problems. {len(checked.new)} new, {len(checked.changing)} changed, {checked.same} the same."


def _of(caption: str, remarks: Sequence[Remark], headings: Mapping[int, str], *, heading: str) -> str:
    rows = [[_row(each), in_html(_column(each, headings)), in_html(each.says)] for each in remarks[:_MOST]]
    more = len(remarks) - len(rows)
    table = html_tables.of(caption, ["Row", "Column", heading], rows, kind="cards")
    return f"{table}<p>And {more:,} more.</p>" if more else table


def _row(remark: Remark) -> str:
    return f'<span class="only-phone">Row </span>{remark.row}' if remark.row else "All"


def _column(remark: Remark, headings: Mapping[int, str]) -> str:
    if remark.column is None:
        return "The whole row" if remark.row else "The whole file"
    named = headings.get(remark.column)
    return remark.letters if named is None else f"{remark.letters}: {named}"


def _changes(outcome: Outcome) -> str:
    return ", ".join(words(each) for each in outcome.changed)


def _folded(summary: str, content: str) -> None:
    st.html(f"<details><summary>{in_html(summary)}</summary>{content}</details>")
