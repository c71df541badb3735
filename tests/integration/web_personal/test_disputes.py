"""Not like me: from a press to another list, and back to the very same one."""

import re
from html import unescape

import pytest

from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_questions import answer_all, stored
from tests.integration.web_personal.test_results import held, role_ids
from web.services import Services

REASON = re.compile(
    r'<li><span>([^<]+)</span> <button class="not-like-me" type="submit" form="([^"]+)" '
    r'name="part" value="([^"]+)">'
)


def reasons(visitor: Browser) -> list[tuple[str, str, str]]:
    """Every reason and caution on the page: its words, its form and its code."""
    return [(unescape(text), form, code) for text, form, code in REASON.findall(visitor.html)]


@pytest.fixture
def answered(person: Browser, clock: Clock) -> Browser:
    answer_all(person, clock)
    return person


def post(visitor: Browser, action: str, *fields: tuple[str, str]) -> None:
    """Send these very fields, with the form token of the page of My journey."""
    visitor.open("/my-journey")
    token = dict(visitor.form("/my-journey/statistics"))["csrf_token"]
    visitor.post(action, [("csrf_token", token), *fields])


def press(visitor: Browser, role_id: str, code: str, **fields: str) -> None:
    post(visitor, f"/roles/{role_id}/not-like-me", ("part", code), *fields.items())


def undo(visitor: Browser, code: str, **fields: str) -> None:
    post(visitor, "/my-journey/count-again", ("part", code), *fields.items())


def test_a_press_changes_the_list_at_once_and_undo_brings_it_back(answered: Browser) -> None:
    answered.open("/results")
    before, told = role_ids(answered), reasons(answered)
    assert told
    text, form, code = told[0]
    assert form == "not-1"
    press(answered, before[0], code, back="/results#place-1", at="1", surface="results")
    assert answered.path == f"/results?changed={code}&at=1"
    assert role_ids(answered) != before
    assert code not in {code for _, _, code in reasons(answered)}
    assert text not in unescape(answered.html)
    assert "We no longer count " in unescape(answered.html)
    assert "Left out, because you said it is not like you: 1 thing." in answered.html
    undo(answered, code, back="/results", at="1")
    assert "We count " in unescape(answered.html)
    assert role_ids(answered) == before
    assert reasons(answered) == told


def test_the_form_of_a_card_carries_all_that_is_needed(answered: Browser) -> None:
    answered.open("/results?show=20")
    second, code = role_ids(answered)[1], reasons(answered)[0][2]
    answered.send(f"/roles/{second}/not-like-me", [("part", code)])
    assert answered.path == f"/results?show=20&changed={code}&at=2"
    answered.send("/my-journey/count-again")
    assert answered.path == f"/results?show=20&changed={code}&at=2"
    assert "We count" in answered.html


def test_the_notice_stands_where_the_button_was(answered: Browser) -> None:
    answered.open("/results")
    third = next(code for _, form, code in reasons(answered) if form == "not-3")
    press(answered, role_ids(answered)[2], third, back="/results?show=20", at="3")
    assert answered.path == f"/results?show=20&changed={third}&at=3"
    place = answered.html.index('id="place-3"')
    assert place < answered.html.index('id="changed"') < answered.html.index('id="fit-3"')
    # Of a list that has no such place it stands above.
    answered.open(f"/results?changed={third}&at=77")
    assert answered.html.index('id="changed"') < answered.html.index('id="place-1"')


@pytest.mark.parametrize(
    "marks", ["changed=nonsense", "changed=subjects.food", "changed=%3Cb%3E&at=1", "at=1"]
)
def test_an_address_that_claims_something_else_says_nothing(answered: Browser, marks: str) -> None:
    answered.open(f"/results?{marks}")
    assert 'id="changed"' not in answered.html


def test_it_is_logged_with_its_list_and_role(answered: Browser, services: Services) -> None:
    answered.open("/results")
    list_id = str(held(answered, services).exposures[-1]["list_id"])
    first, code = role_ids(answered)[0], reasons(answered)[0][2]
    press(answered, first, code, list=list_id, surface="results", back="/results")
    undo(answered, code, surface="my_journey", back="/my-journey")
    rows = [row for row in held(answered, services).events if row["name"] == "reason.disputed"]
    assert [(row["surface"], row["props"]) for row in rows] == [
        ("results", {"role_id": first, "list_id": list_id, "reason": code, "undone": False}),
        ("my_journey", {"role_id": None, "list_id": None, "reason": code, "undone": True}),
    ]


def test_my_journey_shows_what_does_not_count_and_the_answer_as_it_was_given(
    answered: Browser, services: Services
) -> None:
    answered.open("/results")
    code = reasons(answered)[0][2]
    values = dict(stored(answered, services).answers.values)
    press(answered, "porter", code)
    answered.open("/my-journey")
    page = unescape(answered.html)
    assert '<h3 id="not-counted">Not counted</h3>' in page
    assert "We do not count " in page
    assert "beside Hospital porter, is not like you." in page
    assert dict(stored(answered, services).answers.values) == values
    assert [dispute.part for dispute in held(answered, services).disputed] == [code]
    undo(answered, code, back="/my-journey")
    assert answered.path == f"/my-journey?changed={code}"
    assert "Not counted" not in answered.html


def test_the_role_page_says_why_and_takes_it_back_too(answered: Browser) -> None:
    answered.open("/results")
    first = role_ids(answered)[0]
    on_card = [text for text, form, _ in reasons(answered) if form == "not-1"]
    answered.open(f"/roles/{first}")
    on_page = reasons(answered)
    assert [text for text, _, _ in on_page] == on_card
    code = on_page[0][2]
    press(answered, first, code, back=f"/roles/{first}?family=nursing", surface="role")
    assert answered.path == f"/roles/{first}?family=nursing&changed={code}"
    assert "We no longer count" in answered.html
    assert code not in {code for _, _, code in reasons(answered)}


def test_with_nothing_left_there_is_a_first_look_and_a_way_back(person: Browser) -> None:
    person.answer("stopped-machine", "5")
    press(person, "porter", "interests.realistic", at="1")
    page = unescape(person.html)
    assert "(not counted)" in page
    assert "A first look around" in page
    assert "Nothing is left that counts" in page
    assert "We no longer count your answer to “A machine on the ward keeps stopping." in page
    undo(person, "interests.realistic")
    assert "Jobs that fit you" in person.html


def test_answering_again_counts_again(answered: Browser, services: Services) -> None:
    press(answered, "porter", "interests.realistic")
    assert stored(answered, services).disputed == {"interests.realistic"}
    answered.answer("stopped-machine", "2")
    assert stored(answered, services).disputed == frozenset()


def test_what_no_reason_is_called_and_roles_that_are_not_there_are_refused(
    answered: Browser, services: Services
) -> None:
    for path, part, status in (
        ("/roles/porter/not-like-me", "<b>", 400),
        ("/roles/astronaut/not-like-me", "interests.social", 404),
    ):
        post(answered, path, ("part", part))
        assert answered.page is not None
        assert answered.page.status_code == status
    assert stored(answered, services).disputed == frozenset()


def test_nobody_is_led_away_from_the_site(answered: Browser) -> None:
    press(answered, "porter", "interests.social", back="//evil.example/results")
    assert answered.path.startswith("/results?changed=")


@pytest.mark.parametrize(
    ("part", "at"),
    [("x" * 40_000, "1"), ("interests.social", "1" * 40_000), ("", ""), ("<b>", "²")],
)
def test_a_form_that_is_not_ours_makes_no_address_of_what_it_holds(
    answered: Browser, part: str, at: str
) -> None:
    """A proxy refuses an answer whose headers are longer than a few thousand bytes."""
    answered.open("/my-journey")
    token = dict(answered.form("/my-journey/statistics"))["csrf_token"]
    answer = answered.client.post(
        "/my-journey/count-again", data={"csrf_token": token, "part": part, "at": at}
    )
    assert answer.status_code == 303
    known = "?changed=interests.social#changed" if part == "interests.social" else ""
    assert answer.location == f"/results{known}"
