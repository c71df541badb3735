"""A small questionnaire, a small catalogue, an engine that ranks by the alphabet, and a clock."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from sqlalchemy import select

from compass.database import Database
from compass.journeys.models import EventRow
from compass.journeys.service import Journey, JourneyService
from compass.orm import Base
from matching.adaptive import NextQuestion
from matching.answers import Answers
from matching.artefacts import Versions
from matching.explain import Reason
from matching.policies import FULL, Policy
from matching.questionnaire import AboutField, Item, Mode, Option, Questionnaire
from matching.recommend import Engine
from matching.rules import Wishes
from matching.slate import RankedRole, Slate
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family, Role

ON = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FIRST = ("likes-people", "likes-machines", "likes-numbers")
SECOND = ("subjects", "place")

Row = TypeVar("Row", bound=Base)


def _scale(item_id: str) -> Item:
    options = tuple(Option(value, str(value)) for value in range(1, 6))
    return Item(item_id, "interests", "scale", "?", "", options, (), first_pass=True)


QUESTIONNAIRE = Questionnaire(
    version="test-1",
    items=(
        *(_scale(item_id) for item_id in FIRST),
        Item(
            "subjects",
            "subjects",
            "multi",
            "?",
            "",
            (Option("biology", "Biology"), Option("maths", "Maths")),
            (),
            first_pass=False,
        ),
        Item(
            "place",
            "conditions",
            "choice",
            "?",
            "",
            (Option("ward", "A ward"), Option("home", "A home")),
            (),
            first_pass=False,
        ),
    ),
    about=(
        AboutField("stage", "choice", "?", "", (Option("year_10", "10"), Option("adult", "Adult"))),
        AboutField("earn", "choice", "?", "", (Option("must", "Must"), Option("either", "Either"))),
        AboutField(
            "studied",
            "multi",
            "?",
            "",
            (Option("art", "Art"), Option("maths", "Maths"), Option("none_of_these", "None")),
        ),
    ),
)

NAMES = {
    "care-worker": ("Care worker", ("Carer",)),
    "nurse": ("Adult nurse", ("Staff nurse",)),
    "paramedic": ("Paramedic", ()),
    "porter": ("Porter", ("Hospital porter",)),
}
CATALOGUE = Catalogue(
    tuple(
        cast(Role, SimpleNamespace(id=role_id, title=title, other_names=others, leads_to=()))
        for role_id, (title, others) in NAMES.items()
    ),
    reference=cast(Any, None),
    version="c0ffee123456",
)
VERSIONS = Versions(CATALOGUE.version, QUESTIONNAIRE.version, "toy", "1", "none")


@dataclass(frozen=True)
class StandInEngine:
    """Shows every role in the order of the ids; the first two are said to have been swapped."""

    catalogue: Catalogue = CATALOGUE
    questionnaire: Questionnaire = QUESTIONNAIRE
    versions: Versions = VERSIONS

    def next_question(
        self,
        answers: Answers,
        *,
        met: Collection[str] = (),
        policy: Policy = FULL,
        mode: Mode = "adaptive",
    ) -> NextQuestion:
        """In the order of the questionnaire, and enough after its first part."""
        left = [i.id for i in self.questionnaire.items if i.id not in {*answers.values, *met}]
        done = not {item.id for item in self.questionnaire.first_pass} & set(left)
        asked = len(self.questionnaire.items) - len(left)
        return NextQuestion(left[0] if left else None, asked, 1.0, "clearer", done)

    def recommend(
        self,
        answers: Answers,
        *,
        on: date,
        limit: int = 10,
        skip: int = 0,
        wishes: Wishes | None = None,
        seed: int | None = None,
        policy: Policy = FULL,
    ) -> Slate:
        places = ((1, 2, 0.5), (2, 1, 0.5), (3, 3, 1.0), (4, 4, 1.0))
        roles = tuple(
            RankedRole(
                role_id=role.id,
                title=role.title,
                score=1.5 - position,
                position=position,
                base_position=base,
                propensity=propensity,
                drawn=False,
                contributions=(),
                reasons=(_reason("interests.social"),) if answers.values else (),
                cautions=(_reason("conditions.shifts"),) if position == 2 else (),
                routes=(),
                relaxed=("earn", "no_open_route") if position == 4 else (),
            )
            for role, (position, base, propensity) in zip(self.catalogue.roles, places, strict=True)
        )
        return Slate(
            basis="answers" if answers.values else "starter",
            roles=roles[skip : skip + limit],
            candidate_count=4,
            passing_count=3,
            policy="swap-pairs",
            seed=seed,
            wishes=wishes or Wishes(),
            notes=("few_answers", "relaxed"),
            versions=self.versions,
        )


def _reason(code: str) -> Reason:
    block, _, dimension = code.partition(".")
    return Reason(code=code, block=block, dimension=dimension, value=0.5, text="You said so.")


def engine(questionnaire: Questionnaire = QUESTIONNAIRE) -> Engine:
    """The stand-in, as the service takes it."""
    return cast(Engine, StandInEngine(questionnaire=questionnaire))


@dataclass
class Clock:
    """A clock that moves when told to."""

    now: datetime = field(default=NOON)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def begun(service: JourneyService) -> tuple[Journey, str]:
    """A new journey and the token of its device."""
    device = service.begin()
    return opened(service, device.token), device.token


def opened(service: JourneyService, token: str) -> Journey:
    journey = service.open(token)
    assert journey is not None
    return journey


WISHES = Wishes(families=(Family.NURSING, Family.AMBULANCE))


def rows(database: Database, table: type[Row]) -> list[Row]:
    """Every row of a table."""
    with database.reading() as session:
        return list(session.scalars(select(table)))


def log(database: Database) -> list[tuple[str, dict[str, Any]]]:
    """The events in the order of writing, as names and properties."""
    found = sorted(rows(database, EventRow), key=lambda row: row.event_id)
    return [(row.name, row.props) for row in found]


def names(database: Database) -> list[str]:
    return [name for name, _ in log(database)]


def until(happens: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)
