"""What can follow what, on one day: every way into every job, and every qualification between.

A way in can be begun where the route rules, the same as in the match, find nothing missing that
the person cannot have by then, but for what ``entries`` asks of the path instead. What only the
person can know (a licence, the subjects of a finished level 3) closes nothing: it is said beside
the step.

A degree counts for all that comes later, but the level that other training in a job ends at only
for what comes after that job: nobody is told to become a clerk for the sake of a place at medical
school. Ages move on with the years: a T Level is for people who are 18 or under when they start.
"""

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

import networkx as nx

from matching.in_a_sentence import any_of
from matching.needs import TRAINING_ENDS, UNTIL_18, Outcome, WorkingAge, judge
from matching.pathways.entries import Entry, entries
from matching.pathways.lengths import read_length
from matching.pathways.steps import (
    ADULT,
    Money,
    Stand,
    Step,
    StepKind,
    Subject,
    is_degree_at_work,
)
from matching.pathways.study import THE_REST_OF_TWO, is_on_a_course, studies
from matching.person import Answer
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import (
    DEGREE_LEVEL,
    AgeRequirement,
    ExperienceRequirement,
    LevelRequirement,
    NoteRequirement,
    RouteKind,
)

SAME_AS_FINISHED: Final = {RouteKind.T_LEVEL: 3, RouteKind.DEGREE: DEGREE_LEVEL}
"""The general level that a way in by such a course gives, unless it names another."""

REMEMBERED: Final = 65_536
"""How many judgements of an entry for somebody are kept; one search makes up to some thousand."""
FEW_PLACES: Final = "There are usually far fewer places than on a degree."
LEAVES_IT: Final = "It means leaving the course that you are on."
IF_THIS_ONE: Final = "If this is the course that you are on, finish it; if not, it takes two years."


@dataclass(frozen=True)
class _Verdict:
    """What is left to check before an entry, in sentences, and how much of it is doubtful."""

    checks: tuple[str, ...]
    doubts: int


class Ways:
    """Every way in that is open on a day. Made once a day and shared: ask it what follows."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self.catalogue = catalogue
        self.on = on
        self._after: dict[str, list[Entry]] = defaultdict(list)
        self._experienced: dict[tuple[str, int], Entry] = {}
        self.jobs = nx.DiGraph()
        """Role ids, with an edge from each job to those that can be entered from it."""
        self.jobs.add_nodes_from(role.id for role in catalogue.roles)
        for entry in entries(catalogue, on):
            self._add(entry)
        self._verdict = lru_cache(maxsize=REMEMBERED)(self._judge)

    def _add(self, entry: Entry) -> None:
        if entry.after is not None:
            self.jobs.add_edge(entry.after.id, entry.role.id)
        elif entry.experience is not None:
            self._experienced[entry.role.id, entry.index] = entry
        self._after[entry.after.id if entry.after else ""].append(entry)

    def before(self, role_id: str, most: int | None = None) -> frozenset[str]:
        """The jobs that can lead to a role, one after the other, at most so many if any."""
        backwards = self.jobs.reverse(copy=False)
        found = nx.single_source_shortest_path_length(backwards, role_id, cutoff=most)
        return frozenset(found) - {role_id}

    def from_here(self, here: Stand, roles: Set[str]) -> Iterator[Step]:
        """Every step that can be taken from here; of jobs, only those in ``roles`` are entered."""
        # The job counts for where an entry starts and not for what it asks for.
        asked = replace(here, job="", is_start=False, ready_for=None)
        if here.ready_for is not None:
            entry = self._experienced[here.ready_for]
            verdict = self._verdict(entry, asked)
            if verdict is not None:
                yield _entering(entry, replace(here, ready_for=None), verdict)
            return
        yield from studies(here)
        if here.person.is_before_year_12:
            return
        for entry in self._after.get(here.job, ()):
            verdict = self._verdict(entry, asked) if entry.role.id in roles else None
            if verdict is None:
                continue
            if entry.experience is None:
                yield _entering(entry, here, verdict)
            else:
                yield _experience_for(entry, entry.experience, here)

    def _judge(self, entry: Entry, here: Stand) -> _Verdict | None:
        """None if something is missing that stands in the way. ``here`` is without the job."""
        checks: list[str] = []
        helps: list[str] = []
        doubts = 0
        for need in entry.asks:
            if isinstance(need, AgeRequirement):
                said = _age(need, here)
                if said is None:
                    return None
                checks += said
                continue
            if isinstance(need, NoteRequirement):
                helps.append(f"{need.text}.")
                continue
            if isinstance(need, ExperienceRequirement) and need.asked == "helps":
                helps.append(f"What helps: {need.what}.")
                continue
            of_a_subject = isinstance(need, LevelRequirement) and bool(need.subjects)
            # Training in a job is in that job's subject, seldom in the one that is asked for.
            level = here.level if of_a_subject else max(here.level, here.trained)
            person = replace(here.person, highest_level=level)
            judged = judge(need, person, self.catalogue)
            if judged.outcome in (Outcome.MISSING, Outcome.NEVER):
                return None
            if isinstance(need, LevelRequirement) and need.subjects:
                unsure = judged.outcome is Outcome.UNKNOWN or here.level > 3
                if unsure and here.subject is not Subject.CHOSEN and need.level <= here.level:
                    checks.append(_subjects(need))
                    doubts += here.subject is Subject.TOLD and need.level >= DEGREE_LEVEL
            elif judged.outcome is Outcome.UNKNOWN:
                checks.append(f"{judged.why} {judged.step}")
            elif judged.why:
                checks.append(judged.why)
        return _Verdict(tuple(dict.fromkeys(checks + helps)), doubts)


def _experience_for(entry: Entry, wanted: ExperienceRequirement, here: Stand) -> Step:
    """To get what an entry asks for first; beside whatever one does, since nobody says where."""
    return Step(
        StepKind.EXPERIENCE,
        replace(here, ready_for=(entry.role.id, entry.index)),
        read_length(wanted.what),
        Money.BESIDE,
        role=entry.role,
        route=entry.route,
        experience=wanted,
    )


def _entering(entry: Entry, here: Stand, verdict: _Verdict) -> Step:
    years, training, checks, doubts = (
        entry.years,
        entry.training,
        verdict.checks,
        verdict.doubts,
    )
    if is_on_a_course(here):
        if entry.route.kind is RouteKind.T_LEVEL:
            years = training = THE_REST_OF_TWO
            checks = (IF_THIS_ONE, *checks)
        else:
            checks, doubts = (LEAVES_IT, *checks), doubts + 1
    if entry.after is None and is_degree_at_work(entry.route):
        checks = (FEW_PLACES, *checks)
    return Step(
        StepKind.ENTER,
        _inside(entry, here),
        years,
        Money.PAID if entry.route.earn else Money.UNPAID,
        role=entry.role,
        route=entry.route,
        after=entry.after,
        wait=entry.wait,
        training=training,
        checks=checks,
        doubts=doubts,
        place=entry.index,
    )


def _age(need: AgeRequirement, here: Stand) -> tuple[str, ...] | None:
    """What is left to check about an age; None if it is too low or too high."""
    said = []
    if need.minimum is not None and need.minimum > here.age:
        # What is for adults is no plan for somebody who may be 16.
        if here.is_exact or need.minimum >= ADULT > here.age:
            return None
        said.append(f"You need to be {need.minimum} or over to start.")
    if need.maximum is not None:
        if need.maximum < here.age:
            return None
        if not here.is_exact and here.person.is_at_most(need.maximum) is not Answer.YES:
            said.append(f"This is for people who are {need.maximum} or under.")
    starts_young = here.person.stage is not None and here.age < TRAINING_ENDS
    if isinstance(need, WorkingAge) and starts_young and (need.minimum or 0) < TRAINING_ENDS:
        said.append(UNTIL_18)
    return tuple(said)


def _subjects(need: LevelRequirement) -> str:
    what = "degree" if need.level >= DEGREE_LEVEL else f"level {need.level}"
    return (
        f"It usually asks for a {what} in {any_of(need.subjects)}. "
        "If yours is in something else, ask the course what you would need."
    )


def _inside(entry: Entry, here: Stand) -> Stand:
    """Where somebody stands who has come into a job: older, and with what its training gave."""
    route = entry.route
    level = here.level
    subject = here.subject
    given = SAME_AS_FINISHED.get(route.kind)
    if given is not None:
        given = min(route.level or given, DEGREE_LEVEL)
    elif route.kind is RouteKind.COLLEGE and route.level and route.gives_degree is not False:
        given = min(route.level, DEGREE_LEVEL)
    if given is not None and given > level:
        level, subject = given, Subject.OF_A_JOB
    trained = route.level or 0
    if route.gives_degree is False:
        trained = min(trained, DEGREE_LEVEL - 1)
    if entry.after is not None:
        trained = max(trained, here.trained)
    later = here.older(entry.years)
    if is_on_a_course(later):
        later = replace(later, person=replace(later.person, stage="left_school"))
    return replace(
        later,
        is_exact=False,
        is_start=False,
        person=replace(later.person, highest_level=level),
        job=entry.role.id,
        trained=trained if trained > level else 0,
        subject=subject,
    )
