"""``compass catalogue paths``: how far each role is for somebody who has finished nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path as Folder
from typing import TYPE_CHECKING, Any

import click

from roles_catalogue.catalogue import Catalogue
from scripts.catalogue.folders import counted, roles_option, sound
from scripts.console import echo_json, format_option, on_option

if TYPE_CHECKING:
    from matching.pathways import Pathway, Ways

NEVER = "no way found"


@click.command("paths")
@click.argument("role_ids", metavar="[ROLE]...", nargs=-1)
@on_option
@roles_option
@format_option
def paths_command(role_ids: Sequence[str], on: datetime, roles: Folder, form: str) -> None:
    """Show a way with the fewest steps to each ROLE for somebody of 16 to 18 with no GCSEs.

    Without a ROLE, how many roles are how many steps away. A step is a qualification finished,
    or a job or a course into it begun.
    """
    from matching.pathways import Ways, fewest_steps

    loaded = sound(roles)
    for role_id in role_ids:
        if role_id not in loaded:
            raise click.UsageError(f"no role has the id {role_id!r}.")
    ways = Ways(loaded, on.date())
    paths = fewest_steps(ways)
    if form == "json":
        wanted = role_ids or [role.id for role in loaded]
        echo_json({role_id: _as_json(paths.get(role_id)) for role_id in wanted})
        return
    if role_ids:
        for role_id in role_ids:
            for line in _in_full(ways, role_id, paths.get(role_id)):
                click.echo(line)
        return
    for line in _distribution(loaded, paths):
        click.echo(line)


def _in_full(ways: "Ways", role_id: str, path: "Pathway | None") -> Iterator[str]:
    from matching.pathways import NOTHING_YET, told

    yield ways.catalogue.get(role_id).title
    if path is None:
        yield f"  {NEVER}"
        return
    for number, step in enumerate(told(path, ways, NOTHING_YET), start=1):
        yield f"  {number}. {step.title}: {step.detail}".rstrip(":. ")


def _distribution(loaded: Catalogue, paths: Mapping[str, "Pathway"]) -> Iterator[str]:
    steps = {role.id: len(paths[role.id].steps) if role.id in paths else 0 for role in loaded}
    furthest = max(steps.values(), default=0)
    total = Counter(steps.values())
    yield f"{counted(len(loaded), 'role')}, from no qualification at 16 to 18"
    yield ""
    yield f"{'family':26}" + "".join(f"{number:>5}" for number in range(1, furthest + 1)) + " steps"
    for family, members in loaded.families().items():
        count = Counter(steps[role.id] for role in members)
        yield f"{family.value:26}" + _row(count, furthest)
    yield f"{'all':26}" + _row(total, furthest)
    for role_id in (role_id for role_id, number in steps.items() if not number):
        yield f"{role_id}: {NEVER}"


def _row(count: Mapping[int, int], furthest: int) -> str:
    return "".join(f"{count.get(number) or '.':>5}" for number in range(1, furthest + 1))


def _as_json(path: "Pathway | None") -> list[dict[str, Any]] | None:
    if path is None:
        return None
    return [
        {"role": step.role.id, "route": step.route.label, "kind": step.route.kind.value}
        if step.role is not None and step.route is not None and step.experience is None
        else {"study": step.kind.value}
        for step in path.steps
    ]
