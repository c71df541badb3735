"""Journeys, what people told us, and the log."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final[str | None] = None
branch_labels: Final[Sequence[str] | None] = None
depends_on: Final[Sequence[str] | None] = None


def upgrade() -> None:
    op.create_table(
        "journeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("statistics", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seed >= 0", name=op.f("ck_journeys_seed_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journeys")),
    )
    op.create_index(op.f("ix_journeys_active_at"), "journeys", ["active_at"])

    op.create_table(
        "rejected_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 1", name=op.f("ck_rejected_counts_n_positive")),
        sa.PrimaryKeyConstraint("day", "name", "reason", name=op.f("pk_rejected_counts")),
    )
    op.create_table(
        "tombstones",
        sa.Column("journey_hash", sa.String(length=64), nullable=False),
        sa.Column("deleted_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "length(journey_hash) = 64", name=op.f("ck_tombstones_journey_hash_length")
        ),
        sa.PrimaryKeyConstraint("journey_hash", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "about",
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_about_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("journey_id", "field", name=op.f("pk_about")),
    )
    op.create_table(
        "answers",
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("questionnaire_version", sa.String(length=40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_answers_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("journey_id", "item_id", name=op.f("pk_answers")),
    )
    op.create_table(
        "devices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(token_hash) = 64", name=op.f("ck_devices_token_hash_length")),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_devices_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    op.create_index(op.f("ix_devices_journey_id"), "devices", ["journey_id"])

    op.create_table(
        "own_words",
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 500", name=op.f("ck_own_words_text_length")),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_own_words_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("journey_id", name=op.f("pk_own_words")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(code_hash) = 64", name=op.f("ck_recovery_codes_code_hash_length")
        ),
        sa.CheckConstraint("slot BETWEEN 1 AND 3", name=op.f("ck_recovery_codes_slot_range")),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_recovery_codes_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_codes_code_hash")),
        sa.UniqueConstraint("journey_id", "slot", name=op.f("uq_recovery_codes_journey_id_slot")),
    )
    op.create_table(
        "saved_roles",
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.String(length=60), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_saved_roles_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("journey_id", "role_id", name=op.f("pk_saved_roles")),
    )
    op.create_table(
        "submissions",
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_submissions_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("journey_id", "submission", name=op.f("pk_submissions")),
    )
    op.create_index(op.f("ix_submissions_received_at"), "submissions", ["received_at"])

    op.create_table(
        "device_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["devices.id"],
            name=op.f("fk_device_sessions_device_id_devices"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_device_sessions_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_sessions")),
    )
    op.create_index(op.f("ix_device_sessions_device_id"), "device_sessions", ["device_id"])
    op.create_index(op.f("ix_device_sessions_journey_id"), "device_sessions", ["journey_id"])

    op.create_table(
        "events",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("schema_version", sa.SmallInteger(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("actor_role", sa.String(length=20), nullable=False),
        sa.Column("surface", sa.String(length=20), nullable=False),
        sa.Column("class_session_id", sa.Uuid(), nullable=True),
        sa.Column("app_version", sa.String(length=40), nullable=False),
        sa.Column("catalogue_version", sa.String(length=40), nullable=False),
        sa.Column("questionnaire_version", sa.String(length=40), nullable=False),
        sa.Column("props", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "actor_role IN ('young_person')", name=op.f("ck_events_actor_role_known")
        ),
        sa.CheckConstraint("schema_version >= 1", name=op.f("ck_events_schema_version_positive")),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_events_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["device_sessions.id"],
            name=op.f("fk_events_session_id_device_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_journey_id"), "events", ["journey_id"])
    op.create_index(op.f("ix_events_name_received_at"), "events", ["name", "received_at"])
    op.create_index(op.f("ix_events_received_at"), "events", ["received_at"])
    op.create_index(
        op.f("ix_events_session_id_received_at"), "events", ["session_id", "received_at"]
    )

    op.create_table(
        "exposures",
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("surface", sa.String(length=20), nullable=False),
        sa.Column("role_id", sa.String(length=60), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("base_position", sa.SmallInteger(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("propensity", sa.Double(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=True),
        sa.Column("policy", sa.String(length=40), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("model_version", sa.String(length=80), nullable=False),
        sa.Column("catalogue_version", sa.String(length=40), nullable=False),
        sa.Column("questionnaire_version", sa.String(length=40), nullable=False),
        sa.Column("candidate_count", sa.Integer(), nullable=False),
        sa.Column("passing_count", sa.Integer(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("relaxed", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("cautions", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "basis IN ('answers', 'starter')", name=op.f("ck_exposures_basis_known")
        ),
        sa.CheckConstraint("base_position >= 1", name=op.f("ck_exposures_base_position_positive")),
        sa.CheckConstraint(
            "passing_count >= 0 AND passing_count <= candidate_count",
            name=op.f("ck_exposures_passing_count_range"),
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_exposures_position_positive")),
        sa.CheckConstraint(
            "propensity > 0 AND propensity <= 1", name=op.f("ck_exposures_propensity_range")
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_exposures_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["device_sessions.id"],
            name=op.f("fk_exposures_session_id_device_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("list_id", "position", name=op.f("pk_exposures")),
        sa.UniqueConstraint("list_id", "role_id", name=op.f("uq_exposures_list_id_role_id")),
    )
    op.create_index(op.f("ix_exposures_journey_id"), "exposures", ["journey_id"])
    op.create_index(op.f("ix_exposures_served_at"), "exposures", ["served_at"])
    op.create_index(op.f("ix_exposures_session_id"), "exposures", ["session_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_exposures_session_id"), table_name="exposures")
    op.drop_index(op.f("ix_exposures_served_at"), table_name="exposures")
    op.drop_index(op.f("ix_exposures_journey_id"), table_name="exposures")

    op.drop_table("exposures")
    op.drop_index(op.f("ix_events_session_id_received_at"), table_name="events")
    op.drop_index(op.f("ix_events_received_at"), table_name="events")
    op.drop_index(op.f("ix_events_name_received_at"), table_name="events")
    op.drop_index(op.f("ix_events_journey_id"), table_name="events")

    op.drop_table("events")
    op.drop_index(op.f("ix_device_sessions_journey_id"), table_name="device_sessions")
    op.drop_index(op.f("ix_device_sessions_device_id"), table_name="device_sessions")

    op.drop_table("device_sessions")
    op.drop_index(op.f("ix_submissions_received_at"), table_name="submissions")

    op.drop_table("submissions")
    op.drop_table("saved_roles")
    op.drop_table("recovery_codes")
    op.drop_table("own_words")
    op.drop_index(op.f("ix_devices_journey_id"), table_name="devices")

    op.drop_table("devices")
    op.drop_table("answers")
    op.drop_table("about")
    op.drop_table("tombstones")
    op.drop_table("rejected_counts")
    op.drop_index(op.f("ix_journeys_active_at"), table_name="journeys")

    op.drop_table("journeys")
