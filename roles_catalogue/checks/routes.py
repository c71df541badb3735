"""Rules about the ways in: what each kind needs, and what is no longer offered."""

import re
from collections.abc import Iterator
from datetime import date

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.reference import ReaderUse
from roles_catalogue.schema import (
    AgeRequirement,
    Certainty,
    EntryRoute,
    JobRequirement,
    LevelRequirement,
    RegistrationRequirement,
    RoleRequirement,
    RouteKind,
)

T_LEVEL_OLDEST = 18
A_LEVEL_LEVEL = 3
DEGREE_LEVEL = 6
FOUNDATION_LEVEL = 2
"""Of foundation apprenticeships, which are for people new to work."""

Placed = tuple[str, int, EntryRoute]
"""A role id, the number of the route (from 1) and the route."""


def _routes(catalogue: Catalogue, *kinds: RouteKind) -> Iterator[Placed]:
    for role in catalogue:
        for number, route in enumerate(role.entry_routes, start=1):
            if not kinds or route.kind in kinds:
                yield role.id, number, route


@rule("route-reference", "A way in names a row of its kind's table, and no row if it has none.")
def _route_reference(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    facts = catalogue.reference
    hubs = {row.id: row for row in facts.programmes.values() if row.programme == "talenthub"}
    tables = {
        RouteKind.APPRENTICESHIP: ("apprenticeship_standards.csv", facts.apprenticeships),
        RouteKind.T_LEVEL: ("t_levels.csv", facts.t_levels),
        RouteKind.TALENT_HUB: ("leeds_programmes.csv (Talent Hub)", hubs),
    }
    for role_id, number, route in _routes(catalogue):
        if route.kind not in tables:
            if route.reference is not None:
                yield role_id, f"route {number}: a {route.kind} route has no table; drop reference"
            continue
        name, rows = tables[route.kind]
        if route.reference is None:
            yield role_id, f"route {number}: needs a reference, a row of {name}"
        elif route.reference not in rows:
            yield role_id, f"route {number}: {route.reference} is no row of {name}"


@rule("providers-known", "The providers of a way in are rows of leeds_providers.csv.")
def _providers_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue):
        for provider in route.providers:
            if provider not in catalogue.reference.providers:
                yield role_id, f"route {number}: {provider} is no row of leeds_providers.csv"


@rule("apprenticeship-funded", "An apprenticeship whose funding was withdrawn is no way in.")
def _apprenticeship_funded(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue, RouteKind.APPRENTICESHIP):
        row = catalogue.reference.apprenticeships.get(route.reference or "")
        if row is not None and row.funding_withdrawn_from is not None:
            yield (
                role_id,
                f"route {number}: funding for {row.reference} ({row.title}) is withdrawn "
                f"from {row.funding_withdrawn_from}; take the route out",
            )


@rule("apprenticeship-level", "An apprenticeship's level and label say what the table says.")
def _apprenticeship_level(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue, RouteKind.APPRENTICESHIP):
        row = catalogue.reference.apprenticeships.get(route.reference or "")
        if row is None:
            continue
        if route.level != row.level:
            yield role_id, f"route {number}: write level: {row.level}, as {row.reference} has it"
        said = {int(level) for level in re.findall(r"\blevel (\d)\b", route.label, re.IGNORECASE)}
        as_words = ("degree" in route.label.lower() and row.level >= DEGREE_LEVEL) or (
            "foundation" in route.label.lower() and row.level == FOUNDATION_LEVEL
        )
        if row.level not in said and not as_words:
            yield (
                role_id,
                f"route {number}: the label should say level {row.level}, "
                f"as {row.reference} ({row.title}) does",
            )


@rule("apprenticeship-shape", "An apprenticeship is a paid job: it asks for a job offer.")
def _apprenticeship_shape(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue, RouteKind.APPRENTICESHIP):
        if not route.earn:
            yield role_id, f"route {number}: an apprentice is paid; write earn: true"
        if not any(isinstance(need, JobRequirement) for need in route.requirements):
            yield role_id, f"route {number}: add the requirement {{kind: job_offer}}"


@rule("apprenticeship-ages", "An age limit on new apprentices stands in the requirements.")
def _apprenticeship_ages(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue, RouteKind.APPRENTICESHIP):
        row = catalogue.reference.apprenticeships.get(route.reference or "")
        limit = row and re.search(r"ages \d+ to (\d+)", row.register_status or "")
        if not row or not limit:
            continue
        oldest = [n.maximum for n in route.requirements if isinstance(n, AgeRequirement)]
        if oldest != [int(limit[1])]:
            yield (
                role_id,
                f"route {number}: {row.reference} is limited to {limit[0]}; "
                f"add {{kind: age, maximum: {limit[1]}}}",
            )


@rule("t-level-open", "A T Level that takes no new students is no way in.")
def _t_level_open(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue, RouteKind.T_LEVEL):
        row = catalogue.reference.t_levels.get(route.reference or "")
        if row is not None and not row.open_to_new_starters(on):
            yield (
                role_id,
                f"route {number}: the {row.t_level} T Level took its last new students by "
                f"{row.last_enrolment}; take the route out",
            )


@rule("t-level-shape", "A T Level is full-time study, started at 16 to 18 and not paid.")
def _t_level_shape(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue, RouteKind.T_LEVEL):
        if route.earn:
            yield role_id, f"route {number}: a T Level is not paid; write earn: false"
        oldest = [n.maximum for n in route.requirements if isinstance(n, AgeRequirement)]
        if oldest != [T_LEVEL_OLDEST]:
            yield role_id, f"route {number}: add {{kind: age, minimum: 16, maximum: 18}}"


@rule("degree-asks", "A degree asks for level 3, or for a degree or registration first.")
def _degree_asks(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    universities = {
        row.id for row in catalogue.reference.providers.values() if row.kind == "university"
    }
    for role_id, number, route in _routes(catalogue, RouteKind.DEGREE):
        # An access course at a college is the level 3, so it cannot ask for it.
        starts_at_college = route.providers and not universities.intersection(route.providers)
        if not starts_at_college and not any(
            isinstance(need, RegistrationRequirement)
            or (
                isinstance(need, LevelRequirement)
                and (need.level == A_LEVEL_LEVEL or need.level >= DEGREE_LEVEL)
            )
            for need in route.requirements
        ):
            yield role_id, f"route {number}: a degree needs {{kind: level, level: 3}} or more"


@rule("promotion-role", "A promotion says which role of the catalogue comes first.")
def _promotion_role(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue, RouteKind.PROMOTION):
        if not any(isinstance(need, RoleRequirement) for need in route.requirements):
            yield role_id, f"route {number}: add {{kind: role, role_id: …}}"


@rule("talent-hub-open", "The Talent Hub row can be used, and no link or number is given.")
def _talent_hub_open(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue, RouteKind.TALENT_HUB):
        row = catalogue.reference.programmes.get(route.reference or "")
        if row is not None and row.reader_use is not ReaderUse.PUBLIC:
            yield role_id, f"route {number}: {row.id} is marked {row.reader_use}"
        if re.search(r"https?:|www\.|@|\d{5}", route.first_step):
            yield (
                role_id,
                f"route {number}: how to join is not published; "
                'say "ask the Leeds Health and Care Talent Hub"',
            )


@rule("source-row", "A source that names a table names a row of it; a sourced fact must.")
def _source_row(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    facts = catalogue.reference
    tables = {
        "apprenticeship_standards.csv": facts.apprenticeships,
        "t_levels.csv": facts.t_levels,
        "t_level_facts.csv": facts.t_level_facts,
        "leeds_programmes.csv": facts.programmes,
        "leeds_providers.csv": facts.providers,
        "leeds_employers.csv": facts.employers,
        "regulated_professions.csv": facts.regulators,
        "role_bands.csv": facts.role_bands,
    }
    for role_id, number, route in _routes(catalogue):
        named = re.findall(r"(\w+\.csv)(?:[\s,:]+(?:row\s+)?([\w-]+))?", route.source)
        if not named and route.certainty is Certainty.SOURCED:
            yield role_id, f"route {number}: sourced, but the source names no table and row"
        for table, row in named:
            if table not in tables:
                yield role_id, f"route {number}: the source names {table}, which is no table"
            elif row not in tables[table]:
                yield role_id, f"route {number}: the source's {row or '(no row)'} is not in {table}"


@rule("route-dates", "A way in opens before it closes.")
def _route_dates(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue):
        if route.valid_from and route.valid_until and route.valid_from > route.valid_until:
            yield (
                role_id,
                f"route {number}: valid_from {route.valid_from} "
                f"is after valid_until {route.valid_until}",
            )


@rule("route-due", "A way in that ran out by its own date is due for a look.", "warning")
def _route_due(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role_id, number, route in _routes(catalogue):
        if route.valid_until is not None and route.valid_until < on:
            yield role_id, f"route {number} ({route.label}) ran out on {route.valid_until}"


RULES = (
    _route_reference,
    _providers_known,
    _apprenticeship_funded,
    _apprenticeship_level,
    _apprenticeship_shape,
    _apprenticeship_ages,
    _t_level_open,
    _t_level_shape,
    _degree_asks,
    _promotion_role,
    _talent_hub_open,
    _source_row,
    _route_dates,
    _route_due,
)
