"""The one public face of the match: answers in, a slate of explained roles out."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from matching.adaptive import (
    FIRST,
    NextQuestion,
    Telling,
    expected_change,
    first_roles,
    next_question,
)
from matching.answers import Answers
from matching.different import far_from, still_fitting
from matching.directions import Direction, directions
from matching.disputes import counted_text
from matching.explain import Measures, clearly_said, explain, phrases
from matching.exploration import LAST_DRAWN, Place, explore, in_order
from matching.opened import Opened
from matching.pathways import Pathways, Preference
from matching.person import Person
from matching.policies import FULL, PLAIN, Policy
from matching.profile import Vector
from matching.questionnaire import Mode
from matching.ranking import Rows, passing_first
from matching.rules import Choices, Wishes
from matching.search import SearchResult
from matching.slate import RankedRole, Slate, notes_on, ranked_role
from matching.space import Space
from matching.surprises import Surprise
from matching.variety import POOL
from matching.what_if import Move, WhatIf, answer_moves, changed_people, ranks

DEFAULT_LIMIT: Final = 10


@dataclass(frozen=True)
class Engine(Opened):
    """What a site, the API and the commands ask of the match. Safe to share between threads and
    to fork."""

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
        if profile.is_empty:
            policy = PLAIN
        elif seed is None:
            policy = policy.without_exploration
        standing = self._standing(answers, profile, on, wishes, policy)
        vector, ground, verdicts = standing.vector, standing.ground, standing.verdicts
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
            ways = standing.routes[role.id]
            roles.append(ranked_role(role, place, parts, told, ways, verdicts.codes(row)))
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
                is_english=profile.text is not None or self._is_english(counted_text(answers)),
            ),
            versions=self.versions,
        )

    def choices(self, answers: Answers, wishes: Wishes, *, on: date) -> Choices:
        """How many roles each choice of a filter would leave, for the one who answered so."""
        person = Person.from_about(answers.about)
        routes = self.check_routes(person, on)
        return self._rules.choices(routes, person, wishes, answers.not_for_me)

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
        standing = self._standing(answers, profile, on, wishes, policy)
        ground, verdicts = standing.ground, standing.verdicts
        row = self.space.row_of[role_id]

        def rank(person: Person, wishes: Wishes) -> int:
            routes = self.check_routes(person, on)
            judged = self._rules.judge(routes, person, wishes, answers.not_for_me)
            return ranks(ground, standing.vector[None, :], judged, row)[0]

        moves = [*answer_moves(self.questionnaire, answers, profile, ground, verdicts, row)]
        if person.must_earn:
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
        found = self.places_of(
            answers, (role_id,), on=on, wishes=wishes, policy=policy, everything=everything
        )
        return found[0] if found else None

    def places_of(
        self,
        answers: Answers,
        role_ids: Collection[str],
        *,
        on: date,
        wishes: Wishes | None = None,
        policy: Policy = FULL,
        everything: bool = False,
    ) -> tuple[RankedRole, ...]:
        """The same of several roles, in the order given; none where nothing usable was answered."""
        profile = self.profile(answers)
        if profile.is_empty:
            return ()
        standing = self._standing(answers, profile, on, wishes, policy)
        vector, ground, verdicts = standing.vector, standing.ground, standing.verdicts
        first = ground.order(vector, verdicts, POOL)
        said, measures = clearly_said(profile), _measures(ground.space, vector, first)
        found = []
        for role_id in role_ids:
            row = self.space.row_of[role_id]
            (rank,) = ranks(ground, vector[None, :], verdicts, row)
            role = self.catalogue.get(role_id)
            parts = ground.space.contributions(vector, role_id)
            told = explain(
                ground.space, self._levels, said, role, parts, measures, everything=everything
            )
            place = Place(rank, rank, propensity=1.0, drawn=False)
            ways = standing.routes[role_id]
            found.append(ranked_role(role, place, parts, told, ways, verdicts.codes(row)))
        return tuple(found)

    def something_different(
        self,
        answers: Answers,
        listed: Collection[str],
        *,
        on: date,
        most: int,
        wishes: Wishes | None = None,
        policy: Policy = FULL,
    ) -> tuple[RankedRole, ...]:
        """Roles that fit this person and are far from those ``listed``: the furthest first, each
        far from the ones before it too. See `matching.different`.

        None where nothing usable was answered, or where nothing that fits is far enough.
        """
        profile = self.profile(answers)
        if profile.is_empty:
            return ()
        standing = self._standing(answers, profile, on, wishes, policy)
        fitting = still_fitting(int(standing.verdicts.passing.sum()))
        order = standing.ground.order(standing.vector, standing.verdicts, fitting)
        among = [self.space.row_of[role_id] for role_id in listed]
        rows = far_from(self.space, np.array(among, dtype=np.intp), order)
        ids = [self.space.role_ids[row] for row in rows[: 2 * most]]
        places = self.places_of(answers, ids, on=on, wishes=wishes, policy=policy)
        # What nothing speaks for is no find, however different.
        return tuple(place for place in places if place.reasons)[:most]

    def directions(self, answers: Answers) -> tuple[Direction, ...]:
        """Where somebody's answers point: see `matching.directions`."""
        return directions(self.questionnaire, answers)

    def order_of_all(
        self,
        answers: Answers,
        *,
        on: date,
        wishes: Wishes | None = None,
        policy: Policy = FULL,
    ) -> tuple[str, ...] | None:
        """Ids of all roles, the best fit first, in their places before exploration: without
        reasons, and so at a fraction of what the whole list costs.

        None where nothing usable was answered: a starter set has no order of fit.
        """
        profile = self.profile(answers)
        if profile.is_empty:
            return None
        standing = self._standing(answers, profile, on, wishes, policy)
        rows = standing.ground.order(standing.vector, standing.verdicts, len(self.catalogue))
        return tuple(self.space.role_ids[row] for row in rows)

    def nearest(self, role_id: str, most: int) -> tuple[str, ...]:
        """Ids of the roles most like one, the likest first; ties by id."""
        row = np.array([self.space.row_of[role_id]])
        (alike,) = self.space.cosines(row, np.arange(len(self.catalogue)))
        ids = self.space.role_ids
        others = [row for row in np.argsort(-alike, kind="stable").tolist() if ids[row] != role_id]
        return tuple(ids[row] for row in others[:most])

    def surprising(self, role_id: str, most: int) -> tuple[Surprise, ...]:
        """Roles of other families whose working day is like this one's, as `Surprises.of`."""
        return self._surprises.of(role_id, most)

    def pathways(
        self,
        person: Person,
        role_id: str,
        *,
        on: date,
        preference: Preference | None = None,
        job: str = "",
    ) -> Pathways:
        """The best few paths from where this person is to a role, as `matching.pathways.find`.

        Remembered for the last thousand that were asked for: most people who open a role's page
        have said the same about themselves, or nothing.
        """
        return self._pathways(person, role_id, on, preference, job)

    def search(self, query: str, limit: int = 20) -> SearchResult:
        """Roles by name, by words and by meaning; close ones, marked so, if nothing fits."""
        return self.finder.search(query, limit, self.encoder)


def _measures(space: Space, person: Vector, rows: Rows) -> Measures:
    """What a person's reasons are held against, in a list of these roles."""
    return Measures(space.usual_parts(person), space.mean_parts(person, rows[:POOL]))
