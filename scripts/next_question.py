"""``compass next``: the question to ask after one set of answers, and how sure the list is."""

from collections.abc import Iterator
from typing import IO

import click

from matching.adaptive import FIRST, NextQuestion
from matching.as_json import next_as_json
from matching.questionnaire import Questionnaire
from scripts.console import echo_json, format_option, open_engine
from scripts.match import chosen_policy, policy_option, read_answers
from scripts.questionnaire import item_lines


@click.command("next")
@click.argument("answers_file", metavar="ANSWERS.json", type=click.File("rb"))
@policy_option
@format_option
def next_question(answers_file: IO[bytes], policy: str | None, form: str) -> None:
    """Say what to ask next.

    ANSWERS.json is that of `compass match`; a question that was skipped is there with null. The
    next question is the one whose answer is expected to tell most about this person's list.
    """
    engine = open_engine()
    answers = read_answers(engine.questionnaire, answers_file)
    following = engine.next_question(answers, policy=chosen_policy(policy))
    if form == "json":
        echo_json(next_as_json(following, engine.questionnaire, engine.versions))
        return
    for line in table(following, engine.questionnaire):
        click.echo(line)


def table(following: NextQuestion, bank: Questionnaire) -> Iterator[str]:
    """Where the questions stand, for people, line by line."""
    asked = "1 question" if following.asked == 1 else f"{following.asked} questions"
    enough = "enough was asked" if following.done else "go on"
    yield (
        f"{asked} asked: {following.certainty}, {enough}. One more answer is expected to replace "
        f"{following.expected_change:.1f} of the first {FIRST} roles."
    )
    if following.item_id is None:
        yield "No question is left."
        return
    yield ""
    yield from item_lines(bank.item(following.item_id))
