"""What the service hands out: frozen, typed, and free of tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from matching.adaptive import NextQuestion
from matching.answers import Answers, Fact, Value
from matching.questionnaire import Mode
from matching.slate import Slate

CODES_LIMIT: Final = 3
"""So many recovery codes can be live at once."""

NOTE_LIMIT: Final = 300
"""Characters of a private note on one role."""

MadeFor: TypeAlias = Literal["hand", "plan"]
"""What a recovery code was made for: to be written down by hand, or to stand on a plan."""

Mark: TypeAlias = Literal["more_like_this", "not_for_me"]
"""What a person says of a whole role; one of the two at a time."""


@dataclass(frozen=True)
class Device:
    """A browser that was just given a journey. ``token`` goes into its cookie, nowhere else."""

    token: str
    journey_id: UUID


@dataclass(frozen=True)
class Told:
    """What a person told us and chose, as today's item bank and facts still understand it.

    ``told_on`` has the day (UTC) on which each fact of ``answers.about`` was last told.
    ``answered_ids`` and ``skipped_ids`` are in the order of answering; ``shortlist`` holds role
    ids in the person's own order, those not put in any in the order of saving, ``more_like`` those
    of which the person wanted more, in the order of asking. What is not for them is part of the
    ``answers``: whatever ranks goes by it.
    """

    answers: Answers
    told_on: Mapping[str, date]
    answered_ids: tuple[str, ...]
    skipped_ids: tuple[str, ...]
    shortlist: tuple[str, ...]
    has_code: bool
    more_like: tuple[str, ...] = ()


@dataclass(frozen=True)
class Journey:
    """A journey that was opened by one device.

    Whose it is is known at once. What the person told us is read when it is first asked for,
    and is then as it was at that moment: most forms only add to it and never look. Asking may
    raise ``ServiceUnavailable``.
    """

    id: UUID
    device_id: UUID
    seed: int
    statistics: bool
    started_at: datetime
    read: Callable[[UUID], Told] = field(repr=False, compare=False)

    @cached_property
    def told(self) -> Told:
        """Everything the person told us, as of one moment."""
        return self.read(self.id)

    @property
    def answers(self) -> Answers:
        return self.told.answers

    @property
    def answered_ids(self) -> tuple[str, ...]:
        return self.told.answered_ids

    @property
    def skipped_ids(self) -> tuple[str, ...]:
        return self.told.skipped_ids

    @property
    def about(self) -> Mapping[str, Fact]:
        return self.told.answers.about

    @property
    def own_words(self) -> str:
        return self.told.answers.text

    @property
    def disputed(self) -> frozenset[str]:
        return self.told.answers.disputed

    @property
    def shortlist(self) -> tuple[str, ...]:
        return self.told.shortlist

    @property
    def more_like(self) -> tuple[str, ...]:
        return self.told.more_like

    @property
    def not_for_me(self) -> frozenset[str]:
        return self.told.answers.not_for_me

    @property
    def has_code(self) -> bool:
        return self.told.has_code


@dataclass(frozen=True)
class Asking:
    """How a journey is asked its questions, and where that stands."""

    mode: Mode
    now: NextQuestion


@dataclass(frozen=True)
class Shown:
    """A list that was served, under the id that the log knows it by."""

    list_id: UUID
    slate: Slate


@dataclass(frozen=True)
class CodeInfo:
    """A live recovery code. The code itself is not kept; that of a plan is worked out again from
    its id and the secret key each time the plan is made."""

    id: UUID
    created_at: datetime
    made_for: MadeFor


@dataclass(frozen=True)
class JourneyFacts:
    id: UUID
    seed: int
    statistics: bool
    started_at: datetime
    active_at: datetime


@dataclass(frozen=True)
class HeldDevice:
    """A browser that opened the journey, with the time it was told to forget it, if it was."""

    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class HeldSitting:
    """One sitting on one device, as the log tells them apart."""

    session_id: UUID
    started_at: datetime


@dataclass(frozen=True)
class HeldSubmission:
    """The random number of a form that was sent and a digest of what it said, kept for two
    days so that it counts once."""

    submission: str
    digest: str
    received_at: datetime


@dataclass(frozen=True)
class HeldAnswer:
    item_id: str
    value: Value
    questionnaire_version: str
    answered_at: datetime


@dataclass(frozen=True)
class HeldDispute:
    """A part of the picture that is not to count, by the code its reasons have."""

    part: str
    disputed_at: datetime


@dataclass(frozen=True)
class HeldAbout:
    field: str
    value: str
    told_at: datetime


@dataclass(frozen=True)
class HeldWords:
    text: str
    written_at: datetime


@dataclass(frozen=True)
class HeldRole:
    """A role on the shortlist. ``place`` is where the person put it, None if nowhere yet."""

    role_id: str
    place: int | None
    saved_at: datetime


@dataclass(frozen=True)
class HeldNote:
    """What the person wrote to themselves about a role, on the shortlist or taken off it."""

    role_id: str
    text: str
    written_at: datetime


@dataclass(frozen=True)
class HeldMark:
    """What the person said of a whole role."""

    role_id: str
    mark: str
    marked_at: datetime


@dataclass(frozen=True)
class Holdings:
    """Everything we hold about one journey.

    ``events`` and ``exposures`` are the very rows that analysts count, one mapping a row with
    the column names of the data dictionary, oldest first.
    """

    journey: JourneyFacts
    devices: tuple[HeldDevice, ...]
    sittings: tuple[HeldSitting, ...]
    answers: tuple[HeldAnswer, ...]
    disputed: tuple[HeldDispute, ...]
    about: tuple[HeldAbout, ...]
    own_words: HeldWords | None
    shortlist: tuple[HeldRole, ...]
    notes: tuple[HeldNote, ...]
    marks: tuple[HeldMark, ...]
    codes: tuple[CodeInfo, ...]
    submissions: tuple[HeldSubmission, ...]
    events: tuple[Mapping[str, Any], ...]
    exposures: tuple[Mapping[str, Any], ...]
