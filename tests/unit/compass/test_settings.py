"""Settings come from the environment; the secret is given, kept or short-lived, never missing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from compass.errors import SettingsError
from compass.settings import Settings, kept_secret, named_problems
from matching.policies import FULL, Policy


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in tuple(os.environ):
        if name.startswith("COMPASS_") or name == "PORT":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_the_defaults_suit_a_developer() -> None:
    settings = Settings()
    assert settings.environment == "development"
    assert settings.database_url == "sqlite:///var/compass.sqlite"
    assert settings.artefacts == Path("var/artefacts")
    assert (settings.idle_minutes, settings.session_hours, settings.text_keep_days) == (20, 12, 30)
    assert (settings.workers, settings.threads, settings.host, settings.port) == (
        2,
        4,
        "127.0.0.1",
        8000,
    )
    assert (settings.model, settings.encoder, settings.statistics_default) == ("", "on", True)
    assert settings.on is None


def test_the_ranking_policy_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(environment="test").ranking == FULL
    monkeypatch.setenv("COMPASS_POLICY", "mmr-97.half-share")
    assert Settings(environment="test").ranking == Policy("half-share", "mmr-97")
    monkeypatch.setenv("COMPASS_POLICY", "best")
    with pytest.raises(SettingsError, match=r"COMPASS_POLICY: no ranking policy is called 'best'"):
        Settings(environment="test")


@pytest.mark.parametrize(
    "url",
    [
        "banana",
        "mysql://localhost/x",
        "/var/compass.sqlite",
        "postgres://user@host/name",
        "postgresql+asyncpg://user@host/name",
    ],
)
def test_what_is_no_database_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("COMPASS_DATABASE_URL", url)
    with pytest.raises(SettingsError, match="must be an address such as"):
        Settings()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///?timeout=1",
        "sqlite:///file::memory:?cache=shared&uri=true",
        "sqlite+pysqlite:///:memory:",
        "sqlite://host/compass.sqlite",
    ],
)
def test_a_database_in_memory_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("COMPASS_DATABASE_URL", url)
    with pytest.raises(SettingsError, match="must name a file"):
        Settings()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///compass.sqlite",
        "sqlite:////srv/compass/compass.sqlite",
        "sqlite+pysqlite:///compass.sqlite",
        "postgresql://user@host/name",
        "postgresql+psycopg://user:password@host:5432/name?sslmode=require",
        "postgresql+psycopg://user@/name?host=/run/postgresql",
    ],
)
def test_one_variable_chooses_the_database(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("COMPASS_DATABASE_URL", url)
    assert Settings().database_url == url


def test_everything_can_be_set_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPASS_ENVIRONMENT", "test")
    monkeypatch.setenv("COMPASS_IDLE_MINUTES", "5")
    monkeypatch.setenv("COMPASS_ON", "2026-11-21")
    monkeypatch.setenv("COMPASS_STATISTICS_DEFAULT", "false")
    settings = Settings()
    assert settings.idle_minutes == 5
    assert settings.on == date(2026, 11, 21)
    assert not settings.statistics_default


def test_the_port_has_two_names_and_ours_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9000")
    assert Settings(environment="test").port == 9000
    monkeypatch.setenv("COMPASS_PORT", "9001")
    assert Settings(environment="test").port == 9001
    assert Settings(environment="test", port=9002).port == 9002


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENVIRONMENT", "live"),
        ("PORT", "0"),
        ("SESSION_HOURS", "25"),
        ("IDLE_MINUTES", "never"),
        ("ENCODER", "maybe"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"COMPASS_{name}", value)
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COMPASS_METRICS_TOKEN", "short", "must have 16 characters or more."),
        ("COMPASS_WORKERS", "0", "must be 1 or more."),
        ("COMPASS_WORKERS", "65", "must be 64 or less."),
        ("COMPASS_THREADS", "many", "must be a whole number."),
        ("COMPASS_THREADS", "1.5", "must be a whole number."),
        ("COMPASS_ENCODER", "maybe", "must be 'on' or 'off'."),
        ("COMPASS_STATISTICS_DEFAULT", "perhaps", "must be true or false."),
        ("COMPASS_ON", "soon", "must be a day such as 2026-11-21."),
        ("PORT", "99999", "must be 65535 or less."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert named_problems(refused.value) == ((name, said),)


def test_a_refusal_says_which_variable_it_is_about(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in (("POLICY", "nonsense"), ("DATABASE_URL", "rubbish"), ("SECRET_KEY", "x")):
        with monkeypatch.context() as scope:
            scope.setenv("COMPASS_ENVIRONMENT", "production")
            scope.setenv(f"COMPASS_{name}", value)
            with pytest.raises(SettingsError) as refused:
                Settings()
        assert refused.value.variable == f"COMPASS_{name}"


def test_production_needs_a_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMPASS_ENVIRONMENT", "production")
    for secret in ("", "too short"):
        monkeypatch.setenv("COMPASS_SECRET_KEY", secret)
        with pytest.raises(SettingsError, match="COMPASS_SECRET_KEY"):
            Settings()
    monkeypatch.setenv("COMPASS_SECRET_KEY", "s" * 32)
    assert Settings().secret == b"s" * 32
    assert not (tmp_path / "var").exists()


def test_development_keeps_a_secret_that_only_its_owner_can_read(tmp_path: Path) -> None:
    secret = Settings().secret
    assert Settings().secret == secret
    path = tmp_path / "var/secret-key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text() == secret.decode()
    assert [file.name for file in path.parent.iterdir()] == ["secret-key"]


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    path = tmp_path / "var/secret-key"
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(lambda _: kept_secret(path), range(8)))) == 1
    assert [file.name for file in path.parent.iterdir()] == ["secret-key"]


def test_a_kept_secret_that_is_too_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    path.write_text("short")
    with pytest.raises(SettingsError, match="too short"):
        kept_secret(path)


def test_a_secret_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="cannot be read or made"):
        kept_secret(tmp_path / "file/secret-key")


def test_tests_have_a_secret_of_their_own(tmp_path: Path) -> None:
    one, other = Settings(environment="test"), Settings(environment="test")
    assert one.secret != other.secret
    assert not (tmp_path / "var").exists()


def test_the_secret_is_not_shown() -> None:
    settings = Settings(environment="test", secret_key=SecretStr("s" * 40))
    assert "sss" not in repr(settings)
    assert "sss" not in str(settings.model_dump())


def test_settings_cannot_be_changed() -> None:
    settings = Settings(environment="test")
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]  # that it is refused is the point


def test_questions_are_adaptive_unless_the_fixed_form_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Settings(environment="test").questions == "adaptive"
    monkeypatch.setenv("COMPASS_QUESTIONS", "fixed")
    assert Settings(environment="test").questions == "fixed"
    monkeypatch.setenv("COMPASS_QUESTIONS", "some")
    with pytest.raises(ValidationError, match="'adaptive' or 'fixed'"):
        Settings(environment="test")
