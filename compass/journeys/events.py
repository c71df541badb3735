"""Everything the log can say: a closed set of events, each with a name, a version and a shape.

An event carries no answer value, no words a person wrote and nothing that names anybody: every
text in here is a code, a version or a title from the catalogue. A changed shape gets a new
``VERSION``; ``docs/data-dictionary.md`` is made from these classes.
"""

import re
from typing import Annotated, ClassVar, Final, Literal, TypeAlias, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from matching.adaptive import Certainty
from matching.questionnaire import Mode
from matching.rules import WishKind

Surface: TypeAlias = Literal[
    "home",
    "questions",
    "about_you",
    "your_words",
    "results",
    "roles",
    "role",
    "place",
    "compare",
    "search",
    "my_journey",
    "my_plan",
    "come_back",
    "finish",
]
"""The part of the site something happened on."""

SURFACES: Final[tuple[Surface, ...]] = get_args(Surface)

Entry: TypeAlias = Literal["direct", "class", "adviser", "campaign"]
"""How a journey began."""

Part: TypeAlias = Literal["first", "second"]
"""What is asked before the first list, and what those meet who keep going."""

_MODE: Final = "Whether each answer chose the next item, or the form was the same for everybody."

ActorRole: TypeAlias = Literal["young_person"]

MS_CAP: Final = 120_000
"""Time taken is cut off at two minutes: longer means that nobody was looking."""

OTHER: Final = "other"
REASON_LIMIT: Final = 40

_CODE: Final = r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$"

Code = Annotated[str, StringConstraints(pattern=_CODE, max_length=60)]
Version = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+:/-]{1,80}$")]
Count = Annotated[int, Field(ge=0)]
Milliseconds = Annotated[int, Field(ge=0, le=MS_CAP)]


class Event(BaseModel):
    """The properties of one kind of event. An unknown property is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1


class JourneyStarted(Event):
    """A journey began on this device."""

    NAME: ClassVar[str] = "journey.started"
    entry: Entry = Field(description="How it began.")


class JourneyResumed(Event):
    """A journey was opened again on another device or day."""

    NAME: ClassVar[str] = "journey.resumed"
    kind: Literal["code"] = Field(description="What opened it.")


class JourneyForgotten(Event):
    """The person finished and asked this device to forget the journey."""

    NAME: ClassVar[str] = "journey.forgotten"
    erased: bool = Field(
        description="True if nobody could come back, so that the answers were erased."
    )


class QuestionnaireStarted(Event):
    """The first item was answered or skipped. Version 1 had no ``mode``: all forms were fixed."""

    NAME: ClassVar[str] = "questionnaire.started"
    VERSION: ClassVar[int] = 2
    instrument: Version = Field(description="Version of the item bank.")
    mode: Mode = Field(description=_MODE)
    n_items: Count = Field(
        description="How many items the first part has; of an adaptive one, has at most."
    )


class QuestionnaireAnswered(Event):
    """An item was answered or skipped. The answer itself is never in the log."""

    NAME: ClassVar[str] = "questionnaire.answered"
    item: Code = Field(description="Id of the item.")
    skipped: bool = Field(description="True if it was skipped.")
    changed: bool = Field(description="True if an earlier answer to the item was replaced.")
    ms: Milliseconds | None = Field(
        description="Time taken in milliseconds, 120,000 at most; empty if not measured."
    )


class QuestionnaireCompleted(Event):
    """A part came to its end. The first part of an adaptive questionnaire ends when the list is
    steady or enough was asked, the second when every item of the bank was met. Of a fixed form
    each part ends with its last item. Each part ends once in a journey, and unseen if some of
    its items were met while statistics were off.
    Version 1 had neither ``mode``, as all forms were fixed, nor ``certainty``."""

    NAME: ClassVar[str] = "questionnaire.completed"
    VERSION: ClassVar[int] = 2
    instrument: Version = Field(description="Version of the item bank.")
    mode: Mode = Field(description=_MODE)
    part: Part = Field(description="Which part is complete.")
    answered: Count = Field(
        description="How many items of the part are answered; of an adaptive second part, of all."
    )
    skipped: Count = Field(
        description="How many items of the part are skipped; of an adaptive second part, of all."
    )
    certainty: Certainty = Field(description="How sure the list was then.")


class AboutAnswered(Event):
    """A fact about the person's situation was given or taken back. The fact is not in the log."""

    NAME: ClassVar[str] = "about.answered"
    field: Code = Field(description="Id of the field.")
    skipped: bool = Field(description="True if it was left empty.")
    changed: bool = Field(description="True if an earlier choice was replaced or taken back.")


class OwnWordsWritten(Event):
    """Something was written in the person's own words, or taken back. No words in the log."""

    NAME: ClassVar[str] = "own_words.written"
    cleared: bool = Field(description="True if the words were taken back.")


class RecommendationsShown(Event):
    """A list of roles was served. Its rows are in the exposures.
    In version 1 there was no ``ways`` among the filters."""

    NAME: ClassVar[str] = "recommendations.shown"
    VERSION: ClassVar[int] = 2
    list_id: UUID = Field(description="The list, as in the exposures.")
    n: Count = Field(description="How many roles it had.")
    candidates: Count = Field(description="How many roles were considered.")
    passing: Count = Field(description="How many of them pass all rules.")
    model_version: Version = Field(description="Version of the matching model.")
    policy: Code = Field(description="What was done to the order, as in the exposures.")
    basis: Literal["answers", "starter"] = Field(
        description="`starter` where nothing usable was answered."
    )
    notes: tuple[Code, ...] = Field(description="Codes of what was said about the list.")
    filters: tuple[WishKind, ...] = Field(description="Which kinds of wishes were in force.")
    latency_ms: Milliseconds = Field(description="Time the matching took, in milliseconds.")


class ReasonDisputed(Event):
    """A reason was said to be "not like me", or that was taken back. Answering again what it
    rests on takes it back too."""

    NAME: ClassVar[str] = "reason.disputed"
    role_id: Code | None = Field(
        description="The role beside which it stood; empty where it was taken back."
    )
    list_id: UUID | None = Field(description="The list it stood in; empty if none.")
    reason: Code = Field(description="The reason's code, as in the exposures.")
    undone: bool = Field(description="True if it was taken back.")


class RoleHidden(Event):
    """A role was said to be "not for me", or that was taken back. Wanting to see more like a role
    is in no event: it opens a page."""

    NAME: ClassVar[str] = "role.hidden"
    role_id: Code = Field(description="The role.")
    list_id: UUID | None = Field(description="The list it stood in; empty if none.")
    undone: bool = Field(description="True if it was taken back.")


class RoleOpened(Event):
    """A role's page was opened."""

    NAME: ClassVar[str] = "role.opened"
    role_id: Code = Field(description="The role.")
    list_id: UUID | None = Field(description="The list it was opened from; empty if none.")
    position: int | None = Field(ge=1, description="Its place in that list; empty if none.")


class RoleSaved(Event):
    """A role was put on the shortlist."""

    NAME: ClassVar[str] = "role.saved"
    role_id: Code = Field(description="The role.")
    list_id: UUID | None = Field(description="The list it was saved from; empty if none.")


class RoleUnsaved(Event):
    """A role was taken off the shortlist."""

    NAME: ClassVar[str] = "role.unsaved"
    role_id: Code = Field(description="The role.")
    list_id: UUID | None = Field(description="The list it was taken off in; empty if none.")


class RolesCompared(Event):
    """Roles were looked at side by side."""

    NAME: ClassVar[str] = "role.compared"
    role_ids: tuple[Code, ...] = Field(
        min_length=2, description="The roles, in the order in which they stood."
    )


class SearchRun(Event):
    """Somebody searched the roles."""

    NAME: ClassVar[str] = "search.run"
    query: Annotated[str, StringConstraints(min_length=1, max_length=160)] = Field(
        description="A title or other name exactly as the catalogue has it, or `other`."
    )
    query_length: Count = Field(description="Length of what was typed, in characters.")
    results: Count = Field(description="How many roles were found.")


class CodeMade(Event):
    """A recovery code was made."""

    NAME: ClassVar[str] = "code.made"
    live: Count = Field(description="How many codes are live now.")


class CodeRevoked(Event):
    """A recovery code was revoked."""

    NAME: ClassVar[str] = "code.revoked"
    live: Count = Field(description="How many codes are live now.")


class PlanExported(Event):
    """The plan was taken away on paper. What the person wrote in it is not in the log."""

    NAME: ClassVar[str] = "plan.exported"
    kind: Literal["pdf"] = Field(description="As what.")
    roles: Count = Field(description="How many roles were on the shortlist.")
    code: bool = Field(description="True if it carries a recovery code of its own.")


class DataViewed(Event):
    """The person looked at what we hold about the journey."""

    NAME: ClassVar[str] = "data.viewed"


class DataDownloaded(Event):
    """The person took away what we hold about the journey."""

    NAME: ClassVar[str] = "data.downloaded"


EVENTS: Final[tuple[type[Event], ...]] = (
    JourneyStarted,
    JourneyResumed,
    JourneyForgotten,
    QuestionnaireStarted,
    QuestionnaireAnswered,
    QuestionnaireCompleted,
    AboutAnswered,
    OwnWordsWritten,
    RecommendationsShown,
    ReasonDisputed,
    RoleHidden,
    RoleOpened,
    RoleSaved,
    RoleUnsaved,
    RolesCompared,
    SearchRun,
    CodeMade,
    CodeRevoked,
    PlanExported,
    DataViewed,
    DataDownloaded,
)
"""Every event there is, in the order of the data dictionary."""

EVENT_NAMES: Final = frozenset(event.NAME for event in EVENTS)


def is_reason(text: str) -> bool:
    """True if a text is short and plain enough to be a reason in the rejected counts."""
    return len(text) <= REASON_LIMIT and re.fullmatch(r"[a-z]+(_[a-z]+)*", text) is not None


def capped_ms(took_ms: int | None) -> int | None:
    """Time taken as it is logged: never above the cap; None if it makes no sense."""
    if took_ms is None or took_ms < 0:
        return None
    return min(took_ms, MS_CAP)
