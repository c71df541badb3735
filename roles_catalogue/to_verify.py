"""Every fact that pages show with "usually": what it is, why it is not certain, where to check.

A list for somebody with a telephone and a week. A fact leaves it once a row of a reference
table states it and the role file names that row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.ages import is_old
from roles_catalogue.schema import Certainty, PayFramework, Role, RouteKind, is_editorial

CHECK_AT: Final = {
    RouteKind.T_LEVEL: "the college's page of the T Level",
    RouteKind.APPRENTICESHIP: "adverts of employers in Leeds; the standard's own page",
    RouteKind.COLLEGE: "the college's course page",
    RouteKind.DEGREE: "the university's course page, or UCAS",
    RouteKind.DIRECT: "three current adverts",
    RouteKind.TALENT_HUB: "the Talent Hub",
    RouteKind.VOLUNTEERING: "the organisation's volunteer page",
    RouteKind.GRADUATE_SCHEME: "the scheme's own page",
    RouteKind.PROMOTION: "somebody in the job, or three current adverts",
}


@dataclass(frozen=True)
class Uncertain:
    """One fact of one role."""

    role: Role
    fact: str
    why: str
    where: str


def to_verify(catalogue: Catalogue) -> tuple[Uncertain, ...]:
    """What should be checked, role by role in the catalogue's order.

    How old a source is counts from the newest check of a role, so that the list changes with
    the catalogue and not with the calendar; ``due`` watches the calendar.
    """
    newest = max((role.checked_on for role in catalogue), default=date.min)
    return tuple(item for role in catalogue for item in _of(role, catalogue, newest))


def to_markdown(found: Sequence[Uncertain], catalogue: Catalogue) -> str:
    """The page for readers: counts by family, then a table for each family."""
    lines = [
        "# To verify",
        "",
        'Every fact that a page shows with "usually", why, and where it could be checked. Moves '
        "between jobs and their years are usual without exception and are not listed. Made by "
        "`make docs` from the role files.",
        "",
        "| family | roles | facts |",
        "| - | - | - |",
    ]
    families = catalogue.families()
    by_family = {
        family: [item for item in found if item.role.family is family] for family in families
    }
    for family, members in families.items():
        lines.append(f"| {family.value} | {len(members)} | {len(by_family[family])} |")
    lines.append(f"| all | {len(catalogue)} | {len(found)} |")
    for family, items in by_family.items():
        lines += [
            "",
            f"## {family.value}",
            "",
            "| role | fact | why | where |",
            "| - | - | - | - |",
        ]
        for item in items:
            cells = (item.role.title, item.fact, item.why, item.where)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _of(role: Role, catalogue: Catalogue, on: date) -> Iterator[Uncertain]:
    yield from _pay(role, catalogue)
    row = catalogue.reference.regulators.get(role.regulation.row or "")
    if row is not None and row.certainty is Certainty.USUAL:
        fact = f"on the register of the {row.regulator_name}"
        yield Uncertain(
            role, fact, f"row {row.id}: {_unseen(row.provenance.source)}", "the register"
        )
    elif row is None and role.regulation.status == "voluntary_register":
        yield Uncertain(role, "a voluntary register", "no row names it", "the register's own page")
    for route in role.entry_routes:
        if route.certainty is Certainty.USUAL:
            yield Uncertain(
                role, f"way in: {route.label}", _unseen(route.source), CHECK_AT[route.kind]
            )
    yield from _next_step(role, catalogue, on)


def _pay(role: Role, catalogue: Catalogue) -> Iterator[Uncertain]:
    pay = role.pay
    if pay.framework is not PayFramework.AGENDA_FOR_CHANGE:
        return
    fact = f"NHS band {' or '.join(pay.bands)}" if pay.bands else "NHS pay without a band"
    row = catalogue.reference.role_bands.get(pay.band_row or "")
    if row is None:
        yield Uncertain(role, fact, "no row knows the band", "current adverts")
    elif row.certainty is Certainty.USUAL:
        why = f"row {row.id}: {_unseen(row.provenance.source)}"
        yield Uncertain(role, fact, why, "current adverts")


def _next_step(role: Role, catalogue: Catalogue, on: date) -> Iterator[Uncertain]:
    row = catalogue.reference.leeds_row(role.next_step.row)
    if row is not None and is_old(row.provenance.source_date, on):
        why = f"row {row.id} is of {row.provenance.source_date}"
        yield Uncertain(role, f"next step: {row.name}", why, row.provenance.source_url or row.name)


def _unseen(source: str) -> str:
    return (
        "general knowledge, no source seen" if is_editorial(source) else f"only partly in {source}"
    )
