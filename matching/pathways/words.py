"""A path in plain words: what each step is, how long it takes, what it pays and where to begin.

Who it is for has no say here beyond what the steps know. Places in a city come from the tables,
so another city's catalogue names its own colleges.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from matching.in_a_sentence import any_of, lower_title
from matching.needs import LEVEL_NAMES
from matching.pathways.find import Pathway, start_of
from matching.pathways.lengths import Years
from matching.pathways.steps import Money, Step, StepKind
from matching.pathways.study import BOTH, is_on_a_course
from matching.pathways.ways import Ways
from matching.person import Person
from matching.routes import shut_by_date
from roles_catalogue.schema import (
    DEGREE_LEVEL,
    Certainty,
    EntryRoute,
    LevelRequirement,
    Role,
    RouteKind,
)

MONEY: Final = {
    Money.PAID: "You earn",
    Money.UNPAID: "You study, not paid",
    Money.BESIDE: "Beside a job or a course",
}
PAID_WAIT: Final = "You earn until it starts, then study, not paid"
EDITORIAL: Final = "Editorial: general knowledge, to be verified"
NOT_KNOWN: Final = "not known"
SCHOOL_AIM: Final = (
    "Aim for five GCSEs at grade 4 or above, with English and maths: they keep most doors open."
)
SCHOOL_WITHOUT: Final = "Get the best grades you can. What is still missing then comes next."
ENGLISH_MATHS: Final = "A GCSE at grade 4, or functional skills level 2. Colleges teach both."
GCSES: Final = "Or a level 2 course that counts the same: ask which ones do."
LEVEL_2: Final = "It counts like GCSEs at grade 4."
LEVEL_2_YOUNG: Final = "It counts like GCSEs at grade 4, and has English and maths in it."
NOT_ON_ONE: Final = "If you are not on one yet, it takes two years."
BEFORE_YOU_CHOOSE: Final = "Check what the next step takes before you choose."
ANY_SUBJECT: Final = "Often any subject will do. Check what the next step takes."
EXPERIENCE: Final = "If you have it already, go on to the next step."
ASK_ABOUT: Final = {
    StepKind.ENGLISH_MATHS: "where and when you can take what you are missing.",
    StepKind.GCSES: "which GCSEs you can take there.",
    StepKind.LEVEL_2: "which level 2 courses have English and maths in them.",
    StepKind.LEVEL_3: "which level 3 courses fit, and what they ask for.",
    StepKind.DEGREE: "which degrees fit, and what they ask for.",
    StepKind.MASTERS: "which master's courses fit, and what they ask for.",
}
MOST_PLACES: Final = 3
"""So many colleges or universities are named at most."""
QUALIFICATION_ROWS: Final = {
    StepKind.ENGLISH_MATHS: "2 Level 2 functional skills",
    StepKind.LEVEL_2: "2 GCSE grades 9, 8, 7, 6, 5, 4 or grades A*, A, B, C",
    StepKind.GCSES: "2 GCSE grades 9, 8, 7, 6, 5, 4 or grades A*, A, B, C",
    StepKind.LEVEL_3: "3 A level",
}
"""The row that says at which level it is."""


@dataclass(frozen=True)
class ToldStep:
    """One step in words. ``length`` is for reading, ``years`` the same in numbers.

    ``detail`` is one sentence about what it is, empty where the title says all. ``checks`` are
    sentences on what only the person can know. ``first`` is what to do first, with the source in
    ``first_source``. ``kind`` is a study's ``StepKind``, or the kind of the way in.
    """

    kind: str
    title: str
    detail: str
    length: str
    years: Years
    money: Money
    pay: str
    certainty: Certainty
    source: str
    first: str
    first_source: str
    checks: tuple[str, ...]
    role_id: str | None
    route_index: int | None
    after_role_id: str | None


@dataclass(frozen=True)
class Help:
    """A programme that helps people into the first job of a path."""

    name: str
    first: str
    source: str


def told(path: Pathway, ways: Ways, person: Person) -> tuple[ToldStep, ...]:
    """Every step of a path in words."""
    writer = _Writer(ways, person, path.steps)
    return tuple(writer.tell(number, step) for number, step in enumerate(path.steps))


def help_with(path: Pathway, ways: Ways, person: Person) -> Help | None:
    """The programme that helps with the first job of a path, for those who have left Year 11."""
    if person.is_before_year_12:
        return None
    job = next(step for step in path.steps if step.kind is StepKind.ENTER)
    assert job.role is not None
    if job.after is not None or job.money is not Money.PAID:
        return None
    for route in job.role.entry_routes:
        if route.kind is RouteKind.TALENT_HUB and not shut_by_date(route, ways.catalogue, ways.on):
            return Help(route.label, route.first_step, route.source)
    return None


def length_in_words(years: Years) -> str:
    """About 3 to 4 years; not known."""
    if years.low is None:
        return NOT_KNOWN
    low, high = years.low, years.high
    if high is None:
        return f"{_span(low)} or more" if low >= 1 / 12 else NOT_KNOWN
    if _span(low) == _span(high):
        return f"about {_span(high)}" if high else "at once"
    if low < 1 / 12:
        return f"up to {_span(high)}"
    if low >= 1 and high >= 1:
        return f"about {_number(low)} to {_span(high)}"
    return f"{_span(low)} to {_span(high)}"


def total_in_words(path: Pathway) -> str:
    """How long the whole path takes, and how much of that nobody has said."""
    words = length_in_words(path.years)
    if not path.unknown:
        return words
    missing = "one step" if path.unknown == 1 else f"{path.unknown} steps"
    if words == NOT_KNOWN:
        return f"not known: nobody says how long {missing} takes"
    verb = "takes" if path.unknown == 1 else "take"
    return f"{words}: nobody says how long {missing} {verb}"


def unpaid_in_words(path: Pathway) -> str:
    """How much of a path is not paid, in one sentence."""
    unpaid = [step for step in path.steps if step.money is Money.UNPAID]
    if not unpaid:
        return "You can earn all the way."
    if all(step.kind is StepKind.SCHOOL for step in unpaid):
        return "After school you can earn all the way."
    if len(unpaid) == len(path.steps):
        return "All of it is study that nobody pays you for."
    total = Years(0, 0)
    for step in unpaid:
        if step.kind is not StepKind.SCHOOL:
            length = step.training if step.after else step.years
            total = total + (length if length.is_known else Years(0, None))
    words = length_in_words(total)
    if words == NOT_KNOWN:
        return "A part of it is study that nobody pays you for."
    return f"{words[0].upper()}{words[1:]} of it is study that nobody pays you for."


class _Writer:
    """Writes the steps of one path, each of which may need to know the others."""

    def __init__(self, ways: Ways, person: Person, steps: Sequence[Step]) -> None:
        self._ways = ways
        self._reference = ways.catalogue.reference
        self._person = person
        self._steps = steps
        # Where one stands before each step.
        self._stands = [start_of(person)[0], *(step.to for step in steps)]
        last = steps[-1].role
        assert last is not None
        self._aim = last

    def tell(self, number: int, step: Step) -> ToldStep:
        if step.kind is StepKind.ENTER:
            return self._entry(step)
        title, detail = self._study(number, step)
        first, first_source = self._first_of_study(number, step)
        return ToldStep(
            kind=step.kind.value,
            title=title,
            detail=detail,
            length=length_in_words(step.years),
            years=step.years,
            money=step.money,
            pay=MONEY[step.money],
            certainty=Certainty.USUAL,
            source=_study_source(step),
            first=first,
            first_source=first_source,
            checks=(),
            role_id=None,
            route_index=None,
            after_role_id=None,
        )

    def _entry(self, step: Step) -> ToldStep:
        role, route = step.role, step.route
        assert role is not None and route is not None
        detail = (
            f"{route.label} ({route.usual_length})." if route.usual_length else f"{route.label}."
        )
        if step.after is not None:
            job = _article(lower_title(step.after.title))
            if step.wait.low:
                detail += f" First {length_in_words(step.wait)} as {job}."
            elif step.after.title.casefold() not in detail.casefold():
                detail += f" It starts from a job as {job}."
        paid_first = step.after is not None and step.money is Money.UNPAID
        return ToldStep(
            kind=route.kind.value,
            title=role.title,
            detail=detail,
            length=length_in_words(step.years),
            years=step.years,
            money=step.money,
            pay=PAID_WAIT if paid_first else MONEY[step.money],
            certainty=route.certainty,
            source=route.source,
            first=route.first_step,
            first_source=route.source,
            checks=step.checks,
            role_id=role.id,
            route_index=step.place,
            after_role_id=step.after.id if step.after else None,
        )

    def _study(self, number: int, step: Step) -> tuple[str, str]:
        """A title and a sentence for a step of study, or of experience."""
        match step.kind:
            case StepKind.SCHOOL:
                ready = step.to.level >= 2 and step.to.person.english_maths == BOTH
                return "Finish Year 11", SCHOOL_AIM if ready else SCHOOL_WITHOUT
            case StepKind.ENGLISH_MATHS:
                return f"Get {self._lacking()} at level 2", ENGLISH_MATHS
            case StepKind.GCSES:
                return "Get the GCSEs you are missing", GCSES
            case StepKind.LEVEL_2:
                young = self._stands[number].is_young
                return "Take a level 2 course at college", LEVEL_2_YOUNG if young else LEVEL_2
            case StepKind.LEVEL_3:
                return self._level_3(number)
            case StepKind.DEGREE | StepKind.MASTERS:
                return self._degree(number, step)
            case _:
                assert step.experience is not None
                return f"Get experience: {step.experience.what}", EXPERIENCE

    def _lacking(self) -> str:
        return {"english_only": "maths", "maths_only": "English"}.get(
            self._person.english_maths or "", "English and maths"
        )

    def _level_3(self, number: int) -> tuple[str, str]:
        here = self._stands[number]
        wanted = self._subjects_for(number, 3)
        subjects = f", with {any_of(wanted)} in it" if wanted else ""
        if not here.is_young:
            detail = f"Such as an Access to Higher Education Diploma{subjects}."
            return "Take a level 3 course for adults", detail
        t_level = self._t_level(number)
        row = self._reference.t_levels.get(t_level.reference or "") if t_level else None
        named = f"A levels, the T Level in {row.t_level}" if row else "A levels"
        kinds = f"{named} or another level 3 course{subjects}."
        if is_on_a_course(here):
            return "Finish your level 3 course", f"{kinds} {NOT_ON_ONE}"
        return "Take a level 3 course", kinds

    def _degree(self, number: int, step: Step) -> tuple[str, str]:
        level = step.to.level
        wanted = self._subjects_for(number, level)
        if wanted:
            return f"Get {LEVEL_NAMES[level]} in {any_of(wanted)}", BEFORE_YOU_CHOOSE
        role = self._next_job(number).role
        assert role is not None
        named = next(self._stepping_stones(RouteKind.DEGREE, role), None)
        if step.kind is StepKind.DEGREE and named is not None:
            return f"Get {LEVEL_NAMES[level]}", f"{named.label}. {BEFORE_YOU_CHOOSE}"
        return f"Get {LEVEL_NAMES[level]}", ANY_SUBJECT

    def _next_job(self, number: int) -> Step:
        return next(step for step in self._steps[number:] if step.kind is StepKind.ENTER)

    def _subjects_for(self, number: int, level: int) -> tuple[str, ...]:
        """The subjects that the next course or job asks for at this level."""
        job = self._next_job(number)
        assert job.role is not None and job.route is not None
        routes = [job.route]
        if level == 3 and any(s.kind is StepKind.DEGREE for s in self._steps[number:]):
            # A degree comes between: the page of the job says what that asks for, if anything.
            routes = list(self._stepping_stones(RouteKind.DEGREE, job.role))[:1]
        for need in (need for route in routes for need in route.requirements):
            if isinstance(need, LevelRequirement) and need.level == level:
                return need.subjects
        return ()

    def _t_level(self, number: int) -> EntryRoute | None:
        """The T Level that the page of the next job names."""
        role = self._next_job(number).role
        assert role is not None
        return next(self._stepping_stones(RouteKind.T_LEVEL, role), None)

    def _stepping_stones(self, kind: RouteKind, role: Role) -> Iterator[EntryRoute]:
        for route in role.entry_routes:
            on_the_way = route.stepping_stone or kind is RouteKind.T_LEVEL
            shut = shut_by_date(route, self._ways.catalogue, self._ways.on)
            if route.kind is kind and on_the_way and not shut:
                yield route

    def _first_of_study(self, number: int, step: Step) -> tuple[str, str]:
        """What to do first for a qualification, somewhere in the city if a table knows where."""
        here, next_job = self._stands[number], self._next_job(number).role
        assert next_job is not None
        if step.kind in (StepKind.SCHOOL, StepKind.EXPERIENCE) or is_on_a_course(here):
            return self._aim.next_step.text, f"Leeds tables, row {self._aim.next_step.row}"
        kind = {StepKind.LEVEL_3: RouteKind.T_LEVEL, StepKind.DEGREE: RouteKind.DEGREE}.get(
            step.kind
        )
        if kind is not None and (here.is_young or kind is RouteKind.DEGREE):
            for route in self._stepping_stones(kind, next_job):
                return route.first_step, route.source
        if step.to.level >= DEGREE_LEVEL:
            names, rows = self._places("university")
        else:
            names, rows = self._places("college" if here.is_young else "fe college")
        where = any_of(names) if names else "a college near you"
        source = f"leeds_providers.csv {', '.join(rows)}" if rows else EDITORIAL
        return f"Ask {where} {ASK_ABOUT[step.kind]}", source

    def _places(self, kind: str) -> tuple[list[str], list[str]]:
        """The names of the city's places of a kind, a few at most, and their rows."""
        found: dict[str, str] = {}
        for row in self._reference.providers.values():
            if kind in row.kind.casefold():
                found.setdefault(row.name, row.id)
        return list(found)[:MOST_PLACES], list(found.values())[:MOST_PLACES]


def _study_source(step: Step) -> str:
    row = QUALIFICATION_ROWS.get(step.kind)
    return f"qualification_levels.csv {row}; the length editorial" if row else EDITORIAL


def _span(years: float) -> str:
    """A length: 3 months, 1 year, 2 and a half years."""
    if years < 1:
        weeks = round(years * 52)
        if weeks < 8:
            return f"{weeks} week{'' if weeks == 1 else 's'}"
        months = round(years * 12)
        return f"{months} months" if months < 12 else "1 year"
    count = _number(years)
    return f"{count} year{'' if count == '1' else 's'}"


def _number(years: float) -> str:
    halves = round(years * 2)
    return f"{halves // 2} and a half" if halves % 2 else str(halves // 2)


def _article(job: str) -> str:
    return f"an {job}" if job[0] in "aeiou" else f"a {job}"
