"""The ways to a role from where somebody is, in ready words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from compass.journeys.types import Journey
from matching.pathways import (
    Help,
    Pathway,
    Preference,
    StepKind,
    ToldStep,
    Ways,
    help_with,
    told,
    total_in_words,
    unpaid_in_words,
)
from matching.pathways.words import QUALIFICATION_ROWS
from matching.person import Person
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Certainty, Role
from web.addresses import with_query
from web.roles.presenters import route_sources
from web.roles.provenance import Reference, editorial, references

PREFERENCES: Final[dict[Preference, str]] = {
    Preference.BALANCED: "A bit of everything",
    Preference.EARN: "Earn soon",
    Preference.NO_UNIVERSITY: "No university",
    Preference.FASTEST: "The fastest way",
}
NO_WAY: Final[dict[Preference, str]] = {
    Preference.NO_UNIVERSITY: "There is no way to this job without years at a university.",
}
NO_WAY_AT_ALL: Final = "We know no way to this job from where you are."


@dataclass(frozen=True)
class StepWords:
    """One step. ``href`` is the page of the job that it leads into, empty for a study."""

    title: str
    href: str
    facts: tuple[str, ...]
    detail: str
    checks: tuple[str, ...]
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class PathWords:
    """One path. ``first`` is what to do first for it; ``help`` who helps with that, if anybody."""

    total: str
    pay: str
    steps: tuple[StepWords, ...]
    first: str
    help: str


@dataclass(frozen=True)
class Choice:
    """A link or an option; ``is_chosen`` marks the one that the page shows."""

    label: str
    value: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class WaysPage:
    """All of the page about the ways to one role. ``told`` is True if the person has said
    something about themselves; ``assumed`` is what stands in for the rest. ``nearest`` has a
    path, and ``nearest_title`` and ``nearest_href`` the role, where there is no way to this one."""

    role: Role
    told: bool
    assumed: str
    preferences: tuple[Choice, ...]
    chosen: Choice
    jobs: tuple[Choice, ...]
    paths: tuple[PathWords, ...]
    no_way: str
    nearest: PathWords | None
    nearest_title: str
    nearest_href: str
    next_step: str
    next_step_sources: tuple[Reference, ...]


def best_way(role: Role, engine: Engine, on: date, journey: Journey | None) -> PathWords | None:
    """The best path from here, for somebody who has said something about themselves."""
    if journey is None or not journey.about:
        return None
    person = Person.from_about(journey.about)
    found = engine.pathways(person, role.id, on=on)
    if not found.paths:
        return None
    return _path(found.paths[0], engine.ways(on), person)


def ways_page(
    role: Role, engine: Engine, on: date, journey: Journey | None, asked: Mapping[str, str]
) -> WaysPage:
    """The page. ``asked`` may name a preference and the job that somebody is in; what is not one
    is passed over, as an address may be mistyped."""
    person = Person.from_about(journey.about) if journey is not None else Person()
    ways = engine.ways(on)
    before = ways.before(role.id, MOST_JOBS_BEFORE)
    job = asked.get("job", "")
    job = job if job in before else ""
    wanted = asked.get("prefer", "")
    preference = Preference(wanted) if wanted in [*Preference] else None
    found = engine.pathways(person, role.id, on=on, preference=preference, job=job)
    preferences = tuple(
        Choice(label, value.value, _address(role.id, value, job), value is found.preference)
        for value, label in PREFERENCES.items()
    )
    row = engine.catalogue.reference.leeds_row(role.next_step.row)
    nearest = found.nearest
    return WaysPage(
        role=role,
        told=bool(journey is not None and journey.about),
        assumed=_and(found.assumed),
        preferences=preferences,
        chosen=next(choice for choice in preferences if choice.is_chosen),
        jobs=_jobs(engine.catalogue, before, job),
        paths=tuple(_path(path, ways, person) for path in found.paths),
        no_way="" if found.paths else NO_WAY.get(found.preference, NO_WAY_AT_ALL),
        nearest=_path(nearest.paths[0], ways, person) if nearest else None,
        nearest_title=nearest.role.title if nearest else "",
        nearest_href=f"/roles/{nearest.role.id}" if nearest else "",
        next_step=role.next_step.text,
        next_step_sources=references(row.provenance) if row else (),
    )


MOST_JOBS_BEFORE: Final = 2
"""Somebody in a job that leads here, or in one that leads to such a job, may say so."""


def _address(role_id: str, preference: Preference, job: str) -> str:
    said = [("prefer", preference.value), *([("job", job)] if job else [])]
    return with_query(f"/roles/{role_id}/ways", said)


def _jobs(catalogue: Catalogue, ids: frozenset[str], chosen: str) -> tuple[Choice, ...]:
    roles = sorted((catalogue.get(role_id) for role_id in ids), key=lambda role: role.title)
    return tuple(Choice(role.title, role.id, "", role.id == chosen) for role in roles)


def _and(parts: tuple[str, ...]) -> str:
    *others, last = parts or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def _path(path: Pathway, ways: Ways, person: Person) -> PathWords:
    steps = told(path, ways, person)
    programme: Help | None = help_with(path, ways, person)
    total = total_in_words(path)
    return PathWords(
        total=total[0].upper() + total[1:],
        pay=unpaid_in_words(path),
        steps=tuple(_step(step, ways.catalogue) for step in steps),
        first=steps[0].first,
        help=programme.first if programme else "",
    )


def _step(step: ToldStep, catalogue: Catalogue) -> StepWords:
    usual = "Usually " if step.certainty is Certainty.USUAL and step.years.is_known else ""
    length = step.length if usual else step.length[0].upper() + step.length[1:]
    if not step.years.is_known:
        length = "Nobody says how long"
    return StepWords(
        title=step.title,
        href=f"/roles/{step.role_id}" if step.role_id else "",
        facts=(f"{usual}{length}", step.pay),
        detail=step.detail,
        checks=step.checks,
        sources=_sources(step, catalogue),
    )


def _sources(step: ToldStep, catalogue: Catalogue) -> tuple[Reference, ...]:
    if step.role_id is not None and step.route_index is not None:
        route = catalogue.get(step.role_id).entry_routes[step.route_index]
        return route_sources(route, catalogue)
    row = catalogue.reference.qualifications.get(QUALIFICATION_ROWS.get(StepKind(step.kind), ""))
    return (*(references(row.provenance) if row else ()), editorial())
