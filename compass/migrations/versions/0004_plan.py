"""The shortlist as a plan: its order, a private note on each role, and a code for the paper."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0004"
down_revision: Final[str | None] = "0003"
branch_labels: Final[Sequence[str] | None] = None
depends_on: Final[Sequence[str] | None] = None

NOTE_LIMIT: Final = 300
PLAN_INDEX: Final = "uq_recovery_codes_plan"
IS_PLAN: Final = sa.text("made_for = 'plan'")


def upgrade() -> None:
    op.create_table(
        "role_notes",
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=NOTE_LIMIT), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.CheckConstraint(
            f"length(text) BETWEEN 1 AND {NOTE_LIMIT}", name=op.f("ck_role_notes_text_length")
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_role_notes_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("journey_id", "role_id", name=op.f("pk_role_notes")),
    )
    # Written out, because SQLite takes a constraint only together with its new column.
    op.execute(
        "ALTER TABLE saved_roles ADD COLUMN place SMALLINT "
        "CONSTRAINT ck_saved_roles_place_positive CHECK (place >= 1)"
    )
    op.execute(
        "ALTER TABLE recovery_codes ADD COLUMN made_for VARCHAR(10) DEFAULT 'hand' NOT NULL "
        "CONSTRAINT ck_recovery_codes_made_for_known CHECK (made_for IN ('hand', 'plan'))"
    )
    op.create_index(
        PLAN_INDEX,
        "recovery_codes",
        ["journey_id"],
        unique=True,
        sqlite_where=IS_PLAN,
        postgresql_where=IS_PLAN,
    )


def downgrade() -> None:
    op.drop_index(PLAN_INDEX, "recovery_codes")
    op.drop_column("recovery_codes", "made_for")
    op.drop_column("saved_roles", "place")
    op.drop_table("role_notes")
