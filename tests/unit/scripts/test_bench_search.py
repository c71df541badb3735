"""``compass bench search``: the figures, the misses, and files that cannot be used."""

import json
from pathlib import Path

import ir_measures
import pytest
from ir_measures import RR, Success

from scripts.bench.search import FEWEST, Outcome, Question, measure
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


def test_groups_add_up_and_what_is_held_out_is_counted_and_never_shown(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "query,role_ids,voice,half,note\n"
        + "midwife,midwife,a girl,tuning,\n" * FEWEST
        + "zzzzqqqq,porter,a boy,held-out,Open wish: others would do\n",
        encoding="utf-8",
    )
    result = run("bench", "search", "--queries", str(path), "--format", "json")
    body = json.loads(result.stdout)["without encoder"]
    found = {
        name: (group["queries"], group["recall"]["1"]) for name, group in body["groups"].items()
    }
    assert found == {
        "mine tuning": (FEWEST, 1.0),
        "mine held-out": (1, 0.0),
        "mine held-out: open wishes": (1, 0.0),
        "mine: a girl": (FEWEST, 1.0),  # the boy asked too little to have figures of his own
    }
    assert [outcome["query"] for outcome in body["outcomes"]] == ["midwife"] * FEWEST
    assert "zzzzqqqq" not in run("bench", "search", "--queries", str(path)).stdout


def test_the_figures_are_those_of_ir_measures_and_lie_in_their_intervals() -> None:
    ranks = [1, 3, None, 7, 2, None, 1, 15]
    outcomes = [
        Outcome(Question(str(n), frozenset({"right"}), ""), rank, "", "words", 1.0)
        for n, rank in enumerate(ranks)
    ]
    run_of = {
        str(n): {f"wrong{i}": 50.0 - i for i in range(1, rank)} | {"right": 50.0 - rank}
        for n, rank in enumerate(ranks)
        if rank
    }
    theirs = ir_measures.calc_aggregate(
        [RR, Success @ 1, Success @ 5, Success @ 10],
        {str(n): {"right": 1} for n in range(len(ranks))},
        run_of,
    )
    ours = measure(outcomes)
    assert ours.reciprocal_rank == pytest.approx(theirs[RR])
    for depth, share in ours.recall.items():
        assert share == pytest.approx(theirs[Success @ depth])
        low, high = ours.recall_interval[depth]
        assert 0 <= low < share < high <= 1


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
