"""Words for the question pages: everything a template lays out, ready made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from matching.answers import Fact, Value
from matching.questionnaire import AboutField, Item
from web.language.words import N_, Words, _, translated
from web.questions.flow import Walk
from web.questions.forms import ANSWER, NOTHING, STRANGE
from web.questions.stages import ORIGINS, Stage

CHANGED: Final[Mapping[str, str]] = {"list": "/results", "journey": "/my-journey#answers"}
"""Where an answer that was changed can be seen to make a difference."""

NOTHING_CHOSEN: Final[Mapping[str, str]] = Words(
    {
        "scale": N_("Choose the answer that is nearest, or skip this one"),
        "choice": N_("Choose one, or skip this one"),
        "multi": N_("Choose at least one, or skip this one"),
    }
)
STRANGE_CHOICE: Final = N_("Choose one of the answers on this page, or skip")

WHY_WE_ASK: Final[Mapping[str, str]] = Words(
    {
        "stage": N_("Some ways in open at 16, some at 18. This tells us which are open to you."),
        "gcses": N_(
            "Many courses and apprenticeships name a number of GCSEs. Others ask for none."
        ),
        "english_maths": N_(
            "Some ways in ask for these first. In others you take them on the way."
        ),
        "highest_level": N_("So that we do not send you to a course you have already passed."),
        "earn": N_("If you must earn, roles where some way in pays you come first."),
        "how_soon": N_("So that you and anyone who helps you can plan the first step."),
        "points": N_("Some degrees ask for a number of points. Others ask for fewer, or for none."),
        "level_3_subjects": N_(
            "Many health degrees ask for certain subjects. This shows which fit yours."
        ),
    }
)

FOR_ADULTS: Final[Mapping[str, str]] = Words(
    {
        "gcses": N_("The ones you have, however long ago you took them. None is fine."),
        "english_maths": N_("However long ago you took them."),
        "points": N_(
            "From whenever you took them. Three A levels at grade C make 96, and three at grade B "
            "make 120."
        ),
    }
)
"""Hints for somebody who has told us that school is behind them, in place of those that speak of
exams to come."""

LEVEL_3_FACTS: Final = frozenset({"points", "level_3_subjects"})
"""Asked apart: most people on this site have nothing to say to them yet."""


@dataclass(frozen=True)
class OptionRow:
    """``level`` is 1 to 5 on a scale and 0 elsewhere."""

    id: str
    value: str
    label: str
    checked: bool
    level: int


@dataclass(frozen=True)
class QuestionPage:
    """One question. ``origin`` is set when an answer is changed; ``carried`` are the hidden
    fields of its form."""

    item_id: str
    stage: Stage
    text: str
    hint: str
    kind: str
    options: tuple[OptionRow, ...]
    errors: tuple[tuple[str, str], ...]
    origin: str
    carried: tuple[tuple[str, str], ...]
    next_text: str
    skip_text: str

    @property
    def error(self) -> str:
        return self.errors[0][1] if self.errors else ""


def question_page(
    item: Item, stage: Stage, *, given: Value, walk: Walk, origin: str = "", problem: str = ""
) -> QuestionPage:
    """The page of one question, with the answer given so far and what was wrong, if anything."""
    error = {NOTHING: NOTHING_CHOSEN[item.kind], STRANGE: translated(STRANGE_CHOICE)}.get(
        problem, ""
    )
    options = tuple(
        OptionRow(
            id=ANSWER if number == 1 else f"{ANSWER}-{number}",
            value=str(option.value),
            label=translated(option.label),
            checked=option.value in given if isinstance(given, tuple) else option.value == given,
            level=number if item.kind == "scale" else 0,
        )
        for number, option in enumerate(item.options, start=1)
    )
    is_change = origin in ORIGINS
    return QuestionPage(
        item_id=item.id,
        stage=stage,
        text=translated(item.text),
        hint=translated(item.hint),
        kind=item.kind,
        options=options,
        errors=((ANSWER, error),) if error else (),
        origin=origin if is_change else "",
        carried=(("from", origin),) if is_change else walk.pairs,
        next_text=_("Save") if is_change else _("Next"),
        skip_text=_("Take this answer away") if is_change else _("Skip this one"),
    )


@dataclass(frozen=True)
class FactGroup:
    """One fact of "About you" with its options. ``why`` says what it is for; ``kind`` is
    ``choice`` or ``multi``."""

    id: str
    kind: str
    text: str
    hint: str
    why: str
    options: tuple[OptionRow, ...]


@dataclass(frozen=True)
class AboutPage:
    """What "About you" asks. ``level_3`` are the facts for those who have got that far, laid
    away until ``level_3_open``."""

    groups: tuple[FactGroup, ...]
    level_3: tuple[FactGroup, ...]
    level_3_open: bool


def about_page(
    fields: tuple[AboutField, ...], about: Mapping[str, Fact], *, origin: str
) -> AboutPage:
    """The form, with what was told so far. Whoever comes from My journey may have followed a link
    to any fact, so there nothing is laid away."""
    groups = fact_groups(fields, about)
    return AboutPage(
        groups=tuple(group for group in groups if group.id not in LEVEL_3_FACTS),
        level_3=tuple(group for group in groups if group.id in LEVEL_3_FACTS),
        level_3_open=origin == "journey" or not LEVEL_3_FACTS.isdisjoint(about),
    )


def fact_groups(fields: tuple[AboutField, ...], about: Mapping[str, Fact]) -> tuple[FactGroup, ...]:
    """The facts we ask about, with what was told so far. Each can be left unsaid again."""
    hints: Mapping[str, str] = FOR_ADULTS if about.get("stage") == "adult" else {}
    return tuple(
        FactGroup(
            id=field.id,
            kind=field.kind,
            text=translated(field.text),
            hint=hints.get(field.id) or translated(field.hint),
            why=WHY_WE_ASK.get(field.id, ""),
            options=_fact_options(field, about.get(field.id)),
        )
        for field in fields
    )


def _fact_options(field: AboutField, told: Fact | None) -> tuple[OptionRow, ...]:
    options = tuple(
        OptionRow(
            id=f"{field.id}-{number}",
            value=str(option.value),
            label=translated(option.label),
            checked=option.value in told if isinstance(told, tuple) else option.value == told,
            level=0,
        )
        for number, option in enumerate(field.options, start=1)
    )
    if field.kind == "multi":
        return options  # ticks can be taken off again
    return (
        *options,
        OptionRow(f"{field.id}-none", "", _("Leave this out"), told is None, 0),
    )
