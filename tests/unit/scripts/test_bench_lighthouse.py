"""What the bench makes of Lighthouse's reports, and what it says where something is missing."""

from pathlib import Path
from typing import Any

import click
import pytest

from scripts.bench import lighthouse


def report(performance: float, *, paint_ms: float = 1000, contrast: int | None = 1) -> Any:
    """As Lighthouse writes it, shortened; ``contrast`` None: there was nothing to judge."""
    figures = {name: 0.0 for name in lighthouse.TIMES.values()}
    figures |= {"largest-contentful-paint": paint_ms, "total-byte-weight": 70_000}
    audits: dict[str, Any] = {
        name: {"numericValue": value, "score": 1, "scoreDisplayMode": "numeric"}
        for name, value in figures.items()
    }
    mode = "notApplicable" if contrast is None else "binary"
    audits["color-contrast"] = {"score": contrast, "scoreDisplayMode": mode}
    refs = [{"id": "color-contrast", "weight": 7}]
    return {
        "audits": audits,
        "categories": {
            "performance": {"score": performance, "auditRefs": []},
            "accessibility": {"score": 0.9 if contrast == 0 else 1, "auditRefs": refs},
            "best-practices": {"score": 1, "auditRefs": []},
        },
    }


def test_medians_and_the_lowest_of_the_runs() -> None:
    runs = [report(0.9, paint_ms=1500), report(1, paint_ms=1100), report(0.97, paint_ms=1300)]
    page = lighthouse.scored("home", runs)
    assert page.scores["performance"] == pytest.approx(97)
    assert page.lowest["performance"] == pytest.approx(90)
    assert page.times["largest_paint_ms"] == 1300
    assert page.bytes == 70_000
    assert (page.runs, page.lost) == (3, ())


def test_what_cost_points_in_any_run_is_named() -> None:
    page = lighthouse.scored("map", [report(1), report(1, contrast=0), report(1, contrast=None)])
    assert page.lost == ("color-contrast",)
    machine = {"processor": "Some", "cores": "2", "load": "0.1"}
    *_, last = lighthouse.lines(lighthouse.Report(machine, (page,)))
    assert last == "map loses points by color-contrast"


def test_what_does_not_apply_costs_nothing() -> None:
    assert lighthouse.scored("map", [report(1, contrast=None)]).lost == ()


def test_the_table_has_a_row_a_page_with_every_column() -> None:
    pages = tuple(lighthouse.scored(name, [report(0.99)]) for name in ("home", "map"))
    machine = {"processor": "Some", "cores": "2", "load": "0.1"}
    _, *table = lighthouse.lines(lighthouse.Report(machine, pages))
    assert len(table) == 4
    assert len({row.count("|") for row in table}) == 1
    assert table[2].startswith("| home | 99 (99) | 100 (100) |")


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    there: dict[str, str] = {}
    monkeypatch.setattr("shutil.which", there.get)
    monkeypatch.setattr(lighthouse, "PROGRAM", tmp_path / "index.js")
    with pytest.raises(click.ClickException, match=r"scripts/setup/browser\.sh"):
        lighthouse.needed()
    there["chromium"] = "/usr/bin/chromium"
    with pytest.raises(click.ClickException, match="node is not on the path"):
        lighthouse.needed()
    there["node"] = "/usr/bin/node"
    with pytest.raises(click.ClickException, match="make setup-dev"):
        lighthouse.needed()
    lighthouse.PROGRAM.touch()
    assert lighthouse.needed() == "/usr/bin/chromium"
