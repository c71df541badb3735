"""What arrives from the pages: raw fields turned into values, or kind messages."""

import secrets
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from matching.answers import BadAnswers, Value, check_value
from matching.questionnaire import SCALE_VALUES, TEXT_LIMIT, AboutField, Item
from web.language.words import ngettext

ANSWER: Final = "answer"
WORDS: Final = "words"
_SCALE: Final = {str(value): value for value in SCALE_VALUES}

NOTHING: Final = "nothing"
STRANGE: Final = "strange"


@dataclass(frozen=True)
class Choice:
    """A question's form as it came in. ``problem`` is empty if ``value`` can be kept, else
    ``NOTHING`` if nothing was chosen or ``STRANGE`` if the question offers no such thing."""

    value: Value
    skipped: bool
    problem: str = ""


def new_submission() -> str:
    """The random id of one form: sent twice, it counts once."""
    return secrets.token_urlsafe(12)


def read_choice(item: Item, form: MultiDict[str, str]) -> Choice:
    """The answer in a form. Only the Skip button skips: an empty form asks again, kindly."""
    if form.get("do") == "skip":
        return Choice(None, skipped=True)
    sent = form.getlist(ANSWER)
    if not sent:
        return Choice(None, skipped=False, problem=NOTHING)
    try:
        return Choice(check_value(item, _typed(item, sent)), skipped=False)
    except BadAnswers:
        return Choice(None, skipped=False, problem=STRANGE)


def _typed(item: Item, sent: list[str]) -> object:
    if item.kind == "multi":
        return sent
    if item.kind == "scale" and sent[0] in _SCALE:
        return _SCALE[sent[0]]
    return sent[0]


def read_about(
    fields: tuple[AboutField, ...], form: MultiDict[str, str]
) -> dict[str, str | list[str] | None]:
    """Each fact by its id; None for one that is left empty. Unknown values are left to the
    service, which counts and refuses them."""
    return {
        field.id: (form.getlist(field.id) if field.kind == "multi" else form.get(field.id)) or None
        for field in fields
    }


def too_long(text: str) -> str:
    """By how much words are too long, as a kind request."""
    over = max(1, len(" ".join(text.split())) - TEXT_LIMIT)
    return ngettext(
        "Make it 1 character shorter: %(limit)s is the most",
        "Make it %(num)s characters shorter: %(limit)s is the most",
        over,
        limit=TEXT_LIMIT,
    )
