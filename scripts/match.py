"""``compass match``: the roles for one set of answers, with reasons and ways in."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Final

import click

from matching.answers import Answers, BadAnswers, parse_answers
from matching.as_json import LARGEST_SEED, MOST_ROLES, match_as_json, place_as_json, read_json
from matching.policies import FULL, PLAIN, Policy, UnknownPolicy
from matching.questionnaire import Questionnaire
from matching.recommend import DEFAULT_LIMIT, Engine
from matching.rules import Wishes
from matching.slate import RankedRole, Slate
from roles_catalogue.schema import RouteKind
from scripts.console import echo_json, format_option, offline_settings, on_option, open_engine

INDENT: Final = " " * 5
MOST_MEANT: Final = 5


policy_option = click.option(
    "--policy",
    metavar="NAME",
    help=f"How to rank: {PLAIN.code}, or parts of {FULL.code} joined by dots. Without it, as "
    "COMPASS_POLICY says, or all of them.",
)
"""``--policy``, for ``chosen_policy``."""


@click.command()
@click.argument("answers_file", metavar="ANSWERS.json", type=click.File("rb"))
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_ROLES),
    default=DEFAULT_LIMIT,
    show_default=True,
    help="How many roles at most.",
)
@click.option(
    "--route",
    "routes",
    metavar="KIND",
    type=click.Choice([kind.value for kind in RouteKind]),
    multiple=True,
    help="Roles with this kind of way in first; give it again for more kinds. "
    f"One of {', '.join(RouteKind)}.",
)
@on_option
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help="Number for the exploration.")
@policy_option
@click.option(
    "--where",
    metavar="ROLE",
    help="Instead of the list: the place of one role, by id or by name, with everything that "
    "speaks for it and against it.",
)
@format_option
def match(
    answers_file: IO[bytes],
    limit: int,
    routes: tuple[str, ...],
    on: datetime,
    seed: int | None,
    policy: str | None,
    where: str | None,
    form: str,
) -> None:
    """Rank the roles for one set of answers.

    ANSWERS.json is an object with any of "answers" (item id to value), "text" (the person's
    own words), "about" (field to value) and "disputed" (codes of reasons that are not like the
    person, which then do not count); "-" reads it from standard input. `compass
    questionnaire` lists ids and values. The list is never empty: roles outside --route follow
    the others and name the rule that was relaxed.
    """
    engine = open_engine()
    answers = read_answers(engine.questionnaire, answers_file)
    wishes = Wishes(routes=tuple(RouteKind(kind) for kind in dict.fromkeys(routes)))
    ranking = chosen_policy(policy)
    if where is not None:
        _place(engine, answers, _role_id(engine, where), wishes, ranking, on.date(), form)
        return
    slate = engine.recommend(
        answers, on=on.date(), limit=limit, wishes=wishes, seed=seed, policy=ranking
    )
    if form == "json":
        echo_json(match_as_json(slate, engine.catalogue, on.date()))
        return
    for line in table(slate):
        click.echo(line)


def _role_id(engine: Engine, typed: str) -> str:
    """The one role that is meant."""
    if typed in engine.catalogue:
        return typed
    result = engine.search(typed, limit=MOST_MEANT)
    role_id = result.only
    if role_id is None:
        near = ", ".join(f"{hit.title} ({hit.role_id})" for hit in result.hits)
        raise click.UsageError(f"{typed!r} is no one role's name. Is it one of these? {near}")
    return role_id


def _place(
    engine: Engine,
    answers: Answers,
    role_id: str,
    wishes: Wishes,
    policy: Policy,
    on: date,
    form: str,
) -> None:
    ranked = engine.place_of(answers, role_id, on=on, wishes=wishes, policy=policy)
    if form == "json":
        used = policy if ranked is not None else PLAIN
        echo_json(
            place_as_json(
                ranked,
                engine.catalogue,
                wishes=wishes,
                policy=used,
                versions=engine.versions,
                on=on,
            )
        )
    elif ranked is None:
        click.echo("Nothing usable was answered, so the roles are in no order of fit.")
    else:
        click.echo(f"Place {ranked.position} of {len(engine.catalogue)}")
        for line in _role(ranked):
            click.echo(line)


def chosen_policy(name: str | None) -> Policy:
    """The policy of this name, or without one that of the settings."""
    if name is None:
        return offline_settings().ranking
    try:
        return Policy.named(name)
    except UnknownPolicy as error:
        raise click.UsageError(str(error)) from None


def read_answers(questionnaire: Questionnaire, file: IO[bytes]) -> Answers:
    """The answers in a file.

    Raises:
        click.UsageError: with every problem found.
    """
    try:
        return parse_answers(questionnaire, read_json(file.read()))
    except BadAnswers as bad:
        listed = "\n".join(f"  {problem}" for problem in bad.problems)
        raise click.UsageError(
            f"{getattr(file, 'name', '<stdin>')} cannot be used:\n{listed}\n"
            'It should look like {"answers": {"stopped-machine": 4}, "text": "", "about": {}}.'
        ) from None


def table(slate: Slate) -> Iterator[str]:
    """A slate for people, line by line."""
    versions = slate.versions
    yield (
        f"{len(slate.roles)} of {slate.candidate_count} roles, {slate.passing_count} within the "
        f"rules (catalogue {versions.catalogue}, questionnaire {versions.questionnaire})"
    )
    if slate.basis == "starter":
        yield "Nothing usable was answered: a first look across the families, without reasons."
    elif slate.notes:
        yield f"Notes: {', '.join(slate.notes)}"
    for ranked in slate.roles:
        yield ""
        yield from _role(ranked)


def _role(ranked: RankedRole) -> Iterator[str]:
    yield f"{ranked.position:3}  {ranked.title}  ({ranked.role_id}, score {ranked.score:.3f})"
    if ranked.drawn:
        yield f"{INDENT}something different: drawn from further down, place {ranked.base_position}"
    if ranked.relaxed:
        yield f"{INDENT}outside the rules: {', '.join(ranked.relaxed)}"
    for reason in ranked.reasons:
        yield f"{INDENT}+ {reason.text}"
    for caution in ranked.cautions:
        yield f"{INDENT}- {caution.text}"
    for check in ranked.routes:
        yield f"{INDENT}{check.status.value.replace('_', ' ')}: {check.label}"
