"""``compass next``: what is asked after some answers, and how it is told."""

import json

from matching.answers import Answers
from matching.as_json import next_as_json
from tests.support.engines import toy_engine
from tests.unit.scripts.conftest import Run

ANSWERED = b'{"answers": {"stopped-machine": 5, "who-to-help": null}, "text": ""}'


def test_json_is_what_the_engine_says(run: Run) -> None:
    result = run("next", "-", "--format", "json", stdin=ANSWERED)
    assert result.exit_code == 0
    engine = toy_engine()
    following = engine.next_question(Answers({"stopped-machine": 5, "who-to-help": None}))
    expected = next_as_json(following, engine.questionnaire, engine.versions)
    assert json.loads(result.stdout) == json.loads(json.dumps(expected))
    assert (following.asked, following.item_id) == (2, "subjects-liked")


def test_people_read_the_question_and_where_it_stands(run: Run) -> None:
    result = run("next", "-", stdin=ANSWERED)
    assert result.stdout.startswith("2 questions asked: early, go on. One more answer is expected")
    assert "  subjects-liked  any of: biology, " in result.stdout


def test_the_end_is_said(run: Run) -> None:
    everything = {item.id: None for item in toy_engine().questionnaire.items}
    result = run("next", "-", stdin=json.dumps({"answers": everything}).encode())
    assert "enough was asked" in result.stdout
    assert result.stdout.endswith("No question is left.\n")


def test_what_cannot_be_used_is_said(run: Run) -> None:
    result = run("next", "-", stdin=b'{"answers": {"stopped-machine": 9}}')
    assert result.exit_code == 2
    assert "stopped-machine takes one of 1, 2, 3, 4, 5, not 9." in result.stderr
    assert run("next", "-", "--policy", "best", stdin=b"{}").exit_code == 2
