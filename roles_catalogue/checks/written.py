"""The rule about what an editor has begun and not finished."""

from collections.abc import Iterator
from datetime import date

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule


@rule("all-written", "No placeholder of a new role file is left.")
def _all_written(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for problem in catalogue.unwritten:
        yield problem.where, problem.message


RULES = (_all_written,)
