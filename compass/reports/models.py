"""The table of reports. It holds nothing that leads to whoever wrote one: no journey, no address,
no hour of the day."""

from datetime import date
from typing import Final

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from compass.orm import Base

WRONG: Final = ("fact", "pay", "way_in", "link", "unclear", "unfair", "other")
"""What may be wrong with a page, by code."""
TEXT_LIMIT: Final = 500


class ReportRow(Base):
    """One thing that a reader found wrong with the page of a role."""

    __tablename__ = "reports"
    __table_args__ = (
        Index(None, "closed_on"),
        CheckConstraint(
            "wrong IN ({})".format(", ".join(f"'{code}'" for code in WRONG)), name="wrong_known"
        ),
        CheckConstraint(f"length(text) <= {TEXT_LIMIT}", name="text_length"),
        CheckConstraint("closed_on >= reported_on", name="closed_after_reported"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, doc="Counts up; never used twice.")
    role_id: Mapped[str] = mapped_column(String(60), doc="The role whose page it is about.")
    wrong: Mapped[str] = mapped_column(
        String(20), doc="What is wrong: `" + "`, `".join(WRONG[:-1]) + f"` or `{WRONG[-1]}`."
    )
    text: Mapped[str] = mapped_column(
        String(TEXT_LIMIT),
        doc="What the reader wrote, without phone numbers, e-mail addresses and postcodes; may "
        "be empty.",
    )
    submission: Mapped[str] = mapped_column(
        String(64), unique=True, doc="The random number of the form: sent twice, it counts once."
    )
    reported_on: Mapped[date] = mapped_column(doc="The day it came in, UTC.")
    closed_on: Mapped[date | None] = mapped_column(
        doc="The day an editor closed it; empty while it is open."
    )
