"""``compass paths``: from where somebody is to a role."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import IO, Any, Final, TypeVar

import click

from matching.answers import BadAnswers, Fact, parse_answers
from matching.as_json import read_json
from matching.pathways import (
    Pathway,
    Pathways,
    Preference,
    Ways,
    find,
    help_with,
    told,
    total_in_words,
    unpaid_in_words,
)
from matching.pathways.as_json import pathways_as_json
from matching.pathways.find import MOST
from matching.person import Person
from matching.questionnaire import Questionnaire
from roles_catalogue.catalogue import Catalogue
from scripts.console import echo_json, format_option, load_catalogue, on_option

Command = TypeVar("Command", bound=Callable[..., Any])

WIDTH: Final = 96
BY_PREFERENCE: Final = {
    Preference.BALANCED: "a bit of everything",
    Preference.EARN: "earning soon",
    Preference.NO_UNIVERSITY: "no university",
    Preference.FASTEST: "the fastest way",
}


def _about_options(command: Command) -> Command:
    """One option for each question of "About you", with the values that it takes."""
    for field in reversed(Questionnaire.load().about):
        offered = [str(option.value) for option in field.options]
        option = click.option(
            f"--{field.id.replace('_', '-')}",
            field.id,
            type=click.Choice(offered),
            metavar="VALUE",
            multiple=field.kind == "multi",
            help=f"{field.text.rstrip('?')}: {', '.join(offered)}."
            + (" Give it again for more." if field.kind == "multi" else ""),
        )
        command = option(command)
    return command


@click.command()
@click.argument("role_id", metavar="ROLE")
@click.option(
    "--about",
    "about_file",
    metavar="FILE",
    type=click.File("rb"),
    help='A file as for compass match; its "about" is read. What is said by option goes before.',
)
@_about_options
@click.option("--job", metavar="ROLE", default="", help="The job that the person is in already.")
@click.option(
    "--prefer",
    type=click.Choice([preference.value for preference in Preference]),
    help="What matters most. Without it, what --earn and --how-soon say.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=MOST,
    show_default=True,
    help="How many paths at most.",
)
@on_option
@format_option
def paths(
    role_id: str,
    about_file: IO[bytes] | None,
    job: str,
    prefer: str | None,
    limit: int,
    on: datetime,
    form: str,
    **about: Fact | None,
) -> None:
    """Show the best few paths to ROLE for somebody.

    What is not said about them is assumed, and the answer says so.
    """
    catalogue = load_catalogue()
    for named in filter(None, (role_id, job)):
        if named not in catalogue:
            raise click.UsageError(_no_such_role(named, catalogue))
    person = _person(about_file, {name: value for name, value in about.items() if value})
    ways = Ways(catalogue, on.date())
    found = find(ways, person, role_id, Preference(prefer) if prefer else None, job=job)
    found = replace(found, paths=found.paths[:limit])
    if form == "json":
        echo_json(pathways_as_json(found, ways, person))
        return
    for line in in_words(found, ways, person):
        click.echo(line)


def _person(file: IO[bytes] | None, said: Mapping[str, Fact]) -> Person:
    about: dict[str, Fact] = {}
    if file is not None:
        try:
            about.update(parse_answers(Questionnaire.load(), read_json(file.read())).about)
        except BadAnswers as bad:
            listed = "\n".join(f"  {problem}" for problem in bad.problems)
            raise click.UsageError(
                f"{getattr(file, 'name', '<stdin>')} cannot be used:\n{listed}\n"
                'It should look like {"about": {"stage": "year_11"}}.'
            ) from None
    return Person.from_about({**about, **said})


def _no_such_role(named: str, catalogue: Catalogue) -> str:
    from difflib import get_close_matches

    close = get_close_matches(named, [role.id for role in catalogue], n=3)
    hint = f" Did you mean {' or '.join(close)}?" if close else " compass search finds ids."
    return f"no role has the id {named!r}.{hint}"


def in_words(found: Pathways, ways: Ways, person: Person) -> Iterator[str]:
    """The answer for people, line by line."""
    yield f"{found.role.title}, by what matters: {BY_PREFERENCE[found.preference]}"
    for assumed in found.assumed:
        yield f"Not said, so assumed: {assumed}."
    for number, path in enumerate(found.paths, start=1):
        yield ""
        yield "The best way" if number == 1 else f"Another way ({number})"
        yield from _path(path, ways, person)
    if found.nearest is not None:
        yield ""
        yield f"No way there. The nearest job that has one: {found.nearest.role.title}"
        yield from _path(found.nearest.paths[0], ways, person)
    elif not found.paths:
        yield "No way there."


def _path(path: Pathway, ways: Ways, person: Person) -> Iterator[str]:
    yield f"  {total_in_words(path)}. {unpaid_in_words(path)}"
    steps = told(path, ways, person)
    for number, step in enumerate(steps, start=1):
        yield f"  {number}. {step.title} ({step.length}; {step.pay.lower()})"
        for text in filter(None, (step.detail, *step.checks)):
            yield from _wrapped(text)
        yield from _wrapped(f"Source: {step.source} ({step.certainty.value})")
    programme = help_with(path, ways, person)
    yield from _wrapped(f"First: {steps[0].first}", "  ")
    if programme is not None:
        yield from _wrapped(f"Help: {programme.first}", "  ")


def _wrapped(text: str, indent: str = "     ") -> Iterator[str]:
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
    )
