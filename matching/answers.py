"""What a person told us, checked against the item bank at the door."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar

from matching.parts import CODES
from matching.questionnaire import (
    NONE_OF_THESE,
    TEXT_LIMIT,
    AboutField,
    Item,
    Questionnaire,
    UnknownItem,
)

Value: TypeAlias = int | str | tuple[str, ...] | None
"""A scale answer 1 to 5, a choice's option, a multi's options, or None for skipped."""

Fact: TypeAlias = str | tuple[str, ...]
"""One fact of "About you": a choice's option, or a multi's options in the item bank's order."""


T = TypeVar("T")

KEYS: Final = ("answers", "text", "about", "disputed")
"""What an ANSWERS.json may hold."""


class BadAnswers(ValueError):
    """Answers that cannot be used. ``problems`` are plain sentences, one a fault."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Answers:
    """``values`` by item id; ``text`` the person's own words; ``about`` by field id.
    ``disputed`` holds codes of the parts of the picture that the person has said are not like
    them: the answers stay as given, and what they say of these parts does not count.
    ``not_for_me`` holds ids of roles that the person has put aside. That is no answer: it says
    nothing of what they are like."""

    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    text: str = ""
    about: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    disputed: frozenset[str] = frozenset()
    not_for_me: frozenset[str] = frozenset()


def check_value(item: Item, raw: object) -> Value:
    """One answer in its canonical form.

    Raises:
        BadAnswers: the value is not one that this item offers.
    """
    if raw is None:
        return None
    offered = [option.value for option in item.options]
    if item.kind == "multi":
        return _chosen(item, raw)
    if isinstance(raw, bool) or not isinstance(raw, int | str) or raw not in offered:
        raise BadAnswers((f"{item.id} takes one of {_listed(offered)}, not {shown(raw)}.",))
    return raw


def check_about(about: AboutField, raw: object) -> Fact | None:
    """One fact about the person; None, or none of a multi's options, leaves it unsaid.

    Raises:
        BadAnswers: the value is not one that this field offers.
    """
    if raw is None:
        return None
    if about.kind == "multi":
        chosen = _chosen(about, raw)
        return tuple(v for v in chosen if v != NONE_OF_THESE) or chosen or None
    offered = [option.value for option in about.options]
    if not isinstance(raw, str) or raw not in offered:
        raise BadAnswers((f"{about.id} takes one of {_listed(offered)}, not {shown(raw)}.",))
    return raw


def _chosen(asked: Item | AboutField, raw: object) -> tuple[str, ...]:
    """Options of a multi, each once, in the item bank's order."""
    offered = [option.value for option in asked.options]
    if not isinstance(raw, list | tuple) or not all(isinstance(v, str) for v in raw):
        raise BadAnswers((f"{asked.id} takes a list of {_listed(offered)}.",))
    strange = [v for v in raw if v not in offered]
    if strange:
        raise BadAnswers(
            (f"{asked.id} does not offer {shown(strange[0])}; it takes {_listed(offered)}.",)
        )
    chosen = set(raw)
    return tuple(str(v) for v in offered if v in chosen)


def check_text(raw: object) -> str:
    """The person's own words, with white space folded and characters no text needs removed.

    Raises:
        BadAnswers: not text, or longer than 500 characters.
    """
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise BadAnswers(("text must be words in quotation marks.",))
    kept = "".join(
        c if c.isprintable() else " " for c in raw.encode("utf-8", "replace").decode("utf-8")
    )
    text = " ".join(kept.split())
    if len(text) > TEXT_LIMIT:
        raise BadAnswers((f"text has {len(text)} characters; {TEXT_LIMIT} is the most.",))
    return text


def check_disputed(raw: object) -> frozenset[str]:
    """Codes of parts that are not to count.

    Raises:
        BadAnswers: not a list, or a code that no reason has.
    """
    if raw is None:
        return frozenset()
    if not isinstance(raw, list | tuple) or not all(isinstance(code, str) for code in raw):
        raise BadAnswers(("disputed must be a list of reasons' codes.",))
    strange = [code for code in raw if code not in CODES]
    if strange:
        raise BadAnswers(
            (f"disputed has {shown(strange[0])}; it takes codes of reasons such as {CODES[0]}.",)
        )
    return frozenset(raw)


def parse_answers(questionnaire: Questionnaire, raw: object) -> Answers:
    """An ANSWERS.json object as Answers; everything in it is optional.

    Raises:
        BadAnswers: with every problem found, not only the first.
    """
    if not isinstance(raw, Mapping):
        raise BadAnswers(('the answers must be an object such as {"answers": {}}.',))
    problems: list[str] = [
        f"{shown(key)} is not known here; use {', '.join(KEYS[:-1])} and {KEYS[-1]}."
        for key in raw
        if key not in KEYS
    ]
    values: dict[str, Value] = {}
    for item_id, value in _object(raw, "answers", problems).items():
        try:
            values[item_id] = check_value(questionnaire.item(item_id), value)
        except UnknownItem:
            problems.append(f"no question has the id {shown(item_id)}.")
        except BadAnswers as bad:
            problems += bad.problems
    fields = {about.id: about for about in questionnaire.about}
    about: dict[str, Fact] = {}
    for key, value in _object(raw, "about", problems).items():
        if key not in fields:
            problems.append(f"about has no {shown(key)}; it has {_listed(list(fields))}.")
            continue
        try:
            checked = check_about(fields[key], value)
        except BadAnswers as bad:
            problems += bad.problems
        else:
            if checked is not None:
                about[key] = checked
    text = _checked(check_text, raw.get("text"), problems) or ""
    disputed = _checked(check_disputed, raw.get("disputed"), problems) or frozenset()
    if problems:
        raise BadAnswers(tuple(problems))
    return Answers(MappingProxyType(values), text, MappingProxyType(about), disputed)


def _checked(check: Callable[[object], T], raw: object, problems: list[str]) -> T | None:
    try:
        return check(raw)
    except BadAnswers as bad:
        problems += bad.problems
        return None


def check_skipped(questionnaire: Questionnaire, ids: Iterable[str] | None) -> tuple[str, ...]:
    """Ids of questions that were passed over, each once; None is the same as none.

    Raises:
        BadAnswers: with every id that no question has.
    """
    given = tuple(dict.fromkeys(ids or ()))
    known = {item.id for item in questionnaire.items}
    strange = tuple(item_id for item_id in given if item_id not in known)
    if strange:
        raise BadAnswers(tuple(f"no question has the id {shown(i)}." for i in strange))
    return given


def _object(raw: Mapping[str, Any], key: str, problems: list[str]) -> Mapping[str, Any]:
    value = raw.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        problems.append(f"{key} must be an object of ids and values.")
        return {}
    return value


def _listed(offered: list[Any]) -> str:
    return ", ".join(str(value) for value in offered)


def shown(value: object) -> str:
    """A value as it may be repeated in a message to whoever sent it: short, on one line."""
    text = ascii(value)
    return text if len(text) <= 40 else text[:37] + "..."
