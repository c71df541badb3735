"""``compass bench search``: the figures, the misses, and files that cannot be used."""

import json
from pathlib import Path

import pytest

from tests.unit.scripts.conftest import Run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "queries.csv"
    path.write_text(
        "query,role_ids,note\n"
        "midwife,midwife paramedic,by title\n"
        '"driving, on blue lights",paramedic,by its words\n'
        "zzzzqqqq,porter,nothing like it\n",
        encoding="utf-8",
    )
    return path


def test_the_figures_are_those_of_the_ranks(run: Run, sample: Path) -> None:
    result = run("bench", "search", "--queries", str(sample), "--format", "json")
    assert result.exit_code == 0, result.stderr
    body = json.loads(result.stdout)
    assert set(body) == {"with encoder", "without encoder"}
    plain = body["without encoder"]
    assert [outcome["rank"] for outcome in plain["outcomes"]] == [1, 1, None]
    assert plain["recall"] == {"1": 2 / 3, "5": 2 / 3, "10": 2 / 3}
    assert plain["reciprocal_rank"] == 2 / 3
    assert plain["close_only"] == 1
    assert [outcome["kind"] for outcome in plain["outcomes"]] == ["title", "words", "close"]
    assert 0 < plain["p50_ms"] <= plain["p95_ms"]


def test_the_table_names_what_came_before(run: Run, sample: Path) -> None:
    result = run("bench", "search", "--queries", str(sample))
    assert "without encoder: 3 queries" in result.stdout
    assert "not found:\n    'zzzzqqqq': " in result.stdout
    assert "right: porter" in result.stdout
    assert "'midwife'" not in result.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("query,right\nnurse,adult-nurse\n", "needs the columns query, role_ids, note."),
        ("query,role_ids,note\nnurse,nobody,\n", "line 2: no role has the id 'nobody'."),
        ("# Why.\nquery,role_ids,note\nnurse,nobody,\n", "line 3: no role has the id 'nobody'."),
        ("query,role_ids,note\nnurse,,\n", "line 2: it needs a query and at least one role id."),
        ("query,role_ids,note\n", "has no queries."),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    run: Run, tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "queries.csv"
    path.write_text(content, encoding="utf-8")
    result = run("bench", "search", "--queries", str(path))
    assert result.exit_code == 2
    assert said in result.stderr
