"""Questions to take to an adviser: what we cannot tell about the ways in, or what is in the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from matching.needs import Outcome
from matching.person import Person
from matching.routes import RouteCheck, RouteStatus, Unmet, check_routes
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role, RouteKind
from web.language.choice import english
from web.language.words import N_, join_words, translated
from web.roles.presenters import nearness, status_of

MOST: Final = 5
WAYS_LOOKED_AT: Final = 2
"""So many ways into each job are asked about, the nearest first: nobody takes six at a time."""

ANYBODY: Final = N_("Whom could I visit or talk to who does this work, even for an hour?")
HOURS: Final = N_(
    "Which of these could I do part time, or in hours that fit round a child or somebody I look "
    "after?"
)
OUT_OF_SCHOOL: Final = frozenset({"left_school", "adult"})
"""Stages at which many look after somebody, and few adverts say what is possible."""
NOT_TOLD: Final = N_("Which of the ways in are open to me now, and which could be soon?")
NOT_TOLD_WHY: Final = N_("You have not told us about you yet, so we cannot tell.")
PAY: Final = N_("What does this pay to start with, and after a few years?")
PAY_WHY: Final = N_("It depends on the post or the employer, so we have no figure.")
"""True of every job without a figure: a band of the NHS follows the post."""

QUESTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "age": (
        N_("Is there a way in for somebody of my age, and what could I do until then?"),
        N_("Am I the right age for this, or when will I be?"),
    ),
    "level": (
        N_("Which course here takes me to the level that is asked for, and when does it start?"),
        N_("Do my qualifications and subjects count for this?"),
    ),
    "gcses": (
        N_("Where can I take the GCSEs I am missing, or a course that counts the same?"),
        N_("Which of my GCSEs count for this?"),
    ),
    "english_maths": (
        N_("Where can I take English and maths, and can I do that beside something else?"),
        N_("Do my English and maths count, or should I take them again?"),
    ),
    "tariff": (
        N_("Which places ask for fewer UCAS points, or let me start with a foundation year?"),
        N_("How many UCAS points will my courses bring?"),
    ),
    "experience": (
        N_("Where could I get experience of this kind, even for a day?"),
        N_("Does what I have done count as experience, or where could I get some?"),
    ),
    "driving_licence": (
        N_("Do I have to drive from the start, and is there help with the cost of learning?"),
        N_("Do I have to drive from the start, and is there help with the cost of learning?"),
    ),
    "registration": (
        N_("How do people get on to the register that this asks for?"),
        N_("How do people get on to the register that this asks for?"),
    ),
    "role": (
        N_("How do people move up from the job before this one, and after how long?"),
        N_("How do people move up from the job before this one, and after how long?"),
    ),
    "date": (
        N_("This way in is not open now. Will it open again, or what has taken its place?"),
        N_("This way in is not open now. Will it open again, or what has taken its place?"),
    ),
    "withdrawn": (
        N_("This way in takes no new starters. What has taken its place?"),
        N_("This way in takes no new starters. What has taken its place?"),
    ),
}
"""By the kind of a requirement (``Unmet.kind``): where it is not met, and where we cannot tell."""


@dataclass(frozen=True)
class Ask:
    """``jobs`` are the titles that it is about. ``why`` is the rule behind it, in our words."""

    question: str
    jobs: tuple[str, ...]
    why: str

    @property
    def about(self) -> str:
        """Paramedic and Dental nurse"""
        return join_words(self.jobs)


def asks_for(
    roles: Sequence[Role], person: Person | None, catalogue: Catalogue, on: date
) -> tuple[Ask, ...]:
    """Up to ``MOST`` questions about these roles, those of the first role before the others'.

    Questions that several roles raise are asked once. ``person`` is None for somebody who has
    said nothing about themselves: then it is the ways in as a whole that we cannot tell.
    """
    found: dict[str, Ask] = {}
    for role, question, why in _raised(roles, person, catalogue, on):
        known = found.get(question)
        jobs = (*known.jobs, role.title) if known else (role.title,)
        found[question] = Ask(question, tuple(dict.fromkeys(jobs)), known.why if known else why)
    titles = tuple(role.title for role in roles)
    always = [Ask(translated(ANYBODY), titles, "")]
    if person is not None and person.stage in OUT_OF_SCHOOL:
        always.insert(0, Ask(translated(HOURS), titles, ""))
    return (*list(found.values())[: MOST - len(always)], *always) if roles else ()


def _raised(
    roles: Sequence[Role], person: Person | None, catalogue: Catalogue, on: date
) -> Iterator[tuple[Role, str, str]]:
    for role in roles:
        if person is None:
            yield role, translated(NOT_TOLD), translated(NOT_TOLD_WHY)
            continue
        for check in _nearest(check_routes(role, person, catalogue, on)):
            for unmet in check.failed:
                if unmet.kind in QUESTIONS:
                    yield role, _question(unmet), english(unmet.why)
    for role in roles:
        if catalogue.pay_range(role, on) is None:
            yield role, translated(PAY), translated(PAY_WHY)


def _nearest(checks: Sequence[RouteCheck]) -> list[RouteCheck]:
    """The nearest ways that are not open. Moving up from another job comes after all others, and
    ways that are nothing for this person only where there is nothing else."""
    shut = [check for check in checks if check.status is not RouteStatus.OPEN_NOW]
    shut.sort(key=lambda c: (c.is_never, c.kind is RouteKind.PROMOTION, nearness(status_of(c))))
    near = [check for check in shut if not check.is_never] or shut
    if len(shut) < len(checks):
        # A way is open already: ask only about what is not known of the nearest other.
        near = [check for check in near if check.status is RouteStatus.UNKNOWN][:1]
    return near[:WAYS_LOOKED_AT]


def _question(unmet: Unmet) -> str:
    missing, unknown = QUESTIONS[unmet.kind]
    return translated(unknown if unmet.outcome is Outcome.UNKNOWN else missing)
