"""The item bank: what is asked, how it may be answered, and what each answer measures."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from roles_catalogue.traits import CONDITIONS, INTERESTS, SUBJECTS, VALUES

BLOCKS: Final[dict[str, tuple[str, ...]]] = {
    "interests": INTERESTS,
    "subjects": tuple(SUBJECTS),
    "values": VALUES,
    "conditions": tuple(CONDITIONS),
}
"""The structured blocks of the vector space and their dimensions, in column order."""

SCALE_VALUES: Final = (1, 2, 3, 4, 5)
SCALE_MIDDLE: Final = 3
TEXT_LIMIT: Final = 500

ItemKind = Literal["scale", "choice", "multi"]

NONE_OF_THESE: Final = "none_of_these"
"""An option of a multi that holds only by itself: whoever chose another one has one of these."""

Mode = Literal["adaptive", "fixed"]
"""How questions are asked: each chosen by the answers before it, or one form for everybody."""


class UnknownItem(KeyError):
    """No item has this id."""


class QuestionnaireError(ValueError):
    """The item bank breaks one of its own rules; the message says which."""


@dataclass(frozen=True)
class Measure:
    """A chosen answer moves ``dimension`` of ``block`` in the direction of ``weight``."""

    block: str
    dimension: str
    weight: float


@dataclass(frozen=True)
class Option:
    value: int | str
    label: str
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Item:
    """One question. A scale is answered by 1 to 5, a choice by one option's value, a multi by
    any number of them. ``measures`` of a choice or multi are those of all its options."""

    id: str
    section: str
    kind: ItemKind
    text: str
    hint: str
    options: tuple[Option, ...]
    measures: tuple[Measure, ...]
    first_pass: bool


@dataclass(frozen=True)
class AboutField:
    """One fact of "About you". A choice is told by one option's value, a multi by any of them."""

    id: str
    kind: Literal["choice", "multi"]
    text: str
    hint: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Questionnaire:
    """``start``: the items that an adaptive questionnaire asks first, whatever is answered."""

    version: str
    items: tuple[Item, ...]
    about: tuple[AboutField, ...]
    start: tuple[Item, ...] = ()

    @property
    def first_pass(self) -> tuple[Item, ...]:
        """The twelve items of the fixed form, in asking order."""
        return tuple(item for item in self.items if item.first_pass)

    @property
    def second_pass(self) -> tuple[Item, ...]:
        """What the fixed form asks of those who keep going, in asking order."""
        return tuple(item for item in self.items if not item.first_pass)

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything the match depends on: 12 hexadecimal digits."""
        return hashlib.sha256(repr(self.as_json()).encode()).hexdigest()[:12]

    def item(self, item_id: str) -> Item:
        try:
            return self._by_id[item_id]
        except KeyError:
            raise UnknownItem(item_id) from None

    def as_json(self) -> dict[str, Any]:
        """The public form: ``compass questionnaire --format json`` and the API."""
        return {
            "version": self.version,
            "items": [asdict(item) for item in self.items],
            "about": [asdict(field) for field in self.about],
            "start": [item.id for item in self.start],
        }

    @classmethod
    def load(cls, path: Path | None = None) -> "Questionnaire":
        """Read the item bank.

        Raises:
            QuestionnaireError: an item measures something unknown, or ids repeat.
        """
        text = (path or files("matching") / "questionnaire.yaml").read_text(encoding="utf-8")
        raw = yaml.safe_load(text)
        items = tuple(_item(entry, raw["scales"]) for entry in raw["items"])
        about = tuple(
            AboutField(
                id=entry["id"],
                kind=entry.get("kind", "choice"),
                text=entry["text"],
                hint=entry.get("hint", ""),
                options=tuple(Option(o["value"], o["label"]) for o in entry["options"]),
            )
            for entry in raw["about"]
        )
        ids = [item.id for item in items] + [about_field.id for about_field in about]
        if len(set(ids)) != len(ids):
            raise QuestionnaireError(f"ids repeat: {sorted(i for i in ids if ids.count(i) > 1)}")
        by_id = {item.id: item for item in items}
        unknown = [item_id for item_id in raw["start"] if item_id not in by_id]
        if unknown:
            raise QuestionnaireError(f"start names {unknown[0]}, which no item is called")
        start = tuple(by_id[item_id] for item_id in raw["start"])
        return cls(version=str(raw["version"]), items=items, about=about, start=start)


def _measures(item_id: str, raw: list[Mapping[str, Any]]) -> tuple[Measure, ...]:
    measures = tuple(Measure(m["block"], m["dimension"], float(m["weight"])) for m in raw)
    for measure in measures:
        if measure.dimension not in BLOCKS.get(measure.block, ()):
            raise QuestionnaireError(
                f"{item_id} measures {measure.block}.{measure.dimension}, which does not exist"
            )
    return measures


def _item(raw: Mapping[str, Any], scales: Mapping[str, list[str]]) -> Item:
    kind: ItemKind = raw.get("kind", "scale")
    if kind == "scale":
        labels = scales[raw.get("scale", raw["section"])]
        options = tuple(
            Option(value, label) for value, label in zip(SCALE_VALUES, labels, strict=True)
        )
        measures = _measures(raw["id"], raw["measures"])
    else:
        options = tuple(
            Option(o["value"], o["label"], _measures(raw["id"], o["measures"]))
            for o in raw["options"]
        )
        measures = tuple(measure for option in options for measure in option.measures)
    return Item(
        id=raw["id"],
        section=raw["section"],
        kind=kind,
        text=raw["text"],
        hint=raw.get("hint", ""),
        options=options,
        measures=measures,
        first_pass=bool(raw.get("first_pass", False)),
    )
