"""The tables of the package that hold the roles: one for each list that a role file has. Those of
the ways in are in ``route_tables``."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue, PayRange
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
from roles_catalogue.data_package.route_tables import route_tables
from roles_catalogue.schema import (
    EscoLink,
    Move,
    NextStep,
    Pay,
    Regulation,
    Role,
    Short,
    Source,
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

_TEXT_FIELDS: Final = ("what_you_do", "hard_parts", "skills", "short_does")

Rows = Iterator[tuple[Cell, ...]]


def role_tables(catalogue: Catalogue, on: date) -> Sequence[Table]:
    """The roles as they are on a day, and everything that a role has several of."""
    return (
        _roles(catalogue, on),
        _texts(catalogue),
        *_plain_lists(catalogue),
        *route_tables(catalogue),
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
            *(as_cell(getattr(role, name)) for name in last),
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
            ROLE,
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
        (OF_A_ROLE,),
    )


def _does(role: Role) -> tuple[str, ...]:
    return role.short.does if role.short else ()


def _plain_lists(catalogue: Catalogue) -> Iterator[Table]:
    def numbered(table: str, means: str, entry: Column) -> Table:
        return Table(
            table,
            means,
            (ROLE, position("Its place in the role's file"), entry),
            ("role_id", "position"),
            [
                (role.id, number, value)
                for role in catalogue
                for number, value in enumerate(getattr(role, f"{entry.name}s"), start=1)
            ],
            (OF_A_ROLE,),
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
            (ROLE, entry),
            ("role_id", entry.name),
            [(role.id, value) for role in catalogue for value in dict.fromkeys(values(role))],
            (OF_A_ROLE, *foreign),
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
            ROLE,
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
        (OF_A_ROLE, refers("condition", "conditions", "condition")),
    )
    yield Table(
        "role_interests",
        "Interests rated by our editors, for roles whose interests no O*NET occupation has. They "
        "stand in the place of those in `occupation_ratings`.",
        (
            ROLE,
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
        (OF_A_ROLE,),
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
            ROLE,
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
        (OF_A_ROLE, ForeignKey(("scheme", "code"), "occupations", ("scheme", "code"))),
    )


def _sources(catalogue: Catalogue) -> Table:
    fields = ("title", "url", "source_date", "used_for")
    return Table(
        "sources",
        "Where the description of each role was learnt from; the wording is our own.",
        (ROLE, position("Its place in the role's file"), *columns(Source, fields)),
        ("role_id", "position"),
        [
            (role.id, number, *(getattr(source, name) for name in fields))
            for role in catalogue
            for number, source in enumerate(role.sources, start=1)
        ],
        (OF_A_ROLE,),
    )
