"""Where is paramedic? Any job by its name, its place, and all that speaks for it and against it."""

from html import unescape

import pytest

from matching.policies import FULL
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_disputes import reasons
from tests.integration.web_personal.test_questions import answer_all, events, stored
from tests.integration.web_personal.test_results import held
from tests.support.services import ON
from web.roles.what_if import ordinal
from web.services import Services


@pytest.fixture
def answered(person: Browser, clock: Clock) -> Browser:
    answer_all(person, clock)
    return person


def test_a_name_leads_to_its_place(answered: Browser, services: Services) -> None:
    answered.open("/results/where?q=Paramedic")
    assert answered.path == "/results/where/paramedic"
    place = services.engine.place_of(
        stored(answered, services).answers, "paramedic", on=ON, policy=FULL
    )
    assert place is not None
    page = unescape(answered.html)
    total = len(services.catalogue)
    assert f"<strong>{ordinal(place.position)} of {total} jobs</strong>" in page
    told = [text for text, _, _ in reasons(answered)]
    assert told == [reason.text for reason in (*place.reasons, *place.cautions)]
    assert "What would change this?" in page
    assert "roles=paramedic," in page
    assert f"#place-{place.position}" in page


def test_a_place_that_chance_has_changed_in_the_list_says_so(
    answered: Browser, services: Services
) -> None:
    journey = stored(answered, services)
    said = "so there it stands in another place"
    listed = services.engine.recommend(journey.answers, on=ON, limit=30, seed=journey.seed)
    plain = services.engine.recommend(journey.answers, on=ON, limit=30)
    stays = [a.role_id == b.role_id for a, b in zip(plain.roles, listed.roles, strict=True)]
    assert set(stays) == {True, False}
    for index in (stays.index(False), stays.index(True)):
        answered.open(f"/results/where/{plain.roles[index].role_id}")
        assert (said in answered.html) is not stays[index]


def test_the_search_is_logged_and_no_list_is(answered: Browser, services: Services) -> None:
    before = len(held(answered, services).exposures)
    answered.open("/results/where?q=Paramedic")
    assert events(answered, services, "search.run")[-1]["query"] == "Paramedic"
    assert len(held(answered, services).exposures) == before


def test_several_that_fit_are_offered(answered: Browser) -> None:
    answered.open("/results/where?q=nurse&family=dental")
    assert "Which one do you mean?" in answered.html
    assert answered.html.count('?family=dental">') > 2
    # The filters go with the next search, too.
    assert '<input type="hidden" name="family" value="dental">' in answered.html


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the name of any job"),
        ("zzzzqqqq", "We have no job called “zzzzqqqq”"),
        ("🙂", "There are no words in that"),
    ],
)
def test_what_names_no_job_is_answered_kindly(answered: Browser, typed: str, said: str) -> None:
    answered.open(f"/results/where?q={typed}")
    assert said in unescape(answered.html)


def test_the_rules_that_it_breaks_are_named_and_the_place_is_that_of_the_filtered_list(
    answered: Browser,
) -> None:
    answered.open("/results/where/paramedic")
    assert "Not in the job families you picked." not in answered.html
    answered.open("/results/where/paramedic?family=dental")
    assert "Not in the job families you picked." in answered.html
    assert "with the filters of your list" in answered.html


def test_a_dispute_on_this_page_changes_the_place(answered: Browser) -> None:
    answered.open("/results/where/porter")
    (_, _, code), *_ = reasons(answered)
    answered.send("/roles/porter/not-like-me", [("part", code)])
    assert answered.path == f"/results/where/porter?changed={code}"
    assert code not in {code for _, _, code in reasons(answered)}


def test_without_answers_there_is_no_place_yet(person: Browser) -> None:
    person.open("/results/where/paramedic")
    assert "Nowhere yet" in person.html
    assert "Not like me" not in person.html


def test_a_job_that_is_not_there_is_not_found(answered: Browser) -> None:
    assert answered.open("/results/where/astronaut").status_code == 404
