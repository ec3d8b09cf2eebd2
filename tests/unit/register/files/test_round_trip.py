"""Whatever the register holds: what is exported and imported again is the same, without a word."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.codes import CollaborationStatus, ExportForm, Signatory
from assessment.errors import InvalidInput
from assessment.exports.register_tables import ExportedRegister, register_as
from assessment.forces import Forces, reference_list
from assessment.ids import CollaborationId, MembershipId
from assessment.register import Fact, Membership, RegisterEntry, Signature
from assessment.register.cleaning import clean_entry
from assessment.register.files import read_table
from assessment.register.files.among_rows import KnownRegister
from assessment.register.files.checking import Checked, check
from assessment.register.files.rows import read_rows
from assessment.register.partner_rules import EARLIEST, LATEST
from tests.known_forces import ESSEX, KENT

FORCES = Forces(reference_list())
MADE = datetime(2026, 11, 27, tzinfo=UTC)
NASTY = st.sampled_from(
    [
        "=1+1",
        "'=1",
        "''-1",
        "#REF!",
        "2.02E+11",
        "a\u00a0b",
        "_x0041_",
        "a | b\\",
        "\\|",
        "TRUE",
        "1/5/2020",
        "017",
        "£1",
    ]
)
TEXT = st.one_of(NASTY, st.text(max_size=30))
DAYS = st.none() | st.dates(EARLIEST, LATEST)
SHARES = st.none() | st.decimals(0, 50, places=2)


def entries() -> st.SearchStrategy[RegisterEntry | None]:
    """Return entries that the register takes."""
    texts = st.fixed_dictionaries({"name": TEXT, "line": TEXT, "text": TEXT, "other": TEXT})
    return st.builds(_entry, texts, DAYS, DAYS, SHARES, st.none() | st.booleans()).filter(bool)


def _entry(
    texts: dict[str, str], day: date | None, end: date | None, share: Decimal | None, yes: bool | None
) -> RegisterEntry | None:
    line, text, other = texts["line"], texts["text"], texts["other"]
    entry = RegisterEntry(
        id=CollaborationId(UUID(int=1)),
        name=texts["name"],
        status=CollaborationStatus.LIVE,
        lead_force=KENT,
        host=line,
        board=other,
        purpose=text,
        lessons=f"{text}\n{other}",
        as_of=day,
        signed_on=end,
        staff_fte=share,
        has_posted_staff=yes,
        memberships=(
            Membership(id=MembershipId(UUID(int=2)), force=KENT, joined_on=day, cost_share=share, contact=line),
            Membership(id=MembershipId(UUID(int=3)), force=ESSEX, left_on=end, contact=other),
        ),
        signatures=(Signature(force=KENT, signatory=Signatory.POLICING_BODY, signed_on=day),),
        facts=(Fact(what=f"It began. {text}", source=f"A report {other}", holds_for="2020-05"),),
    )
    try:
        return clean_entry(entry, FORCES)
    except InvalidInput:
        return None


def imported(form: ExportForm, *entries: RegisterEntry) -> Checked:
    names = {each.id: each.name for each in entries}
    before = {each.id: each.predecessor for each in entries if each.predecessor is not None}
    register = ExportedRegister(entries=entries, predecessors=names, made=MADE)
    known = KnownRegister(entries={each.id: each for each in entries}, names=names, predecessors=before, forces=FORCES)
    return check(read_rows(read_table(register_as(form, register)), FORCES), known, uuid4)


@pytest.mark.parametrize("form", [ExportForm.CSV, ExportForm.XLSX])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(entry=entries())
def test_an_export_that_is_imported_again_changes_nothing(form: ExportForm, entry: RegisterEntry | None) -> None:
    assert entry is not None
    checked = imported(form, entry)

    assert checked.problems == ()
    assert checked.mended == ()
    assert (checked.new, checked.changing, checked.same) == ((), (), 1)


def test_collaborations_of_one_name_that_the_register_has_stay_as_they_are() -> None:
    first = RegisterEntry(id=CollaborationId(UUID(int=1)), name="Dogs")
    second = RegisterEntry(id=CollaborationId(UUID(int=2)), name="DOGS", predecessor=CollaborationId(UUID(int=3)))
    third = RegisterEntry(id=CollaborationId(UUID(int=3)), name="Horses")

    checked = imported(ExportForm.CSV, first, second, third)

    assert (checked.problems, checked.same) == ((), 3)


def test_a_workbook_whose_cell_would_be_too_long_says_so_and_csv_holds_it() -> None:
    facts = tuple(Fact(what=f"{number} " + "x" * 900, source="s" * 100, holds_for="2020") for number in range(40))
    entry = RegisterEntry(id=CollaborationId(UUID(int=1)), name="Dogs", facts=facts)

    with pytest.raises(InvalidInput, match="Dogs has more sources than a cell"):
        imported(ExportForm.XLSX, entry)
    assert imported(ExportForm.CSV, entry).same == 1
