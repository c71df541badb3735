"""What the API answers, as types: the description is made from them, and tests hold answers to
them. Wherever an answer is a class of ours written out, that very class stands here, so what
is added to it is described from then on; its meanings are in ``meanings``.
"""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from matching.adaptive import CLEARER, FEWEST, FIRST, MOST, STEADY
from matching.adaptive import Certainty as ListCertainty
from matching.artefacts import Versions
from matching.explain import Reason
from matching.pathways import Money, Preference
from matching.questionnaire import AboutField, Item
from matching.routes import RouteStatus
from matching.rules import Wishes
from matching.search import Hit
from roles_catalogue.catalogue import PayRange
from roles_catalogue.reference import (
    ApprenticeshipStandard,
    EscoOccupation,
    GlossaryTerm,
    LeedsEmployer,
    LeedsProgramme,
    LeedsProvider,
    OnetOccupation,
    PayBand,
    RegulatedProfession,
    RoleBand,
    SocUnitGroup,
    TLevel,
)
from roles_catalogue.schema import Certainty, Family, Role, RouteKind, Sector, Setting


class Shape(BaseModel):
    """An object that we send: every name is always there, null where there is nothing to say."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Problem(Shape):
    code: str = Field(description="What kind of refusal it is; stable, for programs.")
    message: str = Field(description="The same in a sentence, for people.")
    problems: list[str] = Field(
        description="A sentence for everything wrong in the request, with what would be right. "
        "Of the first twenty, if there are more."
    )


class Refusal(Shape):
    """Every refusal, whatever went wrong."""

    error: Problem = Field(description="What is wrong.")


class QuestionnaireAnswer(Shape):
    """What is asked, and how it may be answered."""

    version: str = Field(description="The version of the item bank.")
    items: list[Item] = Field(description="The questions, in asking order.")
    about: list[AboutField] = Field(description="Facts that decide which ways in are open.")
    start: list[str] = Field(
        description="Ids of the items that an adaptive questionnaire asks first."
    )


class PayInBrief(Shape):
    min_gbp: int = Field(description="Pounds a year for full time at the start.")
    max_gbp: int = Field(description="Pounds a year for full time at the top.")


class RoleInBrief(Shape):
    id: str = Field(description="The role's id: lower-case words with hyphens, stable.")
    title: str = Field(description="What the job is called.")
    other_names: list[str] = Field(description="What else it is called.")
    family: Family = Field(description="The family it belongs to; see `/api/v1/filters`.")
    sectors: list[Sector] = Field(description="Who employs people in it.")
    settings: list[Setting] = Field(description="Where it is done.")
    pitch: str = Field(description="The job in one sentence.")
    needs_no_degree: bool = Field(description="True if at least one way in needs no degree.")
    routes: list[RouteKind] = Field(description="The kinds of ways in, each once.")
    pay_range: PayInBrief | None = Field(
        description="Pay on the day `on`. Null where no NHS band is known."
    )
    url: str = Field(description="Where the whole role is.")


class RolesAnswer(Shape):
    """One page of the roles that the filters leave, by id."""

    catalogue_version: str = Field(description="Changes whenever any role or table does.")
    on: date = Field(description="The day that pay is given for.")
    total: int = Field(description="How many roles the filters leave, on all pages.")
    limit: int = Field(description="How many a page has at most, as asked.")
    offset: int = Field(description="How many roles come before this page, as asked.")
    next: str | None = Field(description="The next page's address; null on the last page.")
    previous: str | None = Field(description="The page before; null on the first page.")
    roles: list[RoleInBrief] = Field(description="The roles, always in the order of their ids.")


class Rows(Shape):
    """The rows of the reference tables that a role rests on. A table without any is left out."""

    soc2020: list[SocUnitGroup] = Field([], description="Its unit group in SOC 2020.")
    onet: list[OnetOccupation] = Field([], description="The occupations O*NET knows it as.")
    esco: list[EscoOccupation] = Field([], description="The European occupations near to it.")
    pay_bands: list[PayBand] = Field([], description="Its Agenda for Change bands.")
    role_bands: list[RoleBand] = Field([], description="Why we think it is in those bands.")
    regulated_professions: list[RegulatedProfession] = Field([], description="Its regulator.")
    apprenticeship_standards: list[ApprenticeshipStandard] = Field(
        [], description="The apprenticeships that lead into it."
    )
    t_levels: list[TLevel] = Field([], description="The T Levels that lead into it.")
    leeds: list[LeedsProgramme | LeedsProvider | LeedsEmployer] = Field(
        [], description="Programmes, providers and employers in Leeds."
    )

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)


class RoleFacts(Shape):
    """What a whole role has beside its file."""

    comes_from: list[str] = Field(description="Ids of the roles that lead to this one.")
    needs_no_degree: bool = Field(description="True if at least one way in needs no degree.")
    pay_range: PayRange | None = Field(
        description="Pay on the day `on`. Null where no NHS band is known."
    )
    rows: Rows = Field(description="The rows of the reference tables that the role rests on.")
    credits: list[str] = Field(
        description="The words that the licences of the tables ask to be shown."
    )
    catalogue_version: str = Field(description="Changes whenever any role or table does.")
    on: date = Field(description="The day that pay is given for.")


_FIELDS: dict[str, Any] = {
    name: (field.annotation, field)
    for model in (Role, RoleFacts)
    for name, field in model.model_fields.items()
}
WholeRole: type[Shape] = create_model(
    "WholeRole",
    __base__=Shape,
    __doc__="A role as in its file, with its pay on a day and the rows that its facts come from.",
    **_FIELDS,
)


class Choice(Shape):
    value: str = Field(description="What to send as the parameter.")
    label: str = Field(description="What to show.")
    roles: int = Field(description="How many roles there are with it.")
    url: str = Field(description="Where those roles are listed.")


class FiltersAnswer(Shape):
    """Every value that the list of roles can be filtered by, named like its parameter."""

    catalogue_version: str = Field(description="Changes whenever any role or table does.")
    family: list[Choice] = Field(description="The families of roles that have any.")
    sector: list[Choice] = Field(description="Who employs people.")
    setting: list[Choice] = Field(description="Where the work is done.")
    route: list[Choice] = Field(description="The kinds of ways in.")


class GlossaryAnswer(Shape):
    """The words of the role pages that the site explains, in plain English."""

    catalogue_version: str = Field(description="Changes whenever any role or table does.")
    terms: list[GlossaryTerm] = Field(description="The words, in the order of the alphabet.")


class SearchAnswer(Shape):
    """Roles found, best first."""

    query: str = Field(description="What was asked, as it was asked.")
    exact: bool = Field(description="False if nothing has the words and the hits are only close.")
    hits: list[Hit] = Field(description="At most `limit` roles; ties by id.")


class Unmet(Shape):
    """One thing that stands in the way, or of which we were not told."""

    kind: str = Field(
        description="The kind of the requirement, as in the role's `entry_routes`; `date` for a "
        "way in that has not begun or has ended, `withdrawn` for one that takes no new starters."
    )
    outcome: Literal["missing", "unknown", "never"] = Field(
        description="`missing` if something would meet it, `never` if nothing would, `unknown` "
        "if `about` does not say."
    )
    why: str = Field(description="What stands in the way, to the person.")
    step: str = Field(description="What would meet it; empty if nothing would.")


class WayIn(Shape):
    kind: RouteKind = Field(description="What kind of way in it is.")
    label: str = Field(description="What to call it.")
    status: RouteStatus = Field(
        description="`open_now`, `one_step` away, `closed`, or `unknown` if a fact is missing."
    )
    why: str = Field(description="Why it has that status, to the person.")
    step: str = Field(description="What to do next; empty if there is nothing to do.")
    failed: list[Unmet] = Field(
        description="Everything that is not met or not known, in the order of the requirements."
    )
    earn: bool = Field(description="True if one is paid on the way.")
    certainty: Certainty = Field(description='`sourced`, or `usual`: then say "usually".')
    reference: str | None = Field(description="The row of the reference table it rests on.")


class Contribution(Shape):
    """The part of a score that one dimension gives."""

    block: str = Field(
        description="The part of the picture: `interests`, `subjects`, `values`, `conditions` or "
        "`text`."
    )
    dimension: str = Field(description="Which dimension of the block.")
    value: float = Field(description="How much it adds to the score.")


class Ranked(Shape):
    role_id: str = Field(description="The role's id.")
    title: str = Field(description="What the job is called.")
    score: float = Field(description="The exact sum of its contributions (`math.fsum`).")
    position: int = Field(description="Its place in this list, from 1.")
    base_position: int = Field(
        description="Its place after calibration and variety and before exploration."
    )
    propensity: float = Field(description="The probability of this role in this place.")
    drawn: bool = Field(description="True for the one role that was drawn from further down.")
    contributions: list[Contribution] = Field(
        description="Every dimension of every block, largest first."
    )
    reasons: list[Reason] = Field(
        description="What speaks for it, worth saying; in a list at most three."
    )
    cautions: list[Reason] = Field(description="What speaks against it; in a list at most two.")
    routes: list[WayIn] = Field(description="Its ways in, held against `about`.")
    relaxed: list[str] = Field(
        description="The rules it breaks, none for a role that keeps them all: `route`, `family`, "
        "`setting`, `earn`, `no_open_route`."
    )


class MatchAnswer(Shape):
    """A ranked list: never empty, roles that keep every rule first."""

    on: date = Field(description="The day that pay and ways in are judged by.")
    basis: Literal["answers", "starter"] = Field(
        description="`starter` if nothing usable was answered: a first look across the families, "
        "without reasons."
    )
    notes: list[str] = Field(
        description="What one should know about the list: `nothing_answered`, `few_answers`, "
        "`all_same`, `text_not_used`, `text_not_english`, `text_unclear`, `relaxed`."
    )
    candidate_count: int = Field(description="How many roles were ranked.")
    passing_count: int = Field(description="How many of them keep every rule.")
    policy: str = Field(
        description="How the list was ranked, by its parts; `none` for a starter list."
    )
    seed: int | None = Field(description="The seed, as sent.")
    wishes: Wishes = Field(description="The wishes, as understood.")
    roles: list[Ranked] = Field(description="At most `limit` roles, best first.")
    versions: Versions = Field(description="With the same versions, the same body, the same bytes.")


class Length(Shape):
    low: float | None = Field(description="The shortest, in years; null if nobody has said.")
    high: float | None = Field(
        description="The longest; null if nobody has said, or if there is no end."
    )


class PathStep(Shape):
    """One step of a path, in words and in numbers."""

    kind: str = Field(
        description="The kind of way in of a job, or `school`, `english_maths`, `gcses`, "
        "`level_2`, `level_3`, `degree`, `masters`, `experience`."
    )
    title: str = Field(description="What it is: a job, or something to finish.")
    detail: str = Field(description="More about it, in a sentence or two.")
    years: Length = Field(description="How long it usually takes, with the wait before it.")
    length: str = Field(description="The same in words.")
    money: Money = Field(description="`paid`, `unpaid`, or `beside` a job or a course.")
    certainty: Certainty = Field(description='`sourced`, or `usual`: then say "usually".')
    source: str = Field(description="Who says so.")
    first: str = Field(description="What to do first for it.")
    first_source: str = Field(description="The row or the page that this rests on.")
    checks: list[str] = Field(description="What only the person can know, in sentences.")
    role_id: str | None = Field(description="The job it leads into; null for a study.")
    route_index: int | None = Field(
        description="The place of the way in among the job's `entry_routes`, from 0."
    )
    after_role_id: str | None = Field(description="The job that it starts from, if from one.")


class Programme(Shape):
    name: str = Field(description="What it is called.")
    first: str = Field(description="What to ask it.")
    source: str = Field(description="The row that knows of it.")


class Path(Shape):
    """One way from where somebody is to a role."""

    steps: list[PathStep] = Field(description="The steps, in their order.")
    years: Length = Field(description="How long all steps take, one after the other.")
    length: str = Field(description="The same in words.")
    steps_of_unknown_length: int = Field(description="How many steps nobody has timed.")
    pay: str = Field(description="How much of it is not paid, in a sentence.")
    help: Programme | None = Field(
        description="A programme that helps into the first job; null if none is named there."
    )


class NearestRole(Shape):
    role_id: str = Field(description="The role's id.")
    title: str = Field(description="What the job is called.")
    path: Path = Field(description="The best path there.")


class PathsAnswer(Shape):
    """The best few paths to a role, the best first."""

    role_id: str = Field(description="The role's id.")
    title: str = Field(description="What the job is called.")
    on: date = Field(description="The day that ways in must be open on.")
    catalogue_version: str = Field(description="Changes whenever any role or table does.")
    prefer: Preference = Field(description="What the paths are ordered by.")
    assumed: list[str] = Field(
        description="What is assumed because `about` does not say, such as `you are 16 to 18`."
    )
    paths: list[Path] = Field(description="At most three that differ; none if no way leads there.")
    nearest: NearestRole | None = Field(
        description="Where there is no path: the nearest role that has one."
    )


class NextAnswer(Shape):
    """The question to ask next, and how sure the list is so far."""

    item: Item | None = Field(
        description="The question, as in the questionnaire; null if every one was met."
    )
    asked: int = Field(description="How many questions were answered or passed over.")
    expected_change: float = Field(
        description=f"Of the first {FIRST} roles by score, how many the answer to the most telling "
        "question is expected to replace; all of them while nothing is known."
    )
    certainty: ListCertainty = Field(
        description=f"`steady` below {STEADY} roles and from {FEWEST} questions on, `clearer` "
        f"below {CLEARER:g}, else `early`."
    )
    done: bool = Field(
        description=f"True if the list is steady, {MOST} questions were asked or none is left. "
        "Whoever likes can go on."
    )
    versions: Versions = Field(description="With the same versions, the same body, the same bytes.")


class PlaceAnswer(Shape):
    """Where one role stands, and everything that speaks for it and against it."""

    on: date = Field(description="The day that ways in are judged by.")
    basis: Literal["answers", "starter"] = Field(
        description="`starter` if nothing usable was answered: then there is no order of fit."
    )
    candidate_count: int = Field(description="How many roles were ranked.")
    policy: str = Field(description="How they were ranked, by its parts, without exploration.")
    wishes: Wishes = Field(description="The wishes, as understood.")
    role: Ranked | None = Field(
        description="The role in its place, with all reasons and cautions, strongest first. Null "
        "if nothing usable was answered."
    )
    versions: Versions = Field(description="With the same versions, the same body, the same bytes.")


class Checks(Shape):
    database: bool = Field(description="Whether the site can remember.")
    encoder: bool = Field(description="Whether own words can be read.")


class Health(Shape):
    """Whether the site is well."""

    status: Literal["ok", "unavailable"] = Field(description="`ok`, or `unavailable` with a 503.")
    versions: Versions = Field(description="What it serves.")
    checks: Checks = Field(description="What was looked at.")
