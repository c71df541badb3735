"""What a simulated person does from Start to leaving, through the service that the site uses.

The rates are our own guesses at how young people behave. They make a log of the right shape and
size to try tools on; they say nothing about anybody.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from compass.journeys.service import JourneyService
from compass.journeys.types import Asking, Journey, Shown
from matching.answers import Answers
from matching.questionnaire import AboutField, Questionnaire
from matching.slate import RankedRole
from roles_catalogue.catalogue import Catalogue

SUBMISSION_BITS: Final = 96


@dataclass(frozen=True)
class Habits:
    """Probabilities, and seconds for ``median_s`` and ``reading_s``."""

    leaves_after_an_item: float = 0.02
    tells_about_themself: float = 0.45
    tells_each_fact: float = 0.7
    writes_words: float = 0.2
    goes_on_after_the_list: float = 0.35
    searches: float = 0.15
    makes_a_code: float = 0.2
    comes_back: float = 0.35
    counts_for_nothing: float = 0.04
    looks_at_next_card: float = 0.86
    disputes_a_reason: float = 0.15
    takes_that_back: float = 0.3
    opens_own_role: float = 0.6
    opens_same_family: float = 0.3
    opens_another: float = 0.1
    saves_what_was_opened: float = 0.35
    forgets: float = 0.5
    deletes: float = 0.02
    median_s: float = 6.0
    reading_s: float = 40.0
    days_away: int = 14


@dataclass
class Clock:
    """The time of the simulated world."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class World:
    """What every person meets: the service on a made-up database, its clock, the catalogue."""

    service: JourneyService
    clock: Clock
    catalogue: Catalogue
    questionnaire: Questionnaire
    habits: Habits = field(default_factory=Habits)


class Left(Exception):
    """The person has closed the page, without a word."""


def walk(world: World, role_id: str, answers: Answers, draw: random.Random) -> None:
    """One journey of somebody whom ``role_id`` would suit and who answers ``answers``.

    Everything that happens comes from ``draw``. The clock moves on as they act.
    """
    person = _Person(world, role_id, answers, draw)
    try:
        person.visit()
    except Left:
        return


class _Person:
    def __init__(self, world: World, role_id: str, answers: Answers, draw: random.Random) -> None:
        self._world = world
        self._role = world.catalogue.get(role_id)
        self._answers = answers
        self._draw = draw
        self._token = ""

    def visit(self) -> None:
        service, habits = self._world.service, self._world.habits
        self._token = service.begin().token
        if self._chance(habits.counts_for_nothing):
            service.set_statistics(self._journey(), False)
        self._answer_until_enough()
        self._tell_about()
        self._look_at_list(10)
        if self._chance(habits.goes_on_after_the_list):
            self._answer_the_rest()
            self._write_words()
            self._look_at_list(20)
        if self._chance(habits.searches):
            self._search()
        if self._chance(habits.makes_a_code):
            self._come_back_with(service.new_code(self._journey()))
        self._leave()

    def _journey(self) -> Journey:
        journey = self._world.service.open(self._token)
        if journey is None:
            raise Left  # twelve hours at one sitting
        return journey

    def _answer_until_enough(self) -> None:
        journey = self._journey()
        asking = self._world.service.asking(journey)
        while not asking.now.done:
            asking = self._answer(journey, asking)

    def _answer_the_rest(self) -> None:
        journey = self._journey()
        asking = self._world.service.asking(journey)
        while asking.now.item_id is not None:
            asking = self._answer(journey, asking)

    def _answer(self, journey: Journey, asking: Asking) -> Asking:
        """What is asked now. Returns what is asked then."""
        item_id = str(asking.now.item_id)
        took = self._take(self._world.habits.median_s)
        then = self._world.service.answer(
            journey,
            item_id,
            self._answers.values.get(item_id),
            submission=self._submission(),
            took_ms=round(took * 1000),
        )
        if self._chance(self._world.habits.leaves_after_an_item):
            raise Left
        return then

    def _tell_about(self) -> None:
        habits = self._world.habits
        if not self._chance(habits.tells_about_themself):
            return
        facts = {
            fact.id: self._fact(fact)
            for fact in self._world.questionnaire.about
            if self._chance(habits.tells_each_fact)
        }
        self._take(habits.reading_s)
        self._world.service.tell_about(self._journey(), facts, submission=self._submission())

    def _fact(self, fact: AboutField) -> str | list[str]:
        offered = [str(option.value) for option in fact.options]
        if fact.kind == "multi":
            return self._draw.sample(offered, self._draw.randint(1, 3))
        return self._draw.choice(offered)

    def _write_words(self) -> None:
        if self._chance(self._world.habits.writes_words):
            self._take(self._world.habits.reading_s)
            words = self._draw.choice(self._role.what_you_do)
            self._world.service.write_own_words(
                self._journey(), words[:500], submission=self._submission()
            )

    def _look_at_list(self, limit: int) -> None:
        """Down the cards, until they stop looking; more likely to open what would suit them."""
        journey = self._journey()
        shown = self._world.service.recommend(journey, on=self._world.clock.now.date(), limit=limit)
        for ranked in self._seen(shown):
            self._take(self._world.habits.median_s)
            if self._chance(self._appeal(ranked)):
                self._open(journey, ranked, shown)
        if self._chance(self._world.habits.disputes_a_reason):
            self._dispute(shown)

    def _dispute(self, shown: Shown) -> None:
        """Something that a reason says is not like them. Some think better of it."""
        service, ranked = self._world.service, shown.slate.roles[0]
        if not ranked.reasons:
            return
        part = self._draw.choice(ranked.reasons).code
        service.dispute(
            self._journey(),
            part,
            role_id=ranked.role_id,
            list_id=shown.list_id,
            submission=self._submission(),
        )
        service.recommend(self._journey(), on=self._world.clock.now.date())
        if self._chance(self._world.habits.takes_that_back):
            self._take(self._world.habits.median_s)
            service.count_again(self._journey(), part, submission=self._submission())

    def _seen(self, shown: Shown) -> Iterator[RankedRole]:
        for ranked in shown.slate.roles:
            yield ranked
            if not self._chance(self._world.habits.looks_at_next_card):
                return

    def _appeal(self, ranked: RankedRole) -> float:
        habits = self._world.habits
        if ranked.role_id == self._role.id:
            return habits.opens_own_role
        same = self._world.catalogue.get(ranked.role_id).family is self._role.family
        return habits.opens_same_family if same else habits.opens_another

    def _open(self, journey: Journey, ranked: RankedRole, shown: Shown) -> None:
        service = self._world.service
        service.role_opened(
            journey, ranked.role_id, list_id=shown.list_id, position=ranked.position
        )
        self._take(self._world.habits.reading_s)
        if self._chance(self._world.habits.saves_what_was_opened):
            service.save_role(
                journey, ranked.role_id, submission=self._submission(), list_id=shown.list_id
            )

    def _search(self) -> None:
        journey, name = self._journey(), self._role.title
        self._world.service.search_run(journey, name, results=1, known=True)
        self._take(self._world.habits.median_s)
        self._world.service.role_opened(journey, self._role.id)
        self._take(self._world.habits.reading_s)

    def _come_back_with(self, code: str) -> None:
        if not self._chance(self._world.habits.comes_back):
            return
        self._world.clock.pass_seconds(self._draw.uniform(1, self._world.habits.days_away) * 86_400)
        device = self._world.service.resume(code)
        if device is None:
            raise Left
        self._token = device.token
        self._look_at_list(10)

    def _leave(self) -> None:
        service, habits = self._world.service, self._world.habits
        if self._chance(habits.deletes):
            service.delete(self._journey())
        elif self._chance(habits.forgets):
            service.forget(self._journey(), self._token)

    def _take(self, median_s: float) -> float:
        """Let some time pass; returns the seconds. A few people take ten times the median."""
        seconds = self._draw.lognormvariate(0.0, 0.8) * median_s
        self._world.clock.pass_seconds(seconds)
        return seconds

    def _chance(self, probability: float) -> bool:
        return self._draw.random() < probability

    def _submission(self) -> str:
        return f"{self._draw.getrandbits(SUBMISSION_BITS):024x}"


def starts(draw: random.Random, journeys: int, until: datetime, days: int) -> tuple[datetime, ...]:
    """When journeys begin, in order: on the last ``days`` days, most in school hours."""
    hours = (*range(9, 15), *range(9, 15), *range(16, 22))
    found = []
    for _ in range(journeys):
        day = until - timedelta(days=draw.randrange(1, days + 1))
        found.append(day.replace(hour=draw.choice(hours), minute=draw.randrange(60)))
    return tuple(sorted(found))


Progress = Callable[[int, int], None]
"""Told (done, of)."""
