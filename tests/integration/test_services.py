"""The real services: what is made before the server forks, so that its workers share it."""

from pathlib import Path

import pytest
import yaml

from matching.answers import Answers
from matching.calibration import Calibration
from matching.route_table import RouteTable
from tests.support.services import ON, settings_for
from web.services import build_services


@pytest.mark.parametrize("words", ["", "I like to fix things and see that they work."])
def test_nobodys_first_list_waits_for_what_all_lists_share(
    artefacts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    services = build_services(
        settings_for(f"sqlite:///{tmp_path / 'none.sqlite'}", artefacts, on=ON)
    )

    def too_late(*_: object, **__: object) -> None:
        raise AssertionError("this should have been done before")

    monkeypatch.setattr(Calibration, "apply", too_late)
    monkeypatch.setattr(RouteTable, "__init__", too_late)
    monkeypatch.setattr(yaml, "safe_load", too_late)
    answers = Answers({"odd-result": 5, "stopped-machine": 1}, text=words)
    slate = services.engine.recommend(answers, on=ON, policy=services.settings.ranking)
    assert slate.basis == "answers"
    assert slate.roles[0].reasons
