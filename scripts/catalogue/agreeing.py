"""``compass catalogue agreement``: how far two raters of the conditions agree."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import click

from roles_catalogue import ratings
from roles_catalogue.traits import CONDITION_MAX, CONDITIONS
from scripts.console import echo_json, format_option

RUBRIC: Final = Path(__file__).parents[2] / "docs" / "rubric.md"


@dataclass(frozen=True)
class Agreement:
    """Of one condition: Cohen's kappa with linear and quadratic weights over all roles, and
    over those that the rubric gives neither rater as an example; how many roles the raters gave
    the same number, and how many were two or more apart."""

    condition: str
    roles: int
    linear: float
    quadratic: float
    unseen_roles: int
    unseen_quadratic: float
    same: int
    far: int


@click.command("agreement")
@format_option
def agreement_command(form: str) -> None:
    """Show weighted kappa between raters A and B, condition by condition, on their first pass."""
    try:
        one, other = (ratings.load(rater) for rater in ratings.RATERS)
    except ratings.BadRatings as error:
        raise click.ClickException(str(error)) from None
    found = tuple(agreements(one, other, examples(RUBRIC.read_text(encoding="utf-8"))))
    if form == "json":
        echo_json([asdict(row) for row in found])
        return
    click.echo("condition          linear  quadratic  without examples  same  two or more apart")
    for row in found:
        click.echo(
            f"{row.condition:17}{row.linear:8.2f}{row.quadratic:11.2f}{row.unseen_quadratic:18.2f}"
            f"{row.same:6}{row.far:19}"
        )
    click.echo(f"{counted(found)}. Raters of one kind: an upper bound of what people would agree.")


def agreements(
    one: ratings.Ratings, other: ratings.Ratings, seen: Mapping[str, frozenset[str]]
) -> Iterator[Agreement]:
    """Each condition's agreement over the roles that both have rated.

    Args:
        seen: by condition, the roles whose rating the rubric gives away.
    """
    from sklearn.metrics import cohen_kappa_score

    scale = range(CONDITION_MAX + 1)
    both = sorted(one.keys() & other.keys())
    for condition in CONDITIONS:
        pairs = {role: (one[role][condition], other[role][condition]) for role in both}
        unseen = [pair for role, pair in pairs.items() if role not in seen.get(condition, ())]

        def kappa(rated: list[tuple[int, int]], weights: str) -> float:
            first, second = zip(*rated, strict=True)
            return float(cohen_kappa_score(first, second, labels=list(scale), weights=weights))

        apart = [abs(first - second) for first, second in pairs.values()]
        yield Agreement(
            condition=condition,
            roles=len(pairs),
            linear=kappa(list(pairs.values()), "linear"),
            quadratic=kappa(list(pairs.values()), "quadratic"),
            unseen_roles=len(unseen),
            unseen_quadratic=kappa(unseen, "quadratic"),
            same=apart.count(0),
            far=sum(distance >= ratings.APART for distance in apart),
        )


def examples(rubric: str) -> Mapping[str, frozenset[str]]:
    """By condition, the roles that the rubric's table of it names."""
    parts = re.split(r"^## (.+)$", rubric, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {
        name: frozenset(re.findall(r"`([a-z0-9-]+)`", "".join(re.findall(r"^\|.*$", text, re.M))))
        for name, text in sections.items()
        if name in CONDITIONS
    }


def counted(found: tuple[Agreement, ...]) -> str:
    far = sum(row.far for row in found)
    return f"{found[0].roles} roles, {far} ratings of {found[0].roles * len(found)} far apart"
