"""The import of a file into the register: the field for it, what the dry run says, and the button that writes it."""

from functools import partial
from typing import Final

import streamlit as st

from assessment.actions.importing_register import (
    CheckedRegisterFile,
    ImportedRegister,
    check_register_file,
    import_register,
)
from assessment.actions.uploading import UPLOADS
from assessment.codes import Permission
from assessment.dates import now
from assessment.errors import AssessmentError, InvalidInput
from assessment.register.files.tables import LARGEST_FILE
from pages.components.layout import notices, session
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.layout.visit import Visit
from pages.components.register import dry_run

_FORM: Final = "register import"
_AT: Final = "register imported"


def show(here: Visit) -> None:
    """Draw the panel for whoever may add collaborations, and what an import has just done above it."""
    if not here.viewer.may(Permission.REGISTER_COLLABORATION):
        return
    notices.show_done(at=_AT)
    with st.expander("Import from a CSV file or an Excel workbook", key="import"):
        st.html(
            '<p class="soft">The first row names the columns, as in a file that you download here. A row with an id '
            "changes that collaboration; one without adds a new one. Nothing is written before you have seen what the "
            "import would do.</p>"
        )
        UPLOADS.expect(here.person, at=now())
        chosen = st.file_uploader(
            f"Register file (CSV or XLSX, at most {LARGEST_FILE // 1024**2} MB)",
            type=["csv", "xlsx"],
            key=f"register-file-{session.form_number(_FORM)}",
        )
        if chosen is None:
            return
        content = chosen.getvalue()
        check = partial(_checked, here, content)
        checked, place = session.checked_file(chosen.file_id, check), st.container()
        if isinstance(checked, CheckedRegisterFile) and checked.file.to_import:
            button = f"Import {count(checked.file.to_import, 'collaboration')}"
            if st.button(button, type="primary", key="import now"):
                _import(here, content, seen=checked.seen)
        with place:
            _show(session.checked_file(chosen.file_id, check))  # what it would do now, where it was refused


def _show(checked: CheckedRegisterFile | InvalidInput) -> None:
    if isinstance(checked, InvalidInput):
        st.html(f'<p class="notice bad" role="alert">{in_html(str(checked))}</p>')
    else:
        dry_run.show(checked.file)


def _checked(here: Visit, content: bytes) -> CheckedRegisterFile | InvalidInput:
    try:
        return check_register_file(here.store, here.actor, content)
    except InvalidInput as problem:
        return problem


def _import(here: Visit, content: bytes, *, seen: str) -> None:
    try:
        done = import_register(here.store, here.actor, content, seen=seen)
    except AssessmentError as error:
        session.check_file_anew()
        notices.problem(error, title="File not imported")
    else:
        session.check_file_anew()
        session.begin_form_anew(_FORM)
        notices.keep_done(_words(done), at=_AT)
        st.rerun()


def _words(done: ImportedRegister) -> str:
    same = f" {done.same} stayed as they were." if done.same else ""
    return f"{count(done.new, 'collaboration')} added, {done.changed} changed.{same}"
