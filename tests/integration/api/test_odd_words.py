"""Own words that are none, through the API and the real engine: any script, prompts, code."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from matching.answers import Answers
from matching.recommend import DEFAULT_LIMIT, Engine
from tests.support.odd_words import ATTACKS, LONG_WORD, SHAPES, every_script
from tests.support.services import ON

MATCH = "/api/v1/match"
TICKED = {"stopped-machine": 5, "someone-cries": 2}


def match(client: FlaskClient, text: str) -> dict[str, Any]:
    response = client.post(MATCH, json={"answers": TICKED, "text": text, "on": ON.isoformat()})
    assert response.status_code == 200, response.get_data(as_text=True)
    body: dict[str, Any] = response.get_json()
    assert len(body["roles"]) == DEFAULT_LIMIT
    return body


@pytest.mark.parametrize("text", (*ATTACKS, *SHAPES))
def test_prompts_and_code_are_words_and_nothing_else(client: FlaskClient, text: str) -> None:
    """Nothing but the order of the list hangs on them, and they are repeated nowhere."""
    silent, said = match(client, ""), match(client, text)
    for key in silent.keys() - {"roles", "notes"}:
        assert said[key] == silent[key], key
    words = text.strip()
    assert not words or words not in json.dumps(said, ensure_ascii=False)


def test_every_script_and_emoji_is_read_or_said_to_be_unclear(client: FlaskClient) -> None:
    for text in every_script():
        match(client, text)


def test_the_engine_minds_no_length(engine: Engine) -> None:
    """The doors hold to a limit for people's sake; nothing breaks behind them."""
    for text in (LONG_WORD, "nurse " * 10_000, "👩🏽‍⚕️" * 5_000):
        assert len(engine.recommend(Answers(TICKED, text), on=ON).roles) == DEFAULT_LIMIT


def test_a_word_of_ten_thousand_letters_is_refused_shortly(client: FlaskClient) -> None:
    response = client.post(MATCH, json={"text": LONG_WORD})
    assert response.status_code == 400
    assert response.get_json()["error"]["problems"] == [
        "text has 10000 characters; 500 is the most."
    ]
    assert len(response.get_data()) < 500
