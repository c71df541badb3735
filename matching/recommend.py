"""The one public face of the match: answers in, a slate of explained roles out."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from matching.adaptive import (
    FIRST,
    AnswerModel,
    NextQuestion,
    Telling,
    expected_change,
    first_roles,
    next_question,
)
from matching.answers import Answers
from matching.artefacts import Manifest, Versions, open_calibration, open_search, open_space
from matching.calibration import Calibration
from matching.disputes import counted_text
from matching.encoder import Encoder, EncoderUnavailable, OnnxEncoder
from matching.explain import Levels, Measures, clearly_said, explain, phrases, role_levels
from matching.exploration import LAST_DRAWN, Place, explore, in_order
from matching.index import INDEX_FILE, WORDS_INDEX_FILE, RoleIndex
from matching.own_words import CLEAR, wished_for
from matching.pathways import Pathways, Preference, Ways, find
from matching.person import Person
from matching.policies import FULL, PLAIN, Policy
from matching.profile import Profile, Vector, make_profile
from matching.questionnaire import Mode, Questionnaire
from matching.ranking import Ground, Rows, passing_first, starter_order
from matching.route_table import PersonRoutes, RouteTable
from matching.rules import RuleBook, Wishes
from matching.search import Finder, SearchResult
from matching.slate import RankedRole, Slate, notes_on, ranked_role
from matching.space import Space
from matching.variety import POOL, Likeness
from matching.what_if import Move, WhatIf, answer_moves, changed_people, ranks
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family

DEFAULT_LIMIT: Final = 10


@dataclass(frozen=True)
class Engine:
    """The built artefacts, opened. Safe to share between threads and to fork.

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

    @classmethod
    def open(
        cls,
        folder: Path,
        catalogue: Catalogue,
        questionnaire: Questionnaire,
        *,
        use_encoder: bool = True,
    ) -> "Engine":
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

    def warm(self, on: date, policy: Policy) -> None:
        """Read and work out now what rankings on this day rest on. Done before a server forks,
        its processes share it, and nobody's first list waits for it."""
        phrases()
        self.check_routes(Person(), on)
        verdicts = self._rules.judge(self.check_routes(Person(), on), Person(), Wishes())
        self.ways(on)
        self.next_question(Answers(), policy=policy)
        for text in (False, True):
            ground = self.ground(policy, text=text)
            ground.order(np.ones(ground.space.rows.shape[1]), verdicts, 1)

    @property
    def encoder_available(self) -> bool:
        return self.encoder is not None

    def profile(self, answers: Answers) -> Profile:
        """The person's place in the space; their own words only if they can be made out."""
        text = self._read(counted_text(answers))
        return make_profile(self.questionnaire, answers, text)

    def _read(self, text: str) -> Vector | None:
        """Somebody's own words as a centred unit vector.

        None without an encoder, and for words that wish for nothing or come close to no role.
        """
        wished = wished_for(text)
        if self.encoder is None or not wished:
            return None
        encoded = self.encoder.encode(wished)
        if not self.space.is_near_a_text(encoded, CLEAR):
            return None
        return self.space.centre_words(encoded)

    def recommend(
        self,
        answers: Answers,
        *,
        on: date,
        limit: int = DEFAULT_LIMIT,
        skip: int = 0,
        wishes: Wishes | None = None,
        seed: int | None = None,
        policy: Policy = FULL,
    ) -> Slate:
        """Rank the roles for these answers on this day.

        Args:
            limit: how many roles at most, 1 or more. Fewer only if the catalogue has fewer.
            skip: how many places to leave out before the first, for a part of a long list: 0 or
                more, and fewer than there are roles. The roles that follow keep their places,
                reasons and probabilities.
            wishes: filters; roles outside them follow the others, marked with the rule.
            seed: drawn once per journey. Without one nothing is left to chance.
            policy: what is done to the order of the scores.

        Raises:
            ValueError: ``limit`` or ``skip`` is not such a number.
        """
        if limit < 1:
            raise ValueError(f"limit must be 1 or more, not {limit}")
        if not 0 <= skip < len(self.catalogue):
            raise ValueError(f"skip must be 0 to {len(self.catalogue) - 1}, not {skip}")
        until = skip + limit
        wishes = wishes or Wishes()
        profile = self.profile(answers)
        person = Person.from_about(answers.about)
        routes = self.check_routes(person, on)
        verdicts = self._rules.judge(routes, person, wishes)
        if profile.is_empty:
            policy = PLAIN
        elif seed is None:
            policy = policy.without_exploration
        ground = self.ground(policy, text=profile.text is not None)
        vector = ground.space.person_vector(profile)
        drawing = seed is not None and policy.exploration == "explore-1"
        if profile.is_empty:
            rows = passing_first(self._starter, verdicts)
        else:
            rows = ground.order(vector, verdicts, max(until, LAST_DRAWN if drawing else POOL))
        passing = int(verdicts.passing.sum())
        if seed is not None and drawing:
            places = explore(len(rows), passing, seed, until)
        else:
            places = in_order(min(until, len(rows)))
        said, measures = clearly_said(profile), _measures(ground.space, vector, rows)
        roles = []
        for place in places[skip:]:
            row = int(rows[place.base_position - 1])
            role = self.catalogue.get(self.space.role_ids[row])
            parts = ground.space.contributions(vector, role.id)
            told = explain(ground.space, self._levels, said, role, parts, measures)
            roles.append(
                ranked_role(role, place, parts, told, routes[role.id], verdicts.codes(row))
            )
        return Slate(
            basis="starter" if profile.is_empty else "answers",
            roles=tuple(roles),
            candidate_count=len(self.catalogue.roles),
            passing_count=passing,
            policy=policy.code,
            seed=seed,
            wishes=wishes,
            notes=notes_on(
                self.questionnaire,
                answers,
                profile,
                any_relaxed=any(role.relaxed for role in roles),
                can_read=self.encoder is not None,
            ),
            versions=self.versions,
        )

    def what_would_change(
        self,
        answers: Answers,
        role_id: str,
        *,
        on: date,
        wishes: Wishes | None = None,
        policy: Policy = FULL,
    ) -> WhatIf | None:
        """Where one role would stand if one answer or wish were another, by ranking again.

        None where nothing usable was answered: a starter set has no order of fit.
        """
        profile = self.profile(answers)
        if profile.is_empty:
            return None
        wishes = wishes or Wishes()
        person = Person.from_about(answers.about)
        ground = self.ground(policy, text=profile.text is not None)
        row = self.space.row_of[role_id]
        vector = ground.space.person_vector(profile)[None, :]

        def rank(person: Person, wishes: Wishes) -> int:
            verdicts = self._rules.judge(self.check_routes(person, on), person, wishes)
            return ranks(ground, vector, verdicts, row)[0]

        verdicts = self._rules.judge(self.check_routes(person, on), person, wishes)
        moves = [*answer_moves(self.questionnaire, answers, profile, ground, verdicts, row)]
        if person.earn == "must":
            moves.append(Move("earn", rank(replace(person, earn=None), wishes)))
        for kind in wishes.kinds:
            moves.append(Move(kind, rank(person, wishes.without(kind))))
        return WhatIf(rank(person, wishes), tuple(moves))

    def next_question(
        self,
        answers: Answers,
        *,
        met: Collection[str] = (),
        policy: Policy = FULL,
        mode: Mode = "adaptive",
    ) -> NextQuestion:
        """What to ask somebody next, how sure their list is, and whether that is enough.

        Args:
            met: ids of items that were skipped; those in ``answers`` count too.
            policy: how the list is ranked that the questions are for.
            mode: whether the answers choose the questions, or the fixed form does.
        """
        profile = self.profile(answers)

        def change(asked: Telling) -> float:
            """By the score, among all roles, before rules and variety."""
            if profile.is_empty:
                return float(FIRST)
            ground = self.ground(policy, text=profile.text is not None)
            others = [(asked.item, None, option.value) for option in asked.item.options]
            people, _ = changed_people(self.questionnaire, answers, profile, ground, others)
            everybody = np.vstack((ground.space.person_vector(profile), people))
            scores = ground.space.scores(everybody, np.arange(len(self.catalogue)))
            return expected_change(first_roles(scores), asked.chances)

        return next_question(
            self.questionnaire,
            self._answer_model,
            answers,
            {*answers.values, *met},
            change,
            mode,
        )

    def place_of(
        self,
        answers: Answers,
        role_id: str,
        *,
        on: date,
        wishes: Wishes | None = None,
        policy: Policy = FULL,
        everything: bool = True,
    ) -> RankedRole | None:
        """Where any one role stands, wherever that is, with everything that speaks for it and
        against it, strongest first, or only what its card in a list has. Its place is the one
        before exploration.

        None where nothing usable was answered: a starter set has no order of fit.
        """
        profile = self.profile(answers)
        if profile.is_empty:
            return None
        person = Person.from_about(answers.about)
        routes = self.check_routes(person, on)
        verdicts = self._rules.judge(routes, person, wishes or Wishes())
        ground = self.ground(policy, text=profile.text is not None)
        vector = ground.space.person_vector(profile)
        row = self.space.row_of[role_id]
        (rank,) = ranks(ground, vector[None, :], verdicts, row)
        role = self.catalogue.get(role_id)
        parts = ground.space.contributions(vector, role_id)
        first = ground.order(vector, verdicts, POOL)
        said, measures = clearly_said(profile), _measures(ground.space, vector, first)
        told = explain(
            ground.space, self._levels, said, role, parts, measures, everything=everything
        )
        place = Place(rank, rank, propensity=1.0, drawn=False)
        return ranked_role(role, place, parts, told, routes[role_id], verdicts.codes(row))

    def nearest(self, role_id: str, most: int) -> tuple[str, ...]:
        """Ids of the roles most like one, the likest first; ties by id."""
        row = np.array([self.space.row_of[role_id]])
        (alike,) = self.space.cosines(row, np.arange(len(self.catalogue)))
        ids = self.space.role_ids
        others = [row for row in np.argsort(-alike, kind="stable").tolist() if ids[row] != role_id]
        return tuple(ids[row] for row in others[:most])

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

    def pathways(
        self,
        person: Person,
        role_id: str,
        *,
        on: date,
        preference: Preference | None = None,
        job: str = "",
    ) -> Pathways:
        """The best few paths from where this person is to a role, as `matching.pathways.find`."""
        return find(self.ways(on), person, role_id, preference, job=job)

    def search(self, query: str, limit: int = 20) -> SearchResult:
        """Roles by name, by words and by meaning; close ones, marked so, if nothing fits."""
        return self.finder.search(query, limit, self.encoder)


def _measures(space: Space, person: Vector, rows: Rows) -> Measures:
    """What a person's reasons are held against, in a list of these roles."""
    return Measures(space.usual_parts(person), space.mean_parts(person, rows[:POOL]))
