"""The tables of a journey and of the log. What must never be untrue is a constraint here.

Everything a person owns hangs from ``journeys`` by a foreign key that deletes with it, so
deleting the one row deletes them all. ``tombstones`` and ``rejected_counts`` hold nothing
that leads back to anybody.
"""

from datetime import date, datetime
from typing import Any, Final, get_args
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from compass.journeys.types import CODES_LIMIT, NOTE_LIMIT, Mark
from compass.orm import Base, UtcDateTime
from matching.questionnaire import TEXT_LIMIT

SUBMISSION_LIMIT: Final = 64
DIGEST_LENGTH: Final = 32
HASH_LENGTH: Final = 64


def _owner() -> ForeignKey:
    return ForeignKey("journeys.id", ondelete="CASCADE")


class JourneyRow(Base):
    """One pseudonymous visit, which may span days and devices."""

    __tablename__ = "journeys"
    __table_args__ = (CheckConstraint("seed >= 0", name="seed_not_negative"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    seed: Mapped[int] = mapped_column(BigInteger)
    statistics: Mapped[bool]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class DeviceRow(Base):
    """One browser that may open the journey, until it is ended or too old."""

    __tablename__ = "devices"
    __table_args__ = (
        CheckConstraint(f"length(token_hash) = {HASH_LENGTH}", name="token_hash_length"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    journey_id: Mapped[UUID] = mapped_column(_owner(), index=True)
    token_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AnswerRow(Base):
    """The present answer to one item. A null value means that the item was skipped."""

    __tablename__ = "answers"

    journey_id: Mapped[UUID] = mapped_column(_owner(), primary_key=True)
    item_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    questionnaire_version: Mapped[str] = mapped_column(String(40))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AboutRow(Base):
    """One fact about the person's situation, by the option they chose. A fact with several options
    has a row for each one chosen, named ``field.option``."""

    __tablename__ = "about"

    journey_id: Mapped[UUID] = mapped_column(_owner(), primary_key=True)
    field: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(60))
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OwnWordsRow(Base):
    """What the person wrote for the match to read. Of a journey's tables only this one and
    ``role_notes`` hold text that somebody typed."""

    __tablename__ = "own_words"
    __table_args__ = (
        CheckConstraint(f"length(text) BETWEEN 1 AND {TEXT_LIMIT}", name="text_length"),
    )

    journey_id: Mapped[UUID] = mapped_column(_owner(), primary_key=True)
    text: Mapped[str] = mapped_column(String(TEXT_LIMIT))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedRoleRow(Base):
    """One role on the shortlist. ``place`` counts from 1; empty if it was not put in any order."""

    __tablename__ = "saved_roles"
    __table_args__ = (CheckConstraint("place >= 1", name="place_positive"),)

    journey_id: Mapped[UUID] = mapped_column(_owner(), primary_key=True)
    role_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[int | None] = mapped_column(SmallInteger)


class RoleNoteRow(Base):
    """What the person wrote to themselves about one role. Nothing but their own pages reads it."""

    __tablename__ = "role_notes"
    __table_args__ = (
        CheckConstraint(f"length(text) BETWEEN 1 AND {NOTE_LIMIT}", name="text_length"),
    )

    journey_id: Mapped[UUID] = mapped_column(_owner(), primary_key=True)
    role_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    text: Mapped[str] = mapped_column(String(NOTE_LIMIT))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DisputedPartRow(Base):
    """One part of the picture that the person says is not like them: it does not count."""

    __tablename__ = "disputed_parts"

    journey_id: Mapped[UUID] = mapped_column(_owner(), primary_key=True)
    part: Mapped[str] = mapped_column(String(60), primary_key=True)
    disputed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RoleMarkRow(Base):
    """One role of which the person wants to see more like it, or that is not for them."""

    __tablename__ = "role_marks"
    __table_args__ = (
        CheckConstraint(
            f"mark IN ({', '.join(repr(mark) for mark in get_args(Mark))})", name="mark_known"
        ),
    )

    journey_id: Mapped[UUID] = mapped_column(_owner(), primary_key=True)
    role_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    mark: Mapped[str] = mapped_column(String(20))
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CodeRow(Base):
    """One live recovery code. Its slot makes a fourth one impossible; one of them may be for the
    plan."""

    __tablename__ = "recovery_codes"
    __table_args__ = (
        UniqueConstraint("journey_id", "slot"),
        CheckConstraint(f"slot BETWEEN 1 AND {CODES_LIMIT}", name="slot_range"),
        CheckConstraint(f"length(code_hash) = {HASH_LENGTH}", name="code_hash_length"),
        CheckConstraint("made_for IN ('hand', 'plan')", name="made_for_known"),
        Index(
            "uq_recovery_codes_plan",
            "journey_id",
            unique=True,
            sqlite_where=text("made_for = 'plan'"),
            postgresql_where=text("made_for = 'plan'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    journey_id: Mapped[UUID] = mapped_column(_owner())
    slot: Mapped[int] = mapped_column(SmallInteger)
    code_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_for: Mapped[str] = mapped_column(String(10), server_default="hand")


class SubmissionRow(Base):
    """A form that was sent, so that sending it again does nothing. ``digest`` is of what it
    last said: a page that the back button kept may say something else under its old number."""

    __tablename__ = "submissions"

    journey_id: Mapped[UUID] = mapped_column(_owner(), primary_key=True)
    submission: Mapped[str] = mapped_column(String(SUBMISSION_LIMIT), primary_key=True)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class DeviceSessionRow(Base):
    """One sitting on one device. Append-only; it belongs to the log."""

    __tablename__ = "device_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    journey_id: Mapped[UUID] = mapped_column(_owner(), index=True)
    device_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("devices.id", ondelete="SET NULL"), index=True
    )
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EventRow(Base):
    """One thing that happened. Append-only. The ``doc`` of each column is the data dictionary's."""

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "name", "received_at"),
        Index(None, "session_id", "received_at"),
        CheckConstraint("schema_version >= 1", name="schema_version_positive"),
        CheckConstraint("actor_role IN ('young_person')", name="actor_role_known"),
    )

    event_id: Mapped[UUID] = mapped_column(
        primary_key=True,
        doc="UUIDv7 made by the server: it sorts by the time of writing.",
    )
    name: Mapped[str] = mapped_column(String(40), doc="What happened: one of the events below.")
    schema_version: Mapped[int] = mapped_column(
        SmallInteger, doc="Version of the shape of `props` for this name."
    )
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime, doc="When it happened, UTC.")
    received_at: Mapped[datetime] = mapped_column(
        UtcDateTime, index=True, doc="When the server wrote it, UTC."
    )
    journey_id: Mapped[UUID] = mapped_column(
        _owner(), index=True, doc="The journey: one person on one set of recovery codes."
    )
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("device_sessions.id", ondelete="CASCADE"),
        doc="The sitting: one device, a new one after 30 minutes without an event or 24 hours.",
    )
    actor_role: Mapped[str] = mapped_column(String(20), doc="Who did it: `young_person`.")
    surface: Mapped[str] = mapped_column(String(20), doc="The part of the site it happened on.")
    class_session_id: Mapped[UUID | None] = mapped_column(
        doc="The class session it belongs to; empty outside a lesson."
    )
    app_version: Mapped[str] = mapped_column(String(40), doc="Version of Career Compass.")
    catalogue_version: Mapped[str] = mapped_column(
        String(40), doc="Content hash of the role catalogue in use."
    )
    questionnaire_version: Mapped[str] = mapped_column(
        String(40), doc="Version of the item bank in use."
    )
    props: Mapped[dict[str, Any]] = mapped_column(
        JSON, doc="The event's own properties as JSON, closed by its schema."
    )


class ExposureRow(Base):
    """One role that was shown in one list. Append-only."""

    __tablename__ = "exposures"
    __table_args__ = (
        UniqueConstraint("list_id", "role_id"),
        CheckConstraint("position >= 1", name="position_positive"),
        CheckConstraint("base_position >= 1", name="base_position_positive"),
        CheckConstraint("propensity > 0 AND propensity <= 1", name="propensity_range"),
        CheckConstraint("basis IN ('answers', 'starter')", name="basis_known"),
        CheckConstraint(
            "passing_count >= 0 AND passing_count <= candidate_count", name="passing_count_range"
        ),
    )

    list_id: Mapped[UUID] = mapped_column(
        primary_key=True, doc="The list: one each time results were really served."
    )
    served_at: Mapped[datetime] = mapped_column(
        UtcDateTime, index=True, doc="When the list was served, UTC."
    )
    journey_id: Mapped[UUID] = mapped_column(_owner(), index=True, doc="The journey.")
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("device_sessions.id", ondelete="CASCADE"), index=True, doc="The sitting."
    )
    surface: Mapped[str] = mapped_column(String(20), doc="The part of the site it was shown on.")
    role_id: Mapped[str] = mapped_column(String(60), doc="The role shown.")
    position: Mapped[int] = mapped_column(
        SmallInteger,
        primary_key=True,
        doc="Place as shown, counted from 1 over the whole list. A further page of a long list "
        "is a list of its own, and its first place is the one after the last page's end.",
    )
    base_position: Mapped[int] = mapped_column(
        SmallInteger,
        doc="Place after calibration and variety, before any swap or draw, from 1. A role at "
        "place 10 whose base position is larger was drawn.",
    )
    score: Mapped[float] = mapped_column(
        doc="The match score. Comparable within a list, not between lists."
    )
    propensity: Mapped[float] = mapped_column(
        doc="Probability that this role stood in this place, given the answers and wishes; 1 "
        "where nothing was left to chance. One seed serves all lists of a journey, so draws are "
        "independent between journeys, not between lists."
    )
    seed: Mapped[int | None] = mapped_column(
        BigInteger,
        doc="The journey's seed, from which every draw follows; empty if there was none.",
    )
    policy: Mapped[str] = mapped_column(
        String(40),
        doc="What was done to the order: `none`, or calibration, variety and exploration joined "
        "by dots, as in `half-share.mmr-97.explore-1`. Without the last nothing was left to "
        "chance.",
    )
    basis: Mapped[str] = mapped_column(
        String(20), doc="`answers`, or `starter` where nothing usable was answered."
    )
    model_version: Mapped[str] = mapped_column(String(80), doc="Version of the matching model.")
    catalogue_version: Mapped[str] = mapped_column(
        String(40), doc="Content hash of the role catalogue in use."
    )
    questionnaire_version: Mapped[str] = mapped_column(
        String(40), doc="Version of the item bank in use."
    )
    candidate_count: Mapped[int] = mapped_column(doc="How many roles were considered.")
    passing_count: Mapped[int] = mapped_column(doc="How many of them pass all rules.")
    filters: Mapped[dict[str, Any]] = mapped_column(
        JSON, doc="The wishes in force: routes, families, settings, ways, as JSON lists."
    )
    relaxed: Mapped[list[Any]] = mapped_column(
        JSON, doc="Codes of the rules this role breaks, as a JSON list; empty if it passes all."
    )
    reasons: Mapped[list[Any]] = mapped_column(
        JSON, doc="Codes of the reasons given, as a JSON list, strongest first."
    )
    cautions: Mapped[list[Any]] = mapped_column(
        JSON, doc="Codes of the cautions given, as a JSON list."
    )


class TombstoneRow(Base):
    """A journey that its owner deleted: the keyed hash of its id and the day, nothing else."""

    __tablename__ = "tombstones"
    __table_args__ = (
        CheckConstraint(f"length(journey_hash) = {HASH_LENGTH}", name="journey_hash_length"),
    )

    journey_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    deleted_on: Mapped[date]


class RejectedCountRow(Base):
    """How often something was refused on one day. A number: no journey, no content."""

    __tablename__ = "rejected_counts"
    __table_args__ = (CheckConstraint("n >= 1", name="n_positive"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]
