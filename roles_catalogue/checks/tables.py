"""Rules about the reference tables themselves."""

from collections.abc import Iterator
from datetime import date

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule


@rule("pay-points-agree", "A pay band starts and ends where its pay points do.")
def _pay_points_agree(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for band in catalogue.reference.pay_bands:
        salaries = [
            point.salary_gbp
            for point in catalogue.reference.pay_points
            if (point.pay_year, point.band) == (band.pay_year, band.band)
        ]
        where = f"pay_bands:{band.pay_year} {band.band}"
        if not salaries:
            yield where, "no row of pay_points.csv has this band and year"
        elif (min(salaries), max(salaries)) != (band.min_gbp, band.max_gbp):
            yield (
                where,
                f"says {band.min_gbp} to {band.max_gbp}, but pay_points.csv "
                f"says {min(salaries)} to {max(salaries)}",
            )


RULES = (_pay_points_agree,)
