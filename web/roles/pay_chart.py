"""What the years bring: the steps of a role's NHS pay bands, as a headline, bars and a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.reference import PayPoint
from roles_catalogue.schema import Role
from web.language.words import _, ngettext
from web.roles.provenance import Reference, references
from web.roles.words import pounds

MOST_NEXT: Final = 3
"""So many jobs that it leads to are beside the steps of the role's own bands."""
FULL: Final = 300
"""The longest bar, in the units of the drawing."""


@dataclass(frozen=True)
class Bar:
    """One amount, or the span of a job that comes after. ``start`` and ``length`` are in the units
    of the drawing, from £0 on."""

    label: str
    amount: str
    start: int
    length: int
    href: str = ""

    @property
    def is_next(self) -> bool:
        return bool(self.href)


@dataclass(frozen=True)
class PayChart:
    headline: str
    bars: tuple[Bar, ...]
    sources: tuple[Reference, ...]


def pay_chart(role: Role, catalogue: Catalogue, on: date) -> PayChart | None:
    """The chart of one role on a day; None where the tables do not know its bands."""
    pay = catalogue.pay_range(role, on)
    if pay is None:
        return None
    points = [
        point
        for band in pay.bands
        for point in catalogue.reference.pay_points
        if point.band == band and point.pay_year == pay.pay_year
    ]
    if not points:
        return None
    after = _next(role, catalogue, on)
    most = max([point.salary_gbp for point in points] + [high for _, _, _, high in after])
    several = len(pay.bands) > 1
    bars = [
        Bar(_label(point, several), pounds(point.salary_gbp), 0, _long(point.salary_gbp, most))
        for point in points
    ]
    for title, href, low, high in after:
        amount = (
            pounds(low)
            if low == high
            else _("%(low)s to %(high)s", low=pounds(low), high=pounds(high))
        )
        start = _long(low, most)
        # A span of one amount is still a mark that can be seen.
        bars.append(Bar(title, amount, start - 4, max(6, _long(high, most) - start + 4), href))
    found = dict.fromkeys(ref for point in points for ref in references(point.provenance))
    sources = (*found, *references(pay.band_provenance))
    return PayChart(_headline(points, pay.bands), tuple(bars), tuple(dict.fromkeys(sources)))


def _next(role: Role, catalogue: Catalogue, on: date) -> list[tuple[str, str, int, int]]:
    """Title, address, lowest and highest pay of the jobs it leads to that pay more."""
    own = catalogue.pay_range(role, on)
    found = []
    for move in role.leads_to:
        other = catalogue.get(move.role)
        pay = catalogue.pay_range(other, on)
        if own and pay and pay.max_gbp > own.max_gbp:
            found.append((other.title, f"/roles/{other.id}", pay.min_gbp, pay.max_gbp))
    return sorted(found, key=lambda entry: (entry[2], entry[0]))[:MOST_NEXT]


def _years(point: PayPoint) -> int:
    """From how many years in the band a step is paid: 2 for "2-5" and for "2+"."""
    return int(point.years_of_experience.partition("-")[0].rstrip("+"))


def _label(point: PayPoint, several: bool) -> str:
    years = _years(point)
    if not years:
        return (
            _("Band %(band)s: when you start", band=point.band) if several else _("When you start")
        )
    if several:
        return ngettext(
            "Band %(band)s: after %(num)s year",
            "Band %(band)s: after %(num)s years",
            years,
            band=point.band,
        )
    return ngettext("After %(num)s year", "After %(num)s years", years)


def _headline(points: Sequence[PayPoint], bands: tuple[str, ...]) -> str:
    first, last = points[0], points[-1]
    start, top = pounds(first.salary_gbp), pounds(last.salary_gbp)
    if first == last:
        return _(
            "You start on %(start)s a year. This band has one step, so it stays the same until pay "
            "goes up for all.",
            start=start,
        )
    if len(bands) > 1:
        return ngettext(
            "You start on %(start)s a year. At the top of band %(band)s, after %(num)s year in it, "
            "it is %(top)s.",
            "You start on %(start)s a year. At the top of band %(band)s, after %(num)s years in "
            "it, it is %(top)s.",
            _years(last),
            start=start,
            band=last.band,
            top=top,
        )
    return ngettext(
        "You start on %(start)s a year. After %(num)s year in the job it is %(top)s.",
        "You start on %(start)s a year. After %(num)s years in the job it is %(top)s.",
        _years(last),
        start=start,
        top=top,
    )


def _long(amount: int, most: int) -> int:
    return round(FULL * amount / most)
