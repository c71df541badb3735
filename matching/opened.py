"""What every answer of the match rests on: the built artefacts, opened, and what is worked out from
them once and remembered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Self

import numpy as np

from matching.adaptive import AnswerModel
from matching.answers import Answers
from matching.artefacts import (
    Manifest,
    Versions,
    open_calibration,
    open_layout,
    open_search,
    open_space,
)
from matching.calibration import Calibration
from matching.disputes import counted_text
from matching.encoder import Encoder, EncoderUnavailable, OnnxEncoder
from matching.explain import Levels, role_levels
from matching.index import INDEX_FILE, WORDS_INDEX_FILE, RoleIndex
from matching.layout.coordinates import Layout
from matching.own_words import CLEAR, wished_for
from matching.pathways import Pathways, Preference, Ways, find
from matching.person import Person
from matching.policies import Policy
from matching.profile import Profile, Vector, make_profile
from matching.questionnaire import Questionnaire
from matching.ranking import Ground, Rows, starter_order
from matching.route_table import PersonRoutes, RouteTable
from matching.rules import RuleBook, Verdicts, Wishes
from matching.search import Finder
from matching.space import Space
from matching.surprises import Surprises
from matching.variety import Likeness
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family


@dataclass(frozen=True)
class Standing:
    """Somebody as a vector, what they are ranked on, their ways in, and which rules roles break."""

    vector: Vector
    ground: Ground
    routes: PersonRoutes
    verdicts: Verdicts


@dataclass(frozen=True)
class Opened:
    """The built artefacts, opened, and what is worked out from them once.

    ``space`` is uncalibrated. The indexes hold its calibrated rows: ``index`` for people without
    words of their own, ``words_index`` for people with.
    """

    catalogue: Catalogue
    questionnaire: Questionnaire
    space: Space
    calibration: Calibration
    index: RoleIndex
    words_index: RoleIndex
    encoder: Encoder | None
    versions: Versions
    finder: Finder
    layout: Layout

    @classmethod
    def open(
        cls,
        folder: Path,
        catalogue: Catalogue,
        questionnaire: Questionnaire,
        *,
        use_encoder: bool = True,
    ) -> Self:
        """Open the artefacts that ``compass build`` made.

        Raises:
            ArtefactsMissing: nothing was built there yet.
            ArtefactsStale: built from another catalogue, questionnaire or model.
        """
        manifest = Manifest.read(folder)
        manifest.check_fresh(catalogue, questionnaire)
        encoder: Encoder | None = None
        if use_encoder:
            try:
                encoder = OnnxEncoder(folder)
            except EncoderUnavailable:
                # Matching goes on without the text block; notes and doctor say so.
                encoder = None
        space = open_space(folder, catalogue)
        return cls(
            catalogue=catalogue,
            questionnaire=questionnaire,
            space=space,
            calibration=open_calibration(folder),
            index=RoleIndex.open(folder / INDEX_FILE),
            words_index=RoleIndex.open(folder / WORDS_INDEX_FILE),
            encoder=encoder,
            versions=manifest.versions,
            finder=open_search(folder, catalogue, space),
            layout=open_layout(folder),
        )

    @cached_property
    def _person_routes(self) -> Callable[[Person, date], PersonRoutes]:
        @lru_cache(maxsize=8)
        def table(on: date) -> RouteTable:
            return RouteTable(self.catalogue, on)

        @lru_cache(maxsize=512)
        def routes(person: Person, on: date) -> PersonRoutes:
            return PersonRoutes(table(on), person)

        return routes

    @cached_property
    def _answer_model(self) -> AnswerModel:
        return AnswerModel(self.questionnaire, self.space)

    @cached_property
    def _rules(self) -> RuleBook:
        return RuleBook(self.catalogue)

    @cached_property
    def _levels(self) -> Levels:
        return role_levels(self.space, self.catalogue)

    @cached_property
    def _starter(self) -> Rows:
        return starter_order(self.catalogue)

    @cached_property
    def _grounds(self) -> Callable[[bool, bool, bool], Ground]:
        families = {family: number for number, family in enumerate(Family)}
        alike = Likeness(
            self.space, np.array([families[role.family] for role in self.catalogue.roles])
        )

        @lru_cache
        def ground(calibrated: bool, varied: bool, text: bool) -> Ground:
            unit = self.calibration.scaling(text=text).unit
            if calibrated:
                space = self.calibration.apply(self.space, text=text)
                index = self.words_index if text else self.index
            else:
                space, index = self.space, RoleIndex.build(self.space.searched(text=text))
            return Ground(space, index, unit, alike if varied else None)

        return ground

    def ground(self, policy: Policy, *, text: bool) -> Ground:
        """What people are ranked on; ``text`` is True for those with words of their own."""
        return self._grounds(policy.calibration == "half-share", policy.variety == "mmr-97", text)

    def _standing(
        self, answers: Answers, profile: Profile, on: date, wishes: Wishes | None, policy: Policy
    ) -> Standing:
        """Where somebody stands on a day. What is much like the roles that they have put aside is
        held back."""
        known = self.space.row_of
        aside = sorted(known[role_id] for role_id in answers.not_for_me if role_id in known)
        ground = self.ground(policy, text=profile.text is not None)
        ground = ground.holding_back(np.array(aside, dtype=np.intp))
        person = Person.from_about(answers.about)
        routes = self.check_routes(person, on)
        verdicts = self._rules.judge(routes, person, wishes or Wishes(), answers.not_for_me)
        return Standing(ground.space.person_vector(profile), ground, routes, verdicts)

    @property
    def encoder_available(self) -> bool:
        return self.encoder is not None

    def profile(self, answers: Answers) -> Profile:
        """The person's place in the space; their own words only if they can be made out."""
        text = self._read(counted_text(answers))
        return make_profile(self.questionnaire, answers, text)

    def _read(self, text: str) -> Vector | None:
        """Somebody's own words as a centred unit vector.

        None without an encoder, and for words that wish for nothing, come close to no role or are
        not English.
        """
        wished = wished_for(text)
        if self.encoder is None or not wished or not self._is_english(text):
            return None
        encoded = self.encoder.encode(wished)
        if not self.space.is_near_a_text(encoded, CLEAR):
            return None
        return self.space.centre_words(encoded)

    def _is_english(self, text: str) -> bool:
        return self.finder.speller.is_english(text)

    def check_routes(self, person: Person, on: date) -> PersonRoutes:
        """Every route of every role for this person on this day, by role id.

        Remembered for the last few hundred different people: a class of pupils has few.
        """
        return self._person_routes(person, on)

    @cached_property
    def _ways(self) -> Callable[[date], Ways]:
        @lru_cache(maxsize=2)
        def ways(on: date) -> Ways:
            return Ways(self.catalogue, on)

        return ways

    def ways(self, on: date) -> Ways:
        """The graph of ways into every job on this day, laid out once for all who ask."""
        return self._ways(on)

    @cached_property
    def _surprises(self) -> Surprises:
        return Surprises(self.catalogue)

    @cached_property
    def _pathways(self) -> Callable[[Person, str, date, Preference | None, str], Pathways]:
        @lru_cache(maxsize=1024)
        def pathways(
            person: Person, role_id: str, on: date, preference: Preference | None, job: str
        ) -> Pathways:
            return find(self.ways(on), person, role_id, preference, job=job)

        return pathways
