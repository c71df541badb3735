"""The tables of the package that hold the ways into each role, and what they ask for."""

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.data_package.columns import (
    OF_A_ROLE,
    ROLE,
    Cell,
    Column,
    ForeignKey,
    Table,
    as_cell,
    column,
    columns,
    optional,
    position,
    refers,
)
from roles_catalogue.schema import (
    AgeRequirement,
    EnglishMathsRequirement,
    EntryRoute,
    ExperienceRequirement,
    GcseRequirement,
    LevelRequirement,
    NoteRequirement,
    RegistrationRequirement,
    Requirement,
    Role,
    RoleRequirement,
    RouteKind,
    TariffRequirement,
)

_ROUTE: Final = Column(
    "route", "The way in: its `position` among those of the role.", "integer", limits={"minimum": 1}
)
_OF_A_ROUTE: Final = ForeignKey(("role_id", "route"), "entry_routes", ("role_id", "position"))


def route_tables(catalogue: Catalogue) -> Sequence[Table]:
    """The ways in, who teaches for them, what they ask for, and in which subjects."""
    return (
        _routes(catalogue),
        _route_providers(catalogue),
        _requirements(catalogue),
        _requirement_subjects(catalogue),
    )


def _routes(catalogue: Catalogue) -> Table:
    first = ("kind", "label", "level", "gives_degree", "usual_length", "earn", "stepping_stone")
    last = ("first_step", "valid_from", "valid_until", "certainty", "source")
    tables = {
        RouteKind.APPRENTICESHIP: "apprenticeship_standard",
        RouteKind.T_LEVEL: "t_level",
        RouteKind.TALENT_HUB: "programme_row",
    }

    def row(role: Role, number: int, route: EntryRoute) -> tuple[Cell, ...]:
        return (
            role.id,
            number,
            *(getattr(route, name) for name in first),
            *(route.reference if route.kind is kind else None for kind in tables),
            *(as_cell(getattr(route, name)) for name in last),
        )

    return Table(
        "entry_routes",
        "The ways into the roles, in the order in which a 16-year-old should read them.",
        (
            ROLE,
            position("Its place among the role's ways in"),
            *columns(EntryRoute, first),
            *optional(
                Column("apprenticeship_standard", "The apprenticeship standard it rests on."),
                Column("t_level", "The T Level it rests on."),
                Column("programme_row", "The row of `leeds_rows` on the Talent Hub it rests on."),
            ),
            *columns(EntryRoute, last),
        ),
        ("role_id", "position"),
        [
            row(role, number, route)
            for role in catalogue
            for number, route in enumerate(role.entry_routes, start=1)
        ],
        (
            OF_A_ROLE,
            refers("apprenticeship_standard", "apprenticeship_standards", "reference"),
            refers("t_level", "t_levels"),
            refers("programme_row", "leeds_rows"),
        ),
    )


def _every_route(catalogue: Catalogue) -> Iterator[tuple[str, int, EntryRoute]]:
    for role in catalogue:
        for number, route in enumerate(role.entry_routes, start=1):
            yield role.id, number, route


def _route_providers(catalogue: Catalogue) -> Table:
    return Table(
        "entry_route_providers",
        "The places in Leeds that teach what a way in asks for.",
        (
            ROLE,
            _ROUTE,
            column(
                EntryRoute,
                "providers",
                name="provider_row",
                means="The row of `leeds_rows` that says that they teach it.",
            ),
        ),
        ("role_id", "route", "provider_row"),
        [
            (role_id, number, provider)
            for role_id, number, route in _every_route(catalogue)
            for provider in dict.fromkeys(route.providers)
        ],
        (_OF_A_ROUTE, refers("provider_row", "leeds_rows")),
    )


_REQUIREMENT_COLUMNS: Final = (
    column(AgeRequirement, "minimum", name="minimum_age", means="`age`: the youngest, if any."),
    column(
        AgeRequirement,
        "maximum",
        name="maximum_age",
        means="`age`: the oldest when starting.",
    ),
    column(
        LevelRequirement,
        "level",
        means="`level`: a finished qualification at this level in England or above.",
    ),
    column(GcseRequirement, "count", means="`gcses`: how many."),
    column(GcseRequirement, "grade", means="`gcses`: the lowest grade that counts."),
    column(
        EnglishMathsRequirement,
        "can_be_taken_during",
        means="`english_maths`: true if it can be reached on the way.",
    ),
    column(TariffRequirement, "points", means="`tariff`: UCAS tariff points."),
    column(ExperienceRequirement, "what", means="`experience`: what kind."),
    column(
        ExperienceRequirement,
        "asked",
        means="`experience` and `driving_licence`: whether it is required, or only helps.",
    ),
    column(
        RoleRequirement, "role_id", name="required_role", means="`role`: the role to work in first."
    ),
    column(
        RoleRequirement,
        "usual_years",
        means="`role`: for how long, usually; empty if nobody says.",
    ),
    column(
        RegistrationRequirement, "profession", means="`registration`: the profession on a register."
    ),
    column(NoteRequirement, "text", means="`note`: what everybody is asked for."),
)

_REQUIREMENT_FIELDS: Final = {
    "minimum_age": "minimum",
    "maximum_age": "maximum",
    "required_role": "role_id",
}
"""What the schema calls a column that has another name here."""

_KINDS: Final = tuple(
    get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Requirement)[0])
)


def _requirements(catalogue: Catalogue) -> Table:
    fields = [_REQUIREMENT_FIELDS.get(one.name, one.name) for one in _REQUIREMENT_COLUMNS]
    return Table(
        "requirements",
        "What the ways in ask of a person. Which columns are filled follows from the kind; each "
        "names it.",
        (
            ROLE,
            _ROUTE,
            position("Its place among what the way in asks for"),
            Column(
                "kind",
                "What is asked: an `age`, a qualification `level`, `gcses`, `english_maths` at "
                "grade 4 or an equal, a UCAS `tariff`, `experience`, having worked in another "
                "`role`, a `driving_licence`, `registration` with a regulator, a `job_offer` from "
                "an employer, or what a `note` says.",
                limits={"enum": list(_KINDS)},
            ),
            *optional(*_REQUIREMENT_COLUMNS),
        ),
        ("role_id", "route", "position"),
        [
            (role_id, route_number, number, need.kind, *(getattr(need, f, None) for f in fields))
            for role_id, route_number, route in _every_route(catalogue)
            for number, need in enumerate(route.requirements, start=1)
        ],
        (_OF_A_ROUTE, refers("required_role", "roles")),
    )


def _requirement_subjects(catalogue: Catalogue) -> Table:
    return Table(
        "requirement_subjects",
        "The subjects that a qualification must be in. One that is not named here may be in any.",
        (
            ROLE,
            _ROUTE,
            Column(
                "requirement",
                "The requirement: its `position` among those of the way in.",
                "integer",
                limits={"minimum": 1},
            ),
            position("Its place among the subjects"),
            column(LevelRequirement, "subjects", name="subject", means="The subject."),
        ),
        ("role_id", "route", "requirement", "position"),
        [
            (role_id, route_number, need_number, number, subject)
            for role_id, route_number, route in _every_route(catalogue)
            for need_number, need in enumerate(route.requirements, start=1)
            if isinstance(need, LevelRequirement)
            for number, subject in enumerate(need.subjects, start=1)
        ],
        (
            ForeignKey(
                ("role_id", "route", "requirement"),
                "requirements",
                ("role_id", "route", "position"),
            ),
        ),
    )
