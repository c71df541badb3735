"""The log as sentences, and wrong codes counted in memory."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from compass.journeys.events import EVENT_NAMES
from tests.support.engines import real_catalogue, real_questionnaire
from web.journey.guesses import LIMIT, MOST_ADDRESSES, WINDOW_SECONDS, WrongGuesses
from web.journey.log_words import TOLD, LogWords, when
from web.journey.words import CLOSED, DONE

WORDS = LogWords(real_catalogue(), real_questionnaire())
AT = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)


def told(name: str, **props: object) -> str:
    return WORDS.line({"name": name, "occurred_at": AT, "props": props}).text


def test_every_event_of_the_log_has_a_sentence() -> None:
    assert TOLD == EVENT_NAMES


def test_times_are_those_of_leeds() -> None:
    assert when(AT) == "1 July 2026, 13:05"


@pytest.mark.parametrize(
    ("ms", "said"),
    [(None, ""), (400, "less than a second"), (1_200, "1 second"), (8_000, "8 seconds")],
)
def test_an_answer_is_told_without_the_answer(ms: int | None, said: str) -> None:
    text = told(
        "questionnaire.answered", item="stopped-machine", skipped=False, changed=False, ms=ms
    )
    assert text.startswith("You answered: “A machine on the ward")
    assert said in text


def test_skips_changes_and_items_that_are_gone() -> None:
    skipped = told("questionnaire.answered", item="gone", skipped=True, changed=True, ms=None)
    assert skipped == "You skipped: “gone”"
    changed = told("questionnaire.answered", item="gone", skipped=False, changed=True, ms=None)
    assert changed.startswith("You changed")


def test_a_search_that_was_not_written_down_says_so() -> None:
    assert "did not write down" in told("search.run", query="other", query_length=9, results=3)
    assert (
        told("search.run", query="Porter", query_length=6, results=1) == "You searched for Porter."
    )


def test_a_role_is_named_by_its_title_and_by_its_id_once_it_is_gone() -> None:
    assert told("role.opened", role_id="porter", position=3, list_id=None).endswith(
        "number 3 in a list."
    )
    assert told("role.saved", role_id="left-the-catalogue") == "You saved left-the-catalogue."


def test_what_is_not_like_somebody_and_what_they_compared_is_told() -> None:
    disputed = {"role_id": "porter", "list_id": None, "reason": "conditions.on_the_move"}
    assert told("reason.disputed", **disputed, undone=False) == (
        "You said that “on the move”, beside Hospital porter, is not like you."
    )
    taken_back = {**disputed, "role_id": None}
    assert told("reason.disputed", **taken_back, undone=True) == (
        "You let “on the move” count again."
    )
    hidden = {"role_id": "porter", "list_id": None}
    assert told("role.hidden", **hidden, undone=False) == (
        "You said that Hospital porter is not for you."
    )
    assert (
        told("role.hidden", **hidden, undone=True) == "You put Hospital porter back in your list."
    )
    compared = told("role.compared", role_ids=["porter", "paramedic"])
    assert compared == "You compared Hospital porter and Paramedic."


def exposure(list_number: int, position: int, **changes: object) -> dict[str, object]:
    return {
        "list_id": UUID(int=list_number),
        "served_at": AT.replace(minute=list_number),
        "position": position,
        "role_id": "porter",
        "score": 0.31415,
        "basis": "answers",
        "candidate_count": 43,
        "reasons": ["conditions.on_the_move"],
        "cautions": [],
        "relaxed": ["no_open_route"],
        **changes,
    }


def test_exposures_are_told_list_by_list_in_the_order_shown() -> None:
    rows = (exposure(2, 1, basis="starter"), exposure(1, 2), exposure(1, 1))
    lists = WORDS.lists(rows)
    assert [len(shown.roles) for shown in lists] == [2, 1]
    assert [role.place for role in lists[0].roles] == [1, 2]
    assert lists[0].title == "2 jobs out of 43"
    assert lists[1].title == "1 job out of 43, a first look"
    assert lists[0].roles[0].score == "0.31"
    assert lists[0].roles[0].codes == "why: on the move; rule bent: no open route"


def test_many_wrong_codes_pause_an_address_and_time_lets_it_go_on() -> None:
    guesses = WrongGuesses()
    for second in range(LIMIT):
        assert guesses.wait("a", second) == 0
        guesses.add("a", second)
    assert guesses.wait("a", LIMIT) == WINDOW_SECONDS - LIMIT
    assert guesses.wait("b", LIMIT) == 0
    assert guesses.wait("a", WINDOW_SECONDS) == 0
    guesses.add("a", WINDOW_SECONDS)
    assert guesses.wait("a", WINDOW_SECONDS) > 0, "only the oldest try is forgotten"


def test_an_address_is_forgotten_when_its_tries_are_old_or_there_are_too_many() -> None:
    guesses = WrongGuesses()
    guesses.add("old", 0)
    for number in range(MOST_ADDRESSES + 50):
        guesses.add(f"address {number}", 1)
    assert len(guesses._tries) <= MOST_ADDRESSES
    guesses.add("new", WINDOW_SECONDS + 2)
    assert set(guesses._tries) == {"new"}


def test_every_way_of_closing_and_leaving_has_words() -> None:
    assert {"", "idle", "none", "ended"} == set(CLOSED)
    assert all(words.lines for reason, words in CLOSED.items() if reason)
    assert "%(minutes)s" in " ".join(CLOSED["idle"].lines)
    assert {"kept", "forgotten", "here_only", "deleted"} == set(DONE)
