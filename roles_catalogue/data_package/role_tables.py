"""The tables of the package that hold the roles: one for each list that a role file has."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, get_args

from roles_catalogue.catalogue import Catalogue, PayRange
from roles_catalogue.data_package.columns import (
    Cell,
    Column,
    ForeignKey,
    Table,
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
    EscoLink,
    ExperienceRequirement,
    GcseRequirement,
    LevelRequirement,
    Move,
    NextStep,
    NoteRequirement,
    Pay,
    RegistrationRequirement,
    Regulation,
    Requirement,
    Role,
    RoleRequirement,
    RouteKind,
    Short,
    Source,
    TariffRequirement,
)
from roles_catalogue.traits import CONDITION_MAX, CONDITIONS, INTERESTS

SOC: Final = "soc2020"
ONET: Final = "onet-soc"
ESCO: Final = "esco"
SCHEMES: Final = (SOC, ONET, ESCO)

SCHEME: Final = Column(
    "scheme",
    "The classification: `soc2020` of the United Kingdom, `onet-soc` of the United States, `esco` "
    "of the European Union.",
    limits={"enum": list(SCHEMES)},
)
CODE: Final = Column("code", "The occupation's code in that classification.")

_ROLE: Final = column(Role, "id", name="role_id", means="The role's id in `roles`.")
_OF_A_ROLE: Final = refers("role_id", "roles")
_ROUTE: Final = Column(
    "route", "The way in: its `position` among those of the role.", "integer", limits={"minimum": 1}
)
_OF_A_ROUTE: Final = ForeignKey(("role_id", "route"), "entry_routes", ("role_id", "position"))

_TEXT_FIELDS: Final = ("what_you_do", "hard_parts", "skills", "short_does")

Rows = Iterator[tuple[Cell, ...]]


def role_tables(catalogue: Catalogue, on: date) -> Sequence[Table]:
    """The roles as they are on a day, and everything that a role has several of."""
    return (
        _roles(catalogue, on),
        _texts(catalogue),
        *_plain_lists(catalogue),
        _routes(catalogue),
        _route_providers(catalogue),
        _requirements(catalogue),
        _requirement_subjects(catalogue),
        _moves(catalogue),
        *_ratings(catalogue),
        _crosswalk(catalogue),
        _sources(catalogue),
    )


def _roles(catalogue: Catalogue, on: date) -> Table:
    own = ("id", "title", "family", "pitch", "day", "suits_you", "hours")
    last = ("what_changed", "checked_on", "review_by")

    def row(role: Role) -> tuple[Cell, ...]:
        pay, short = catalogue.pay_range(role, on), role.short
        return (
            *(getattr(role, name) for name in own),
            short.hard if short else None,
            short.first_step if short else None,
            role.needs_no_degree,
            role.pay.framework,
            role.pay.band_row,
            role.pay.varies_because,
            *((pay.min_gbp, pay.max_gbp, pay.pay_year, pay.certainty) if pay else (None,) * 4),
            role.regulation.status,
            role.regulation.row,
            role.regulation.note,
            role.next_step.text,
            role.next_step.row,
            *(_day(getattr(role, name)) for name in last),
        )

    return Table(
        "roles",
        "The roles, one a row, with what a role has one of. What it has several of stands in the "
        "tables that name it.",
        (
            *columns(Role, own),
            *optional(
                column(Short, "hard", name="short_hard", means="A hard part, on the card."),
                column(
                    Short,
                    "first_step",
                    name="short_first_step",
                    means="What to do first, on the card.",
                ),
            ),
            Column("needs_no_degree", "True if at least one way in needs no degree.", "boolean"),
            column(Pay, "framework", name="pay_framework"),
            column(Pay, "band_row", name="pay_band_row"),
            column(Pay, "varies_because", name="pay_varies_because"),
            *optional(
                column(PayRange, "min_gbp", name="pay_min_gbp"),
                column(PayRange, "max_gbp", name="pay_max_gbp"),
                column(PayRange, "pay_year"),
                column(
                    PayRange,
                    "certainty",
                    name="pay_certainty",
                    means="How sure the bands are; the figures themselves are sourced.",
                ),
            ),
            column(Regulation, "status", name="regulation_status"),
            column(
                Regulation,
                "row",
                name="regulation_row",
                means="The row of `regulated_professions` that says so, where one does.",
            ),
            column(Regulation, "note", name="regulation_note"),
            column(NextStep, "text", name="next_step", means="One thing to do in Leeds."),
            column(
                NextStep,
                "row",
                name="next_step_row",
                means="The row of `leeds_rows` that it rests on.",
            ),
            *columns(Role, last),
        ),
        ("id",),
        [row(role) for role in catalogue],
        (
            refers("pay_band_row", "role_bands"),
            refers("regulation_row", "regulated_professions"),
            refers("next_step_row", "leeds_rows"),
        ),
    )


def _texts(catalogue: Catalogue) -> Table:
    def rows() -> Rows:
        for role in catalogue:
            lists = (*(getattr(role, name) for name in _TEXT_FIELDS[:3]), _does(role))
            for field, entries in zip(_TEXT_FIELDS, lists, strict=True):
                for number, text in enumerate(entries, start=1):
                    yield role.id, field, number, text

    return Table(
        "role_texts",
        "The sentences and phrases of which a role has several; the single ones are in `roles`.",
        (
            _ROLE,
            Column(
                "field",
                "`what_you_do`: what one does; `hard_parts`: what is hard about it; `skills`: what "
                "one gets good at; `short_does`: the three things on the card.",
                limits={"enum": list(_TEXT_FIELDS)},
            ),
            position("Its place within the field"),
            Column("text", "What is said."),
        ),
        ("role_id", "field", "position"),
        list(rows()),
        (_OF_A_ROLE,),
    )


def _does(role: Role) -> tuple[str, ...]:
    return role.short.does if role.short else ()


def _plain_lists(catalogue: Catalogue) -> Iterator[Table]:
    def numbered(table: str, means: str, entry: Column) -> Table:
        return Table(
            table,
            means,
            (_ROLE, position("Its place in the role's file"), entry),
            ("role_id", "position"),
            [
                (role.id, number, value)
                for role in catalogue
                for number, value in enumerate(getattr(role, f"{entry.name}s"), start=1)
            ],
            (_OF_A_ROLE,),
        )

    def pairs(
        table: str, means: str, field: str, entry: Column, foreign: tuple[ForeignKey, ...] = ()
    ) -> Table:
        def values(role: Role) -> Sequence[Cell]:
            found: Sequence[Cell] = role.pay.bands if field == "bands" else getattr(role, field)
            return found

        return Table(
            table,
            means,
            (_ROLE, entry),
            ("role_id", entry.name),
            [(role.id, value) for role in catalogue for value in dict.fromkeys(values(role))],
            (_OF_A_ROLE, *foreign),
        )

    yield numbered(
        "role_other_names",
        "What else the roles are called.",
        column(Role, "other_names", name="other_name"),
    )
    yield pairs(
        "role_sectors",
        "Who employs people in the roles.",
        "sectors",
        column(Role, "sectors", name="sector"),
    )
    yield pairs(
        "role_settings",
        "Where the roles are done.",
        "settings",
        column(Role, "settings", name="setting"),
    )
    yield pairs(
        "role_pay_bands",
        "The Agenda for Change bands that the roles are in, where a row knows them.",
        "bands",
        column(Pay, "bands", name="band", means="A band that the role is usually in."),
        (refers("band", "pay_bands", "band"),),
    )
    yield pairs(
        "role_employers",
        "Organisations in Leeds where the roles are usually found.",
        "employers",
        column(Role, "employers", name="employer", means="The organisation's key in `employers`."),
        (refers("employer", "employers", "employer"),),
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
            *(_day(getattr(route, name)) for name in last),
        )

    return Table(
        "entry_routes",
        "The ways into the roles, in the order in which a 16-year-old should read them.",
        (
            _ROLE,
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
            _OF_A_ROLE,
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
            _ROLE,
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
            _ROLE,
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
            _ROLE,
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


def _moves(catalogue: Catalogue) -> Table:
    return Table(
        "moves",
        "Steps from one role to another that people really take. Years and needs are what is "
        "usual, and should be shown so.",
        (
            column(Role, "id", name="from_role", means="The role that people leave."),
            column(Move, "role", name="to_role", means="The role that they move on to."),
            column(
                Move,
                "kind",
                means="`up` to more responsibility or another profession, `sideways` to work of "
                "the same weight.",
            ),
            column(
                Move,
                "usual_years",
                means="Years in the first role and in training on the way, usually; 0 where nobody "
                "waits; empty if nobody says.",
            ),
            column(Move, "needs", means="The qualification that is usually asked for, if one is."),
        ),
        ("from_role", "to_role"),
        [
            (role.id, move.role, move.kind, move.usual_years, move.needs)
            for role in catalogue
            for move in role.leads_to
        ],
        (refers("from_role", "roles"), refers("to_role", "roles")),
    )


def _ratings(catalogue: Catalogue) -> Iterator[Table]:
    yield Table(
        "conditions",
        "The sixteen things about a typical week that each role is rated on.",
        (Column("condition", "Its name."), Column("means", "What is rated.")),
        ("condition",),
        list(CONDITIONS.items()),
    )
    yield Table(
        "role_conditions",
        "How much of each there is in a typical week of each role, as our editors rate it.",
        (
            _ROLE,
            Column("condition", "What is rated."),
            Column(
                "rating",
                "0 hardly ever, 1 now and then, 2 some of most days, 3 much of the day, 4 most of "
                "the day or the heart of the job.",
                "integer",
                limits={"minimum": 0, "maximum": CONDITION_MAX},
            ),
        ),
        ("role_id", "condition"),
        [(role.id, name, role.conditions[name]) for role in catalogue for name in CONDITIONS],
        (_OF_A_ROLE, refers("condition", "conditions", "condition")),
    )
    yield Table(
        "role_interests",
        "Interests rated by our editors, for roles whose interests no O*NET occupation has. They "
        "stand in the place of those in `occupation_ratings`.",
        (
            _ROLE,
            Column("interest", "One of Holland's six areas.", limits={"enum": list(INTERESTS)}),
            Column(
                "rating",
                "1 (not characteristic) to 7.",
                "integer",
                limits={"minimum": 1, "maximum": 7},
            ),
        ),
        ("role_id", "interest"),
        [
            (role.id, name, role.editorial_interests[name])
            for role in catalogue
            if role.editorial_interests is not None
            for name in INTERESTS
        ],
        (_OF_A_ROLE,),
    )


def _crosswalk(catalogue: Catalogue) -> Table:
    def rows() -> Rows:
        for role in catalogue:
            yield role.id, SOC, role.soc2020, None, None
            for american in role.onet:
                yield role.id, ONET, american.code, american.confidence, american.note
            for european in role.esco:
                yield role.id, ESCO, european.code, european.confidence, european.note

    return Table(
        "crosswalk",
        "The roles in three classifications of occupations. The links are our editors'; there is "
        "no official map. A role without a row for ESCO has none that is honestly near among the "
        "occupations that we hold.",
        (
            _ROLE,
            SCHEME,
            CODE,
            *optional(
                column(
                    EscoLink,
                    "confidence",
                    means="How near the two are. In ESCO: `high` the same job, `medium` a broader "
                    "or narrower one, `low` only related. In O*NET: how alike their interests, "
                    "values and knowledge are. Empty in SOC 2020, in which every job has a place.",
                )
            ),
            column(EscoLink, "note", means="In what the two differ."),
        ),
        ("role_id", "scheme", "code"),
        list(rows()),
        (_OF_A_ROLE, ForeignKey(("scheme", "code"), "occupations", ("scheme", "code"))),
    )


def _sources(catalogue: Catalogue) -> Table:
    fields = ("title", "url", "source_date", "used_for")
    return Table(
        "sources",
        "Where the description of each role was learnt from; the wording is our own.",
        (_ROLE, position("Its place in the role's file"), *columns(Source, fields)),
        ("role_id", "position"),
        [
            (role.id, number, *(getattr(source, name) for name in fields))
            for role in catalogue
            for number, source in enumerate(role.sources, start=1)
        ],
        (_OF_A_ROLE,),
    )


def _day(value: Any) -> Cell:
    """A date as text; anything else as it is."""
    cell: Cell = value.isoformat() if isinstance(value, date) else value
    return cell
