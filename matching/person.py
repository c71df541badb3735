"""What "About you" tells the route rules: ages, qualifications held or expected, wishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from matching.answers import Fact
from matching.questionnaire import NONE_OF_THESE


class Answer(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


AGES: Final[dict[str, tuple[int, int]]] = {
    "year_7_9": (11, 14),
    "year_10": (14, 15),
    "year_11": (15, 16),
    "year_12_13": (16, 18),
    "left_school": (16, 18),
    "adult": (19, 120),
}
"""Youngest and oldest age at each stage."""

POINTS: Final[dict[str, tuple[int, int | None]]] = {
    "0": (0, 47),
    "48": (48, 79),
    "80": (80, 111),
    "112": (112, 135),
    "136": (136, None),
}
"""Fewest and most UCAS points in each band."""

LEVEL_3_AGE: Final = 18
"""Whoever has finished level 3 is that old, or will be by the September in which courses begin."""

BEFORE_YEAR_12: Final = frozenset({"year_7_9", "year_10", "year_11"})


@dataclass(frozen=True)
class Person:
    """Facts for the route rules. Anything not said is unknown, and the unknown closes nothing.

    ``level_3_subjects`` and ``points`` are had or expected. No subjects at all, an empty set, was
    said; None was not.
    """

    stage: str | None = None
    gcses: str | None = None
    english_maths: str | None = None
    highest_level: int | None = None
    earn: str | None = None
    how_soon: str | None = None
    points: str | None = None
    level_3_subjects: frozenset[str] | None = None

    @classmethod
    def from_about(cls, about: Mapping[str, Fact]) -> "Person":
        """The person of checked facts (``answers.check_about``)."""
        said = {field: value for field, value in about.items() if isinstance(value, str)}
        level = said.get("highest_level")
        subjects = about.get("level_3_subjects")
        return cls(
            stage=said.get("stage"),
            gcses=said.get("gcses"),
            english_maths=said.get("english_maths"),
            highest_level=int(level) if level not in (None, "not_sure") else None,
            earn=said.get("earn"),
            how_soon=said.get("how_soon"),
            points=said.get("points"),
            level_3_subjects=None if subjects is None else frozenset(subjects) - {NONE_OF_THESE},
        )

    @property
    def is_16_to_18(self) -> bool:
        """Out of Year 11 and not yet 19: colleges teach English and maths beside any course."""
        return self.stage in ("year_12_13", "left_school")

    @property
    def must_earn(self) -> bool:
        """Training that does not pay is nothing that they can take."""
        return self.earn == "must"

    @property
    def is_before_year_12(self) -> bool:
        """At school up to Year 11: the next steps come with staying on."""
        return self.stage in BEFORE_YEAR_12

    def is_at_least(self, age: int) -> Answer:
        has_level_3 = (self.highest_level or 0) >= 3 and not self.is_before_year_12
        if has_level_3 and age <= LEVEL_3_AGE:
            return Answer.YES
        if self.stage is None:
            return Answer.UNKNOWN
        youngest, oldest = AGES[self.stage]
        if youngest >= age:
            return Answer.YES
        # Year 11 ends at 16: by the summer the minimum of most routes is met, but not today.
        if oldest < age or self.is_before_year_12:
            return Answer.NO
        return Answer.UNKNOWN

    def has_turned(self, age: int) -> Answer:
        """The same by the birthday alone, for what does not wait for the end of Year 11."""
        if self.stage is None or not self.is_before_year_12:
            return self.is_at_least(age)
        youngest, oldest = AGES[self.stage]
        if youngest >= age:
            return Answer.YES
        return Answer.NO if oldest < age else Answer.UNKNOWN

    def is_at_most(self, age: int) -> Answer:
        if self.stage is None:
            return Answer.UNKNOWN
        youngest, oldest = AGES[self.stage]
        if oldest <= age:
            return Answer.YES
        return Answer.NO if youngest > age else Answer.UNKNOWN

    def has_level(self, level: int) -> Answer:
        """A finished qualification at this level. GCSEs at grade 4 are level 2."""
        known = self.highest_level
        # Five GCSEs are level 2, whatever else was said of levels.
        if level <= 2 and self.gcses == "five_plus":
            return Answer.YES
        if known is None:
            return Answer.UNKNOWN
        # The form has one answer for levels 4 and 5.
        if level == 5 and known == 4:
            return Answer.UNKNOWN
        return Answer.YES if known >= level else Answer.NO

    def has_gcses(self, count: int) -> Answer:
        match self.gcses:
            case "five_plus":
                return Answer.YES if count <= 5 else Answer.UNKNOWN
            case "some":
                if count == 1:
                    return Answer.YES
                return Answer.NO if count >= 5 else Answer.UNKNOWN
            case "none":
                return Answer.NO
            case _:
                return Answer.UNKNOWN

    def has_english_and_maths(self) -> Answer:
        match self.english_maths:
            case "both":
                return Answer.YES
            case "english_only" | "maths_only" | "neither":
                return Answer.NO
            case _:
                return Answer.UNKNOWN

    def has_points(self, points: int) -> Answer:
        """As many UCAS points as that. A band that holds the number says neither yes nor no."""
        if self.points not in POINTS:
            return Answer.UNKNOWN
        fewest, most = POINTS[self.points]
        if fewest >= points:
            return Answer.YES
        return Answer.NO if most is not None and most < points else Answer.UNKNOWN
