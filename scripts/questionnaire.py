"""``compass questionnaire``: the item bank, for people or for programs."""

from collections.abc import Iterator

import click

from matching.questionnaire import AboutField, Item, Questionnaire
from scripts.console import echo_json, format_option


@click.command()
@format_option
def questionnaire(form: str) -> None:
    """Show what is asked.

    Every question has an id and the values that answer it; ANSWERS.json for `compass match`
    is made of these. The fixed form has a first part of twelve questions, then the others.
    """
    bank = Questionnaire.load()
    if form == "json":
        echo_json(bank.as_json())
        return
    for line in table(bank):
        click.echo(line)


def table(bank: Questionnaire) -> Iterator[str]:
    """The item bank for people, line by line."""
    yield f"Questionnaire {bank.version}"
    parts: dict[str, tuple[Item | AboutField, ...]] = {
        "First pass": bank.first_pass,
        "Keep going": bank.second_pass,
        "About you": bank.about,
    }
    for heading, asked in parts.items():
        yield f"\n{heading}"
        for question in asked:
            yield from item_lines(question)


def item_lines(question: Item | AboutField) -> Iterator[str]:
    """A question's id, what answers it, and its words."""
    yield f"  {question.id}  {_values(question)}"
    yield f"      {question.text}"


def _values(asked: Item | AboutField) -> str:
    values = [str(option.value) for option in asked.options]
    if asked.kind == "scale":
        return f"{values[0]} to {values[-1]}"
    listed = ", ".join(values)
    return f"any of: {listed}" if asked.kind == "multi" else f"one of: {listed}"
