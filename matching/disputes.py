"""What somebody says is not like them: which answers stand behind a reason, and which still count.

A reason rests on one part of the picture. Disputed, that part is left out of the person's
profile, as if nobody had asked; the answers stay as they were given.
"""

from dataclasses import dataclass

from matching.answers import Answers, Value
from matching.parts import OWN_WORDS, code_of
from matching.profile import measured
from matching.questionnaire import BLOCKS, Item, Option, Questionnaire


@dataclass(frozen=True)
class Source:
    """An answer that speaks of a part. ``options`` are what was picked that does: all of the
    answer, unless the question takes several."""

    item: Item
    options: tuple[Option, ...]


def parts_of(item: Item, value: Value) -> frozenset[str]:
    """Codes of the parts that an answer speaks of; none if it was skipped. What was left when
    other options were picked is not spoken of."""
    return frozenset(
        code_of(block, BLOCKS[block][column])
        for block, marks in measured(item, value).items()
        for column, _, picked in marks
        if picked
    )


def behind(questionnaire: Questionnaire, answers: Answers, code: str) -> tuple[Source, ...]:
    """The answers that speak of a part, in the order of the questions. The person's own words
    are none of them."""
    found = []
    for item in questionnaire.items:
        value = answers.values.get(item.id)
        if code in parts_of(item, value):
            picked = value if isinstance(value, tuple) else (value,)
            options = tuple(
                option
                for option in item.options
                if option.value in picked and (not option.measures or _speaks(option, code))
            )
            found.append(Source(item, options))
    return tuple(found)


def set_aside(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """Ids of the items whose answer speaks only of disputed parts, and so does not count."""
    if not answers.disputed:
        return frozenset()
    return frozenset(
        item_id
        for item_id, value in answers.values.items()
        if (parts := parts_of(questionnaire.item(item_id), value)) and parts <= answers.disputed
    )


def counts_again(item: Item, before: Value, now: Value) -> frozenset[str]:
    """Codes of the parts that an answer makes count, whatever was disputed before it was given:
    what it speaks of, and what the answer ``before`` it spoke of. Skipping a question says nothing,
    so it brings nothing back."""
    return frozenset() if now is None else parts_of(item, before) | parts_of(item, now)


def counted_text(answers: Answers) -> str:
    """The person's own words, unless they are disputed."""
    return "" if OWN_WORDS in answers.disputed else answers.text


def _speaks(option: Option, code: str) -> bool:
    return any(code_of(measure.block, measure.dimension) == code for measure in option.measures)
