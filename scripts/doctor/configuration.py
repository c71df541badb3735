"""Are the settings readable, safe, and what the operator meant?"""

import difflib
import secrets
import stat
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts.doctor.finding import Finding, Findings, ok, problem, warning

if TYPE_CHECKING:
    from compass.settings import Settings

NEW_SECRET: Final = 'export COMPASS_SECRET_KEY="$(openssl rand -hex 32)"'
CURES: Final = {"COMPASS_SECRET_KEY": NEW_SECRET}
"""What mends a variable that must be set; any other may be left out."""
FEWEST_DIFFERENT: Final = 8
LEEDS_OFFSETS: Final = (timedelta(0), timedelta(hours=1))


def read() -> "tuple[Settings | None, list[Finding]]":
    """The settings, or None and what is wrong with them. Makes no secret key."""
    from pydantic import SecretStr, ValidationError

    from compass.errors import SettingsError
    from compass.settings import Settings, named_problems

    try:
        settings = Settings(secret_key=SecretStr(secrets.token_hex(32)))
    except ValidationError as error:
        return None, [
            problem("settings", f"{variable}: {message}", f"unset {variable}")
            for variable, message in named_problems(error)
        ]
    except SettingsError as error:
        mend = CURES.get(error.variable, f"unset {error.variable}")
        return None, [problem("settings", str(error), mend)]
    return settings, [ok("settings", f"readable, for {settings.environment}")]


def unknown_variables(environ: Mapping[str, str], known: frozenset[str]) -> Findings:
    """Variables that look like settings and are none: a slip would pass in silence."""
    for name in sorted(environ):
        if name.startswith("COMPASS_") and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            meant = f" Did you mean {near[0]}?" if near else ""
            yield warning("settings", f"{name} is no setting.{meant}", f"unset {name}")


def known_variables() -> frozenset[str]:
    """The name of every setting."""
    from compass.settings import Settings

    return frozenset(f"COMPASS_{name.upper()}" for name in Settings.model_fields)


def secret(environment: str, given: str, kept_in: Path) -> Findings:
    """Is there a secret key, long and random enough, that nobody else can read?"""
    from compass.settings import SECRET_MIN_CHARACTERS

    if environment == "production" and not given:
        return [problem("secret key", "COMPASS_SECRET_KEY is not set.", NEW_SECRET)]
    if given and len(given) < SECRET_MIN_CHARACTERS:
        what = f"COMPASS_SECRET_KEY is shorter than {SECRET_MIN_CHARACTERS} characters."
        return [problem("secret key", what, NEW_SECRET)]
    if given and len(set(given)) < FEWEST_DIFFERENT:
        return [problem("secret key", "COMPASS_SECRET_KEY is not random.", NEW_SECRET)]
    if given:
        return [ok("secret key", "set; keep a copy with the backups")]
    if not kept_in.exists():
        return [ok("secret key", f"will be made in {kept_in} at the first start")]
    if kept_in.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return [problem("secret key", f"others can read {kept_in}.", f"chmod 600 {kept_in}")]
    return [ok("secret key", f"kept in {kept_in}")]


def exposure(settings: "Settings") -> Findings:
    """Does what is open to the network suit the environment?"""
    local = settings.host in {"127.0.0.1", "::1", "localhost"}
    if settings.environment != "production":
        if not local:
            yield warning(
                "environment",
                f"{settings.environment}, but open to the network at {settings.host}: cookies "
                "would travel without HTTPS.",
                "export COMPASS_ENVIRONMENT=production",
            )
        return
    if settings.proxies == 0:
        yield warning(
            "environment",
            "production without a proxy. Cookies need HTTPS, which only a proxy gives: without "
            "one nobody can begin; with one every visitor seems to come from the same address.",
            "export COMPASS_PROXIES=1",
        )
    elif not local:
        yield warning(
            "environment",
            f"behind a proxy, but open to the network at {settings.host}: visitors can go past it.",
            "export COMPASS_HOST=127.0.0.1",
        )
    if settings.on is not None:
        yield problem("environment", f"the date is fixed to {settings.on}.", "unset COMPASS_ON")


def clock(now: datetime, newest_fact: date | None) -> Findings:
    """Could it be now? ``newest_fact`` is the last day on which a fact was checked: no clock
    that is right shows an earlier one."""
    if newest_fact is not None and now.date() < newest_fact - timedelta(days=1):
        return [
            problem(
                "clock",
                f"it says {now.date()}, but facts were checked on {newest_fact} already.",
                "sudo timedatectl set-ntp true",
            )
        ]
    if now.utcoffset() not in LEEDS_OFFSETS:
        return [
            warning(
                "clock",
                f"the zone is {now:%Z (%z)}: pay, routes and lists change day at another hour "
                "than in Leeds.",
                "sudo timedatectl set-timezone Europe/London",
            )
        ]
    return [ok("clock", f"{now:%Y-%m-%d %H:%M %Z}")]
