"""``compass catalogue new``: a role file to fill in."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from pydantic import TypeAdapter, ValidationError

from roles_catalogue.new_role import new_role
from roles_catalogue.schema import Family, Phrase, Slug
from scripts.catalogue.folders import roles_option
from scripts.console import on_option


@click.command("new")
@click.argument("role_id", metavar="ROLE_ID")
@click.option(
    "--family",
    type=click.Choice([family.value for family in Family]),
    required=True,
    help="The family that it belongs to.",
)
@click.option("--title", help="The title of the job, if it is settled.")
@on_option
@roles_option
def new_command(role_id: str, family: str, title: str | None, on: datetime, roles: Path) -> None:
    """Write a new role file to fill in, with help on every field. Never changes a file.

    ROLE_ID is the last part of the page's address, such as ward-clerk.
    """
    if not _fits(Slug, role_id):
        raise click.BadParameter(_better_id(role_id), param_hint="ROLE_ID")
    if title is not None and not (title.isprintable() and _fits(Phrase, title)):
        raise click.BadParameter(
            "a title has 2 to 160 characters and stands on one line.", param_hint="--title"
        )
    taken = sorted(roles.glob(f"*/{role_id}.yaml"))
    if taken:
        raise click.ClickException(
            f"{taken[0]} is there already and stays as it is. Open that file, or choose another id."
        )
    path = roles / family / f"{role_id}.yaml"
    text = new_role(role_id, Family(family), title and title.strip(), on.date())
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None
    click.echo(
        f"{path} is ready to fill in. Then run:\n"
        f"  compass catalogue preview {role_id}   to see the page\n"
        "  compass catalogue check   to see what is still to be written, and what is wrong"
    )


def _fits(kind: Any, text: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    return True


def _better_id(role_id: str) -> str:
    rule = (
        f"{role_id!r} is no id: small letters a to z and digits, words joined by single hyphens, "
        "60 characters at most."
    )
    better = "-".join(re.findall(r"[a-z0-9]+", role_id.lower().replace("'", "")))
    return f"{rule} Try {better}." if better and _fits(Slug, better) else rule
