"""``compass search`` and ``compass questionnaire``."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.questionnaire import Questionnaire
from tests.support.engines import real_questionnaire, toy_engine
from tests.unit.scripts.conftest import Run


def test_a_slip_is_forgiven(run: Run) -> None:
    result = run("search", "adlut", "nurse", "--format", "json")
    assert result.exit_code == 0
    body = json.loads(result.stdout)
    assert body["query"] == "adlut nurse"
    assert "adult-nurse" in [hit["role_id"] for hit in body["hits"]]


def test_the_table_names_what_matched(run: Run) -> None:
    hit = next(hit for hit in toy_engine().search("nursing").hits if hit.matched != hit.title)
    result = run("search", "nursing")
    assert f"{hit.title} ({hit.matched})" in result.stdout
    assert "Nothing fits" not in result.stdout


def test_what_was_found_by_its_text_shows_the_sentence(run: Run) -> None:
    result = run("search", "cholangiopancreatography")
    assert "Medical secretary, has these words: Learn to spell" in result.stdout


def test_close_names_are_marked(run: Run) -> None:
    result = run("search", "xylophone")
    assert result.exit_code == 0
    assert result.stdout.startswith("Nothing fits. These come closest:")
    assert len(result.stdout.splitlines()) > 1


def test_limit_holds(run: Run) -> None:
    assert len(run("search", "a", "--limit", "2").stdout.splitlines()) <= 2


@pytest.mark.parametrize("arguments", [(), ("!!!",), ("nurse", "--limit", "0")])
def test_a_search_for_nothing_is_a_wrong_call(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("search", *arguments)
    assert result.exit_code == 2
    assert "Error:" in result.stderr


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(), min_size=1, max_size=120))
def test_any_words_find_something_or_are_refused(run: Run, words: str) -> None:
    result = run("search", "--format", "json", "--", words)
    assert result.exit_code in (0, 2)
    if result.exit_code == 0:
        assert json.loads(result.stdout)["hits"]


def test_the_questionnaire_is_the_item_bank(run: Run) -> None:
    result = run("questionnaire", "--format", "json")
    assert result.exit_code == 0
    body = json.loads(result.stdout)
    assert list(body) == ["version", "items", "about", "start"]
    bank: Questionnaire = real_questionnaire()
    assert [item["id"] for item in body["items"]] == [item.id for item in bank.items]
    assert sum(item["first_pass"] for item in body["items"]) == len(bank.first_pass)
    for item in body["items"]:
        assert {"id", "section", "kind", "text", "options", "measures", "first_pass"} <= set(item)
        assert item["kind"] in {"scale", "choice", "multi", "text"}
        assert all({"value", "label"} <= set(option) for option in item["options"])
        assert all(set(m) == {"block", "dimension", "weight"} for m in item["measures"])


def test_interests_have_their_usual_names(run: Run) -> None:
    body = json.loads(run("questionnaire", "--format", "json").stdout)
    interests = {
        measure["dimension"]
        for item in body["items"]
        for measure in item["measures"]
        if measure["block"] == "interests"
    }
    assert interests == {
        "realistic", "investigative", "artistic", "social", "enterprising", "conventional",
    }  # fmt: skip


def test_the_table_shows_every_question_with_its_values(run: Run) -> None:
    shown = run("questionnaire").stdout
    bank = real_questionnaire()
    for name, text in [(q.id, q.text) for q in bank.items] + [(q.id, q.text) for q in bank.about]:
        assert f"  {name}  " in shown
        assert text in shown
