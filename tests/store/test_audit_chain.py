"""The form in which entries are sealed never changes, and every entry can be checked against it."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.codes import Event
from assessment.rounds.assessment import Assessment
from assessment.store import Store, holding
from assessment.store.audit_chain import FIRST_HMAC, PEOPLE_CHAIN, canonical_content, key_check, seal
from tests.store.store_builders import KEY, MORNING

CONTENT = (
    b'{"assessment":null,"at":"2026-11-03T09:30:00.000000+00:00","by":"Sam","chain":"people",'
    b'"detail":{"a":"\\u0175","b":[1,2.5,null]},"digests":{"person/1":[null,"ab"]},"event":"assessment changed",'
    b'"format":"audit/1","id":"00000000-0000-0000-0000-000000000001","number":1,"operation":null,"question":null,'
    b'"respondent":null,"version":null}'
)

SEAL = "ee3f251f3dca37b7c2cc018631239304d0012d32a923812001538474cf819d35"
CHECK = "ac1ac61d972c981fa53934ba5681058fd11d45bf1af3030736fe8a259ef8a28e"


def an_entry(at: datetime = MORNING) -> bytes:
    return canonical_content(
        chain=PEOPLE_CHAIN,
        number=1,
        id=UUID(int=1),
        assessment_id=None,
        respondent_id=None,
        event="assessment changed",
        question=None,
        operation=None,
        version=None,
        done_by="Sam",
        done_at=at,
        detail={"b": (1, 2.5, None), "a": "ŵ"},
        digests={"person/1": (None, "ab")},
    )


def test_an_entry_is_sealed_in_a_form_that_never_changes() -> None:
    assert an_entry() == CONTENT
    assert an_entry(at=MORNING.astimezone(timezone(timedelta(hours=5)))) == CONTENT


def test_a_seal_is_the_hmac_that_other_programs_compute() -> None:
    """``openssl mac -digest SHA256 -macopt hexkey:0001… HMAC`` over 32 zero bytes and the content gives the same."""
    assert seal(KEY, FIRST_HMAC, CONTENT) == SEAL
    assert key_check(KEY) == CHECK


def test_a_detail_that_json_cannot_hold_is_a_bug() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_content(
            chain=PEOPLE_CHAIN,
            number=1,
            id=UUID(int=1),
            assessment_id=None,
            respondent_id=None,
            event="x",
            question=None,
            operation=None,
            version=None,
            done_by="Sam",
            done_at=MORNING,
            detail={"a": float("nan")},
            digests={},
        )


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DETAIL = st.dictionaries(
    TEXT,
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)
MOMENT = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(details=st.lists(st.tuples(DETAIL, MOMENT), min_size=1, max_size=5))
def test_every_entry_that_can_be_written_passes_the_check(
    store: Store, assessment: Assessment, details: list[tuple[dict[str, object], datetime]]
) -> None:
    with store.begin(holding.assessment(assessment.id)) as unit:
        for detail, at in details:
            unit.audit.add(Event.ASSESSMENT_CHANGED, assessment=assessment, by="Sam", at=at, detail=detail)

    assert [each for each in store.verify_audit().problems if "heads log" not in each] == []
