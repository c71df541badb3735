"""Rules about old facts: what a source said years ago is not told as if it were today."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule

OLD_AFTER_YEARS: Final = 3
"""Show nothing older than this without saying so (reference/README.md)."""

_DAY: Final = re.compile(r"\b(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\b")


def first_day(source_date: str) -> date | None:
    """The first day that a source's own date can mean, or None for "undated".

    The words are those of the tables: "2021-12 or 2022-01" is taken by its newest date, a bare
    year by its first of January, and a note in brackets is left out.
    """
    found = _DAY.findall(re.sub(r"\([^)]*\)", "", source_date))
    days = [date(int(year), int(month or 1), int(day or 1)) for year, month, day in found]
    return max(days, default=None)


def is_old(source_date: str, on: date) -> bool:
    """True if the source is over three years old on a day."""
    day = first_day(source_date)
    if day is None:
        return False
    return (day.year + OLD_AFTER_YEARS, day.month, day.day) < (on.year, on.month, on.day)


# A warning: a fact grows old while nobody changes anything, and a site must still start then.
@rule("next-step-age", "A next step on a row over three years old says its year.", "warning")
def _next_step_age(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        row = catalogue.reference.leeds_row(role.next_step.row)
        if row is None or not is_old(row.provenance.source_date, on):
            continue
        years = sorted(set(re.findall(r"\b(?:19|20)\d{2}\b", row.provenance.source_date)))
        if not any(year in role.next_step.text for year in years):
            yield (
                role.id,
                f"next_step rests on {row.id}, whose source is of {row.provenance.source_date}; "
                f"say the year ({' or '.join(years)}) and ask what is true now",
            )


RULES = (_next_step_age,)
