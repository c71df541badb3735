"""What people say of a whole role: more like this, or not for me."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0006"
down_revision: Final[str | None] = "0005"
branch_labels: Final[Sequence[str] | None] = None
depends_on: Final[Sequence[str] | None] = None


def upgrade() -> None:
    op.create_table(
        "role_marks",
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.String(length=60), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.CheckConstraint(
            "mark IN ('more_like_this', 'not_for_me')", name=op.f("ck_role_marks_mark_known")
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
            name=op.f("fk_role_marks_journey_id_journeys"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("journey_id", "role_id", name=op.f("pk_role_marks")),
    )


def downgrade() -> None:
    op.drop_table("role_marks")
