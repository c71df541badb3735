"""What somebody told us, as rows of words: for the list, and for My journey."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from compass.journeys.types import Journey
from matching.answers import Fact, Value
from matching.disputes import set_aside
from matching.questionnaire import AboutField, Item, Mode, Questionnaire
from web.language.words import N_, _, translated

SKIPPED: Final = N_("Skipped")
NOT_ASKED: Final = N_("Not answered yet")


@dataclass(frozen=True)
class SummaryRow:
    """``given`` is False where ``answer`` only says that nothing was said, ``counts`` where the
    person has said that the answer is not like them."""

    text: str
    answer: str
    href: str
    given: bool
    counts: bool = True


def answer_words(item: Item | AboutField, value: Value) -> str:
    """An answer as its own words: "I'd love it", "Chemistry, Computers"."""
    chosen = value if isinstance(value, tuple) else (value,)
    labels = [translated(option.label) for option in item.options if option.value in chosen]
    return "; ".join(labels) if any("," in label for label in labels) else ", ".join(labels)


def answer_rows(
    questionnaire: Questionnaire, journey: Journey, mode: Mode, *, origin: str
) -> tuple[SummaryRow, ...]:
    """Every question that was met, and of a fixed form its first part anyway."""
    met = {*journey.answered_ids, *journey.skipped_ids}
    aside = set_aside(questionnaire, journey.answers)
    return tuple(
        replace(
            _answer_row(item, journey.answers.values, journey.skipped_ids, origin),
            counts=item.id not in aside,
        )
        for item in questionnaire.items
        if item.id in met or (mode == "fixed" and item.first_pass)
    )


def _answer_row(
    item: Item, values: Mapping[str, Value], skipped: Collection[str], origin: str
) -> SummaryRow:
    value = values.get(item.id)
    words = answer_words(item, value) if value is not None else ""
    missing = translated(SKIPPED if item.id in skipped else NOT_ASKED)
    return SummaryRow(
        text=translated(item.text),
        answer=words or missing,
        href=f"/questions/{item.id}?from={origin}",
        given=bool(words),
    )


def about_rows(
    fields: tuple[AboutField, ...], about: Mapping[str, Fact], *, origin: str
) -> tuple[SummaryRow, ...]:
    """The facts of "About you", told or not."""
    return tuple(
        SummaryRow(
            text=translated(field.text),
            answer=answer_words(field, about.get(field.id)) or _("Left out"),
            href=f"/about-you?from={origin}#{field.id}-1",
            given=field.id in about,
        )
        for field in fields
    )
