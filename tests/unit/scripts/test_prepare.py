"""What ``compass serve --prepare`` decides: when to check, when to build, when to leave it."""

from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from pydantic import SecretStr

from compass.settings import Settings
from matching.artefacts import ArtefactsMissing, Manifest
from matching.export_encoder import WEIGHTS_FILE, ModelRefused
from roles_catalogue import checks
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks import Finding, Rule
from scripts import prepare
from tests.support.engines import real_catalogue, real_questionnaire

ON = date(2026, 11, 21)
SECRET = SecretStr("a secret that is only good for tests")


def settings_for(folder: Path, **others: Any) -> Settings:
    return Settings(
        environment="test",
        artefacts=folder / "artefacts",
        database_url=f"sqlite:///{folder / 'compass.sqlite'}",
        secret_key=SECRET,
        on=ON,
        **others,
    )


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps taken, in order; none of them does anything."""
    steps: list[str] = []

    def building(settings: Settings, _catalogue: object) -> None:
        steps.append("build")
        settings.artefacts.mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(prepare, "load_catalogue", real_catalogue)
    monkeypatch.setattr(prepare, "check_catalogue", lambda *_: steps.append("check"))
    monkeypatch.setattr(prepare, "build_if_stale", building)
    monkeypatch.setattr(prepare, "prepare_database", lambda _: steps.append("database"))
    return steps


def test_the_second_time_only_the_database_is_looked_at(tmp_path: Path, done: list[str]) -> None:
    prepare.prepare(settings_for(tmp_path))
    assert done == ["check", "build", "database"]
    prepare.prepare(settings_for(tmp_path))
    assert done == ["check", "build", "database", "database"]


def test_another_model_or_day_is_looked_at_again(tmp_path: Path, done: list[str]) -> None:
    first = settings_for(tmp_path)
    states = {
        prepare.fingerprint(first, ON),
        prepare.fingerprint(first, date(2026, 11, 22)),
        prepare.fingerprint(settings_for(tmp_path, model="another"), ON),
    }
    assert len(states) == 3
    assert prepare.fingerprint(first, ON) in states


def test_a_model_that_changed_in_place_is_noticed(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, model=str(tmp_path))
    (tmp_path / WEIGHTS_FILE).write_bytes(b"one")
    before = prepare.fingerprint(settings, ON)
    (tmp_path / WEIGHTS_FILE).write_bytes(b"three")
    assert prepare.fingerprint(settings, ON) != before


def test_an_unsound_catalogue_is_refused_by_its_errors_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    findings: list[Finding] = []
    asked: list[Rule] = []

    def check(_: Catalogue, __: date, rules: tuple[Rule, ...] = checks.RULES) -> list[Finding]:
        asked.extend(rules)
        return findings

    monkeypatch.setattr(checks, "check", check)
    prepare.check_catalogue(real_catalogue(), ON)
    # A rule that only warns is not even looked at: nobody would read what it says.
    assert asked == [rule for rule in checks.RULES if rule.severity == "error"]
    findings.append(Finding("rule", "porter", "too long", "error"))
    with pytest.raises(click.ClickException, match="porter: too long") as refused:
        prepare.check_catalogue(real_catalogue(), ON)
    assert refused.value.exit_code == 1


def test_a_machine_without_the_model_takes_what_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_model(*_: Any, **__: Any) -> bool:
        raise ModelRefused("not installed")

    class Fresh:
        def is_fresh(self, *_: object) -> bool:
            return True

    def nothing_built(_: Path) -> Manifest:
        raise ArtefactsMissing("nothing")

    settings = settings_for(tmp_path)
    monkeypatch.setattr(prepare, "is_fresh", no_model)
    monkeypatch.setattr(Manifest, "read", lambda _: Fresh())
    assert not prepare.is_stale(settings, real_catalogue(), real_questionnaire())
    monkeypatch.setattr(Manifest, "read", nothing_built)
    assert prepare.is_stale(settings, real_catalogue(), real_questionnaire())


def test_an_address_that_is_none_is_a_wrong_call() -> None:
    with pytest.raises(click.UsageError, match="COMPASS_DATABASE_URL must be an address"):
        prepare.database_is_ready("rubbish")


def test_a_database_that_cannot_be_used_hides_the_password(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(click.ClickException, match="cannot be used") as refused:
        prepare.prepare_database(f"sqlite:///{blocked}/x/compass.sqlite")
    assert refused.value.exit_code == 1
    said = prepare._no_database("postgresql+psycopg://u:hidden@host/x", OSError("away"))
    assert "hidden" not in said.message
