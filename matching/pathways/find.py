"""From where this person is to a role: the best few paths, or the nearest role that has one.

networkx searches: steps and the places between them are the nodes of a graph, and the lightest
path by Dijkstra's algorithm is the best, with the weights that the preference gives.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import networkx as nx

from matching.in_a_sentence import all_of
from matching.pathways.lengths import NO_TIME, Years
from matching.pathways.preferences import (
    FIRST,
    Preference,
    asked_for,
    cost,
    is_possible,
    years_of,
)
from matching.pathways.steps import Stand, Step, StepKind
from matching.pathways.study import ALL_FIVE, BOTH
from matching.pathways.ways import Ways
from matching.person import AGES, Person
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.schema import DEGREE_LEVEL, Role, RouteKind

MOST: Final = 3
"""How many paths are shown: the best, and others that truly differ."""
FEW_JOBS: Final = 2
"""So many jobs may come before the one that somebody wants. Longer chains are looked for only
where there is nothing shorter: nobody plans for six jobs in a row."""
FAR_WORSE: Final = 2.0
"""An other path is worth showing up to so many times the cost of the best, by the balanced
measure."""


NOTHING_YET: Final = Person(
    stage="left_school", gcses="none", english_maths="neither", highest_level=0
)
"""Somebody of 16 to 18 who has finished nothing yet."""


@dataclass(frozen=True)
class Pathway:
    """One way there: its steps in their order."""

    steps: tuple[Step, ...]

    @property
    def years(self) -> Years:
        """All steps one after the other; without a highest where one has none."""
        total = NO_TIME
        for step in self.steps:
            length = step.years if step.years.is_known else Years(0, None)
            total = total + length
        return total

    @property
    def unknown(self) -> int:
        """How many steps have no known length."""
        return sum(not step.years.is_known for step in self.steps)

    @property
    def usual_years(self) -> float:
        """As they are put in order by; steps of unknown length count as if they were usual."""
        return sum(years_of(step) for step in self.steps)

    def cost(self, preference: Preference) -> float:
        """The lower, the better by this preference."""
        return sum(cost(step, preference) for step in self.steps)

    def asked_for(self, preference: Preference) -> float:
        """How much it has of what the preference would have least of."""
        return sum(asked_for(step, preference) for step in self.steps)


@dataclass(frozen=True)
class Pathways:
    """The answer for one role. ``paths`` are the best first, none if there is no way there.

    ``assumed`` says in sentences what stands in for what we were not told. ``nearest`` is the
    answer for the nearest role that has a path, where this one has none.
    """

    role: Role
    preference: Preference
    assumed: tuple[str, ...]
    paths: tuple[Pathway, ...]
    nearest: "Pathways | None" = None

    @property
    def assumption(self) -> str:
        """All that is assumed, as what may follow "we take it that"; empty for nothing."""
        return all_of(self.assumed)


def start_of(person: Person) -> tuple[Stand, tuple[str, ...]]:
    """Where a path begins, and what is assumed about it because nobody has said.

    Before Year 12 nothing is assumed: what is not said yet is still to come.
    """
    plain = replace(person, earn=None, how_soon=None)
    if person.is_before_year_12:
        return Stand(replace(plain, highest_level=0), AGES[plain.stage or ""][0]), ()
    assumed: list[str] = []
    stage = person.stage
    if stage is None:
        stage = "adult" if (person.highest_level or 0) > 3 else "left_school"
        assumed.append("you are 19 or over" if stage == "adult" else "you are 16 to 18")
    level, gcses, both = person.highest_level, person.gcses, person.english_maths
    if level is None:
        level = 2 if gcses == ALL_FIVE else 0
        if gcses != ALL_FIVE:
            assumed.append("you have not finished a qualification yet")
    if gcses is None or gcses == "not_sure":
        gcses = ALL_FIVE if level >= 2 else "none"
        if level == 2:
            assumed.append("your level 2 counts as five GCSEs at grade 4")
    if both is None or both == "not_sure":
        both = BOTH if level >= 3 else "neither"
        assumed.append(
            "you have English and maths at level 2"
            if both == BOTH
            else "you do not have English and maths at level 2 yet"
        )
    told = replace(plain, stage=stage, highest_level=level, gcses=gcses, english_maths=both)
    return Stand(told, AGES[stage][0]), tuple(assumed)


def find(
    ways: Ways,
    person: Person,
    role_id: str,
    preference: Preference | None = None,
    *,
    job: str = "",
) -> Pathways:
    """The best few paths from where this person is to a role.

    Args:
        preference: what matters most; without one, what "About you" says.
        job: the id of the job that they are in already, with its register and training.

    Raises:
        UnknownRole: there is no such role or job.
    """
    role = ways.catalogue.get(role_id)
    wanted = preference or Preference.of(person)
    start, assumed = start_of(person)
    if job:
        start = _in_a_job(start, ways.catalogue.get(job))
    paths = _paths(ways, start, role_id, wanted) if job != role_id else ()
    nearest = None
    if not paths and job != role_id:
        for other in _by_nearness(ways, role):
            found = _paths(ways, start, other.id, wanted)
            if found:
                nearest = Pathways(other, wanted, assumed, found[:1])
                break
    return Pathways(role, wanted, assumed, paths, nearest)


def fewest_steps(ways: Ways) -> Mapping[str, Pathway]:
    """A path with the fewest steps to each role for somebody of 16 to 18 who has finished nothing,
    by the role's id; roles that cannot be reached are left out."""
    start, _ = start_of(NOTHING_YET)
    graph = graph_from(ways, start, [{role.id for role in ways.catalogue.roles}])

    def weight(_: object, node: object, __: object) -> float:
        # Time decides between paths of as many steps.
        return FIRST + cost(node, Preference.BALANCED) if isinstance(node, Step) else 0.0

    lengths, routes = nx.single_source_dijkstra(graph, (start, 0), weight=weight)
    found: dict[str, Pathway] = {}
    for node in sorted((n for n in lengths if isinstance(n, Step)), key=lambda n: lengths[n]):
        if node.kind is StepKind.ENTER and node.to.job not in found:
            steps = [step for step in routes[node] if isinstance(step, Step)]
            found[node.to.job] = Pathway(tuple(steps))
    return found


@rule("reachable", "Somebody who has finished nothing can get to each role.", "warning")
def reachable(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    """It rests on the route rules, so it does not stand with the other rules of the catalogue."""
    found = fewest_steps(Ways(catalogue, on))
    for role in catalogue:
        if role.id not in found:
            yield (
                role.id,
                "nobody can get here from nothing, whatever they do first: each way in is closed "
                "on this day, or asks for a job or a register that no other page leads to",
            )


def _in_a_job(start: Stand, role: Role) -> Stand:
    """The same person, trained as everybody in the job is."""
    ends_at = [
        DEGREE_LEVEL if route.kind is RouteKind.DEGREE else route.level or 0
        for route in role.entry_routes
        if not route.stepping_stone
        and route.kind not in (RouteKind.PROMOTION, RouteKind.VOLUNTEERING, RouteKind.TALENT_HUB)
    ]
    trained = min(ends_at, default=0)
    return replace(start, job=role.id, trained=trained, is_start=True)


def graph_from(ways: Ways, start: Stand, turns: Sequence[Set[str]], end: str = "") -> Any:
    """Every place that can be reached from a start with the steps between, as a directed graph.

    The nodes are steps, and between them where one stands with the turn that it is: a pair of a
    ``Stand`` and a number from 0. Nothing follows ``end``, if it is given.

    Args:
        turns: the ids of the jobs that may be begun first, second and so on; the last of them
            holds for all that come after it too.
    """
    graph = nx.DiGraph()
    waiting = [(start, 0)]
    graph.add_nodes_from(waiting)
    while waiting:
        here, turn = waiting.pop()
        following = min(turn + 1, len(turns) - 1)
        for step in ways.from_here(here, turns[turn]):
            there = (step.to, following if step.kind is StepKind.ENTER else turn)
            graph.add_edge((here, turn), step)
            if there not in graph and (step.to.job != end or not end):
                waiting.append(there)
            graph.add_edge(step, there)
    return graph


def _paths(ways: Ways, start: Stand, role_id: str, preference: Preference) -> tuple[Pathway, ...]:
    """The best few, by few jobs if any are, and otherwise by as many as it takes."""
    few = [ways.before(role_id, most) | {role_id} for most in range(FEW_JOBS, -1, -1)]
    found = _paths_by(ways, start, role_id, few, preference)
    return found or _paths_by(ways, start, role_id, [ways.before(role_id) | {role_id}], preference)


def _paths_by(
    ways: Ways, start: Stand, role_id: str, turns: Sequence[Set[str]], preference: Preference
) -> tuple[Pathway, ...]:
    graph = graph_from(ways, start, turns, role_id)
    if start.job:
        # Who has a job can also start afresh.
        afresh = replace(start, job="", trained=0, is_start=False)
        graph.update(graph_from(ways, afresh, turns, role_id))
        graph.add_edge((start, 0), (afresh, 0))

    def weight(_: object, node: object, __: object) -> float | None:
        if not isinstance(node, Step):
            return 0.0
        return cost(node, preference) if is_possible(node, preference) else None

    lengths, routes = nx.single_source_dijkstra(graph, (start, 0), weight=weight)
    ends = [
        node
        for node in lengths
        if isinstance(node, Step) and node.kind is StepKind.ENTER and node.to.job == role_id
    ]
    ends.sort(key=lambda node: (lengths[node], node.place, node.after.id if node.after else ""))
    found = [Pathway(tuple(n for n in routes[end] if isinstance(n, Step))) for end in ends]
    return tuple(_that_differ(found))


def _that_differ(paths: Sequence[Pathway]) -> Iterator[Pathway]:
    """The best path, and the best of each other kind that is not far worse."""
    shapes: list[tuple[object, ...]] = []
    doors: list[tuple[object, ...]] = []
    most = FAR_WORSE * paths[0].cost(Preference.BALANCED) if paths else 0
    for path in paths:
        # The same doors with one more qualification on the way are no other way.
        entered = tuple(
            (id(s.route), s.after and s.after.id) for s in path.steps if s.kind is StepKind.ENTER
        )
        shape = _shape(path)
        known = shape in shapes or entered in doors
        doors.append(entered)
        if known or len(shapes) == MOST or path.cost(Preference.BALANCED) > most:
            continue
        shapes.append(shape)
        yield path


def _shape(path: Pathway) -> tuple[object, ...]:
    """What makes two paths different ways: how the last step is studied (at a university, beside
    a job, or neither), whether it starts in another job, what comes before, and whether the path
    hangs on something that most people lack."""
    last = path.steps[-1]
    return (
        last.is_full_time_university,
        last.is_degree_at_work,
        last.after is not None,
        any(step.is_full_time_university for step in path.steps),
        any(step.is_degree_at_work for step in path.steps),
        any(step.doubts for step in path.steps),
    )


def _by_nearness(ways: Ways, role: Role) -> Iterator[Role]:
    """Every other role, the nearest first: by the working life that the editors' ratings tell of,
    those of the same family before others as like it."""

    def distance(other: Role) -> float:
        apart = sum(abs(level - other.conditions[name]) for name, level in role.conditions.items())
        return apart + (0 if other.family is role.family else len(role.conditions) / 2)

    others = (other for other in ways.catalogue.roles if other.id != role.id)
    return iter(sorted(others, key=lambda other: (distance(other), other.id)))
