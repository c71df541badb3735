"""Settings: environment variables and nothing else, read once and handed down."""

import os
import re
import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self

from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from compass.errors import SettingsError
from matching.policies import FULL, Policy, UnknownPolicy
from matching.questionnaire import Mode
from roles_catalogue.catalogue import CATALOGUE_FOLDER

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SECRET_MIN_CHARACTERS = 32
ADDRESSES: Final = "sqlite:///var/compass.sqlite or postgresql+psycopg://user:password@host/name"
"""What an address of a database looks like."""
METRICS_TOKEN_MIN_CHARACTERS = 16


class Settings(BaseSettings):
    """Every setting of the site and the command line, as ``COMPASS_<NAME>``.

    Paths are relative to the working folder. ``secret_key`` is never None after loading: in
    production it must be given, in development it is made once and kept in
    ``secret_key_file``, in tests it lives as long as the process.

    Raises:
        pydantic.ValidationError: a variable has a value that cannot be used.
        SettingsError: production without a usable secret key; no address of a database.
    """

    model_config = SettingsConfigDict(
        env_prefix="COMPASS_",
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    environment: Literal["development", "production", "test"] = "development"
    database_url: str = "sqlite:///var/compass.sqlite"
    catalogue: Path = CATALOGUE_FOLDER
    artefacts: Path = Path("var/artefacts")
    secret_key: SecretStr | None = None
    secret_key_file: Path = Path("var/secret-key")
    model: str = Field(default="", description="Sentence model; empty means the packaged one.")
    encoder: Literal["on", "off"] = "on"
    offline: Literal["on", "off"] = Field(
        default="on", description="Whether browsers keep public role pages to read offline."
    )
    idle_minutes: int = Field(default=20, ge=1, le=24 * 60)
    session_hours: int = Field(default=12, ge=1, le=24)
    workers: int = Field(default=2, ge=1, le=64)
    threads: int = Field(default=4, ge=1, le=64)
    host: str = "127.0.0.1"
    port: int = Field(
        default=8000, ge=1, le=65535, validation_alias=AliasChoices("COMPASS_PORT", "PORT")
    )
    proxies: int = Field(
        default=0,
        ge=0,
        le=5,
        description="Proxies of ours in front, each adding to X-Forwarded-For and -Proto.",
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        min_length=METRICS_TOKEN_MIN_CHARACTERS,
        description="What a monitoring system shows to read /metrics.",
    )
    text_keep_days: int = Field(default=30, ge=1, le=365)
    statistics_default: bool = True
    policy: str = Field(
        default=FULL.code, description="How lists are ranked; see docs/matching.md."
    )
    questions: Mode = Field(
        default="adaptive",
        description="Whether answers choose the next question, or all get the fixed form.",
    )
    translations: Path | None = Field(
        default=None,
        description="A folder of further languages; see docs/translating.md.",
    )
    on: date | None = Field(default=None, description="Fixes today's date, for tests.")

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        if not re.match(r"(sqlite(\+pysqlite)?|postgresql(\+psycopg)?)://", url):
            raise SettingsError(
                f"COMPASS_DATABASE_URL must be an address such as {ADDRESSES}.",
                "COMPASS_DATABASE_URL",
            )
        if url.startswith("sqlite") and not re.match(r"sqlite[^:]*:///(?!:|file:|\?).", url):
            raise SettingsError(
                "COMPASS_DATABASE_URL must name a file: each process of the site would have a "
                "database in memory to itself, and lose it when it ends. An address such as "
                f"{ADDRESSES} will do.",
                "COMPASS_DATABASE_URL",
            )
        return url

    @field_validator("policy")
    @classmethod
    def _is_a_policy(cls, name: str) -> str:
        try:
            return Policy.named(name).code
        except UnknownPolicy as error:
            raise SettingsError(f"COMPASS_POLICY: {error}", "COMPASS_POLICY") from None

    @property
    def ranking(self) -> Policy:
        """The policy that ``policy`` names."""
        return Policy.named(self.policy)

    @model_validator(mode="after")
    def _has_a_secret(self) -> Self:
        given = self.secret_key.get_secret_value() if self.secret_key else ""
        if self.environment == "production" and len(given) < SECRET_MIN_CHARACTERS:
            raise SettingsError(
                f"COMPASS_SECRET_KEY must be set in production, to {SECRET_MIN_CHARACTERS} or "
                "more random characters that are kept with the backups.",
                "COMPASS_SECRET_KEY",
            )
        if not given:
            # The class is frozen for everybody else; this is still construction.
            object.__setattr__(self, "secret_key", SecretStr(self._own_secret()))
        return self

    def _own_secret(self) -> str:
        if self.environment == "development":
            return kept_secret(self.secret_key_file)
        return secrets.token_hex(32)

    @property
    def secret(self) -> bytes:
        """The secret from which every key is derived. See ``compass.keys.derive_key``."""
        if self.secret_key is None:
            raise SettingsError("There is no secret key.", "COMPASS_SECRET_KEY")
        return self.secret_key.get_secret_value().encode()


def named_problems(error: ValidationError) -> tuple[tuple[str, str], ...]:
    """What is wrong with which variable, for a message to whoever set it."""
    return tuple((_variable(fault["loc"]), _in_words(fault)) for fault in error.errors())


def _in_words(fault: "ErrorDetails") -> str:
    given = fault.get("ctx", {})
    match fault["type"]:
        case "too_short":
            return f"must have {given['min_length']} characters or more."
        case "greater_than_equal":
            return f"must be {given['ge']} or more."
        case "less_than_equal":
            return f"must be {given['le']} or less."
        case "literal_error":
            return f"must be {given['expected']}."
        case "bool_parsing":
            return "must be true or false."
        case kind if kind.startswith("int_"):
            return "must be a whole number."
        case kind if kind.startswith("date_"):
            return "must be a day such as 2026-11-21."
    return f"{fault['msg']}."


def _variable(where: tuple[int | str, ...]) -> str:
    name = f"COMPASS_{str(where[0]).upper().removeprefix('COMPASS_')}"
    # Pydantic names the first of a setting's variables, whichever of them was set.
    is_other = name == "COMPASS_PORT" and not os.environ.get(name) and os.environ.get("PORT")
    return "PORT" if is_other else name


def kept_secret(path: Path) -> str:
    """The secret kept in ``path``, made on first use and readable by its owner only.

    Raises:
        SettingsError: the file cannot be read or written, or holds too little.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_hex(32))
        secret = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingsError(
            f"The secret key in {path} cannot be read or made: {error}", "COMPASS_SECRET_KEY_FILE"
        ) from error
    if len(secret) < SECRET_MIN_CHARACTERS:
        raise SettingsError(
            f"The secret key in {path} is too short. Delete the file to get one.",
            "COMPASS_SECRET_KEY_FILE",
        )
    return secret


def _write_once(path: Path, secret: str) -> None:
    # Two processes may start together: each writes its own file whole, the first to link wins,
    # and nobody ever reads half a secret.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret)
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
