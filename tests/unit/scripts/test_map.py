"""``compass map publish``: the built map becomes the one that the next build starts from."""

from pathlib import Path

import pytest

from matching.artefacts import save_layout
from matching.layout.coordinates import read_coordinates
from tests.support.engines import toy_engine
from tests.unit.scripts.conftest import Run
from tests.unit.scripts.test_build import MANIFEST


@pytest.fixture
def artefacts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMPASS_ARTEFACTS", str(tmp_path))
    return tmp_path


def test_publishing_writes_down_where_each_role_lies(run: Run, artefacts: Path) -> None:
    layout = toy_engine().layout
    save_layout(layout, artefacts)
    MANIFEST.write(artefacts)
    path = artefacts / "published.csv"
    result = run("map", "publish", "--to", str(path))
    assert result.exit_code == 0
    count = len(layout.role_ids)
    assert f"{count} roles in {path}" in result.stdout
    assert f"{count} new" in result.stdout
    written = read_coordinates(path)
    assert set(written) == set(layout.role_ids)
    # Publishing again what is there moves nobody by more than what rounding does.
    again = run("map", "publish", "--to", str(path))
    assert "Moved by 0.0% of the map's width (the middle one) to 0.0%; 0 new." in again.stdout
    assert read_coordinates(path) == written


def test_with_nothing_built_there_is_nothing_to_publish(run: Run, artefacts: Path) -> None:
    result = run("map", "publish", "--to", str(artefacts / "published.csv"))
    assert result.exit_code == 1
    assert "Run: compass build" in result.stderr
    assert not (artefacts / "published.csv").exists()


def test_a_file_that_is_something_else_is_not_written_over(run: Run, artefacts: Path) -> None:
    save_layout(toy_engine().layout, artefacts)
    MANIFEST.write(artefacts)
    path = artefacts / "shopping.csv"
    path.write_text("milk,2\n", encoding="utf-8")
    result = run("map", "publish", "--to", str(path))
    assert result.exit_code == 1
    assert "the first line must be role,x,y" in result.stderr
    assert path.read_text(encoding="utf-8") == "milk,2\n"


def test_a_folder_that_cannot_be_written_is_said(run: Run, artefacts: Path) -> None:
    save_layout(toy_engine().layout, artefacts)
    MANIFEST.write(artefacts)
    result = run("map", "publish", "--to", str(artefacts / "nowhere" / "published.csv"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
