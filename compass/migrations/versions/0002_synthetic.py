"""Every row of every table says whether a simulation made it."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final[str | None] = "0001"
branch_labels: Final[Sequence[str] | None] = None
depends_on: Final[Sequence[str] | None] = None

TABLES: Final = (
    "about",
    "answers",
    "device_sessions",
    "devices",
    "events",
    "exposures",
    "journeys",
    "own_words",
    "recovery_codes",
    "rejected_counts",
    "saved_roles",
    "submissions",
    "tombstones",
)


def upgrade() -> None:
    for table in TABLES:
        op.add_column(
            table, sa.Column("synthetic", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "synthetic")
