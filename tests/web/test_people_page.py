"""The People page finds a person by the letters of their name, however these are typed."""

from datetime import date

from assessment.access.viewer import PERSON_NOT_FOUND
from assessment.actions.further_respondents import add_respondent
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.codes import Perspective, Role
from assessment.dates import now
from tests.known_forces import KENT
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client


def test_a_person_is_found_although_an_accent_is_typed_as_a_character_of_its_own(client: AppClient) -> None:
    for name in ("Tŵm Searched", "Tim Searched"):
        somebody(client.store, name)
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(client, cookie(administrator.actor)) as page:
        everybody = page.visits("people", "find=m+searched")
        found = page.sends({page.widget("find"): "tw\u0302m search"})

    assert [text.count("m Searched") for text in (everybody, found)] == [2, 1]
    assert "Tim Searched" not in found


def test_a_person_has_a_page_of_their_own_and_an_unknown_one_says_so(client: AppClient) -> None:
    tim = somebody(client.store, "Tim Paged")
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(client, cookie(administrator.actor)) as page:
        own = page.visits("people", f"person={tim.id}")
        unknown = [page.visits("people", f"person={each}") for each in ("", "x", administrator.actor.fingerprint[:32])]

    assert "Force member (Kent Police)" in own
    assert [PERSON_NOT_FOUND in each for each in unknown] == [True] * 3


def test_an_address_with_anything_in_it_shows_the_nearest_list_of_people(client: AppClient) -> None:
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(client, cookie(administrator.actor)) as page:
        for query in ("page=999999", "page=x&show=x&role=x&force=x", "find=%00%25_", "find=" + "%F0%9F%90%95" * 500):
            assert 'class=\\"problem\\"' not in page.visits("people", query)


def test_an_invitation_that_cannot_be_sent_says_everything_that_is_missing_at_once(client: AppClient) -> None:
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(client, cookie(administrator.actor)) as page:
        page.visits("invite")
        drawn = page.sends({}, button=page.button("Invite"))

    said = [words in drawn for words in ("The name is empty.", "This is not an e-mail address.", "Choose a role.")]
    assert said == [True] * 3


def test_after_inviting_the_page_says_who_was_invited_as_they_were_typed_and_not_as_they_are_known(
    client: AppClient,
) -> None:
    assessment = client.start_assessment("Example dog unit")
    known = somebody(client.store, "Tim Known")
    with client.store.read() as unit:
        found, person = unit.assessments.find(assessment), unit.people.find(known.id)
    assert found is not None
    assert person is not None

    with websocket_client(client, cookie(client.lead.actor)) as page:
        page.visits("invite", f"collaboration={found.collaboration.id}")
        typed = {page.widget("name"): "<b>Tom</b> New", page.widget("email"): str(person.email)}
        page.sends({**typed, page.widget("role"): "Respondent"})
        drawn = page.sends({**typed, page.widget("role"): "Respondent"}, button=page.button("Invite"))

    assert f"The access was given to &lt;b&gt;Tom&lt;/b&gt; New ({person.email})." in drawn
    assert "Tim Known" not in drawn


def test_a_respondent_is_invited_to_answer_for_the_finance_of_a_force_where_that_is_asked(client: AppClient) -> None:
    start = NewAssessment(
        collaboration="Example raft unit",
        partners=client.forces,
        lead_force=client.forces[0],
        round_title="2026",
        as_of=date(2026, 11, 1),
        answers_alone=True,
    )
    id = start_assessment(client.store, client.lead.actor, client.library, start, at=now())
    asked = add_respondent(client.store, client.lead.actor, id, force=KENT, perspective=Perspective.FINANCE, at=now())
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    typed = {"name": "Fay Invited", "email": "fay@kent.example"}

    with websocket_client(client, cookie(client.lead.actor)) as page:
        page.visits("invite", f"collaboration={asked.collaboration.id}")
        fields = {page.widget(key): text for key, text in typed.items()} | {page.widget("role"): "Respondent"}
        page.sends(fields)
        fields[page.widget("perspective kent")] = "Kent Police (finance)"
        said = page.sends(fields)
        page.sends(fields, button=page.button("Invite"))
    with client.store.read() as unit:
        person = unit.people.find_by_email("fay@kent.example")
    assert person is not None
    with websocket_client(client, cookie(administrator.actor)) as page:
        own = page.visits("people", f"person={person.id}")

    assert "Fay Invited can read and answer Example raft unit for Kent Police (finance)." in said
    assert "Respondent (finance), Example raft unit (Kent Police)" in own
    assert "Answers as" in own
