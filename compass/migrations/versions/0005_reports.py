"""Mistakes on role pages that readers told us of."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0005"
down_revision: Final[str | None] = "0004"
branch_labels: Final[Sequence[str] | None] = None
depends_on: Final[Sequence[str] | None] = None


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.String(length=60), nullable=False),
        sa.Column("wrong", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("synthetic", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.CheckConstraint(
            "wrong IN ('fact', 'pay', 'way_in', 'link', 'unclear', 'unfair', 'other')",
            name=op.f("ck_reports_wrong_known"),
        ),
        sa.CheckConstraint("length(text) <= 500", name=op.f("ck_reports_text_length")),
        sa.CheckConstraint(
            "closed_on >= reported_on", name=op.f("ck_reports_closed_after_reported")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("submission", name=op.f("uq_reports_submission")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reports_closed_on"), "reports", ["closed_on"])


def downgrade() -> None:
    op.drop_table("reports")
