"""The one public face of the match: answers in, a slate of explained roles out."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from matching import ranking
from matching.answers import Answers
from matching.artefacts import Manifest, Versions, open_search, open_space
from matching.encoder import Encoder, EncoderUnavailable, OnnxEncoder
from matching.explain import Reason, explain
from matching.index import RoleIndex
from matching.own_words import CLEAR, wished_for
from matching.person import Person
from matching.profile import Profile, Vector, make_profile
from matching.questionnaire import Questionnaire
from matching.routes import RouteCheck, check_routes
from matching.rules import Wishes, broken_rules
from matching.search import Finder, SearchResult
from matching.space import Contribution, Space
from roles_catalogue.catalogue import Catalogue

DEFAULT_LIMIT: Final = 10
FEW_ANSWERS: Final = 6


@dataclass(frozen=True)
class RankedRole:
    """One role of a slate. The contributions sum to the score exactly; ``relaxed`` names the
    rules it breaks, none for a role that passes."""

    role_id: str
    title: str
    score: float
    position: int
    base_position: int
    propensity: float
    contributions: tuple[Contribution, ...]
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    routes: tuple[RouteCheck, ...]
    relaxed: tuple[str, ...]


@dataclass(frozen=True)
class Slate:
    """What is shown for one set of answers: never empty.

    ``basis`` is ``starter`` when nothing usable was answered: roles spread over the families,
    with no reasons claimed. ``notes`` are codes for the words around the list.
    """

    basis: Literal["answers", "starter"]
    roles: tuple[RankedRole, ...]
    candidate_count: int
    passing_count: int
    policy: str
    seed: int | None
    wishes: Wishes
    notes: tuple[str, ...]
    versions: Versions


@dataclass(frozen=True)
class Engine:
    """The built artefacts, opened. Safe to share between threads and to fork."""

    catalogue: Catalogue
    questionnaire: Questionnaire
    space: Space
    index: RoleIndex
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
            index=RoleIndex.open(folder),
            encoder=encoder,
            versions=manifest.versions,
            finder=open_search(folder, catalogue, space),
        )

    @cached_property
    def _route_checks(self) -> Callable[[Person, date], Mapping[str, tuple[RouteCheck, ...]]]:
        @lru_cache(maxsize=512)
        def all_checks(person: Person, on: date) -> Mapping[str, tuple[RouteCheck, ...]]:
            return MappingProxyType(
                {r.id: check_routes(r, person, self.catalogue, on) for r in self.catalogue.roles}
            )

        return all_checks

    @property
    def encoder_available(self) -> bool:
        return self.encoder is not None

    def profile(self, answers: Answers) -> Profile:
        """The person's place in the space; their own words only if they can be made out."""
        return make_profile(self.questionnaire, answers, self._read(answers.text))

    def _read(self, text: str) -> Vector | None:
        """Somebody's own words as a centred unit vector.

        None without an encoder, and for words that wish for nothing or come close to no role.
        """
        wished = wished_for(text)
        if self.encoder is None or not wished:
            return None
        encoded = self.encoder.encode(wished)
        centred = encoded - self.space.text_mean
        length = float(np.linalg.norm(centred))
        if length == 0 or self.space.closest_text(encoded) < CLEAR:
            return None
        unit: Vector = centred / length
        return unit

    def recommend(
        self,
        answers: Answers,
        *,
        on: date,
        limit: int = DEFAULT_LIMIT,
        wishes: Wishes | None = None,
        seed: int | None = None,
    ) -> Slate:
        """Rank the roles for these answers on this day.

        Args:
            limit: how many roles at most, 1 or more. Fewer only if the catalogue has fewer.
            wishes: filters; roles outside them follow the others, marked with the rule.
            seed: drawn once per journey, for exploration; recorded.
        """
        if limit < 1:
            raise ValueError(f"limit must be 1 or more, not {limit}")
        wishes = wishes or Wishes()
        person = Person.from_about(answers.about)
        profile = self.profile(answers)
        checks = self.check_routes(person, on)
        relaxed = {
            role.id: broken_rules(role, checks[role.id], person, wishes)
            for role in self.catalogue.roles
        }
        passing = np.array([not relaxed[role_id] for role_id in self.space.role_ids])
        vector = self.space.person_vector(profile)
        if profile.is_empty:
            ordered = ranking.starter_order(self.catalogue, relaxed)
        else:
            ordered = self._ordered(vector, passing, relaxed, limit)
        parts = {role_id: self.space.contributions(vector, role_id) for role_id in ordered[:limit]}
        placed = ranking.place({role_id: _score(parts[role_id]) for role_id in ordered[:limit]})
        return Slate(
            basis="starter" if profile.is_empty else "answers",
            roles=tuple(
                self._ranked(p, profile, parts[p.role_id], checks[p.role_id], relaxed[p.role_id])
                for p in placed
            ),
            candidate_count=len(self.catalogue.roles),
            passing_count=int(passing.sum()),
            policy=ranking.POLICY,
            seed=seed,
            wishes=wishes,
            notes=self._notes(answers, profile, any(relaxed[p.role_id] for p in placed)),
            versions=self.versions,
        )

    def check_routes(self, person: Person, on: date) -> Mapping[str, tuple[RouteCheck, ...]]:
        """Every route of every role for this person on this day, by role id.

        Remembered for the last few hundred different people: a class of pupils has few.
        """
        return self._route_checks(person, on)

    def search(self, query: str, limit: int = 20) -> SearchResult:
        """Roles by name, by words and by meaning; close ones, marked so, if nothing fits."""
        return self.finder.search(query, limit, self.encoder)

    def _notes(self, answers: Answers, profile: Profile, any_relaxed: bool) -> tuple[str, ...]:
        given = [value for value in answers.values.values() if value not in (None, ())]
        scale = [value for value in given if isinstance(value, int)]
        unread = bool(answers.text) and profile.text is None
        found = {
            "nothing_answered": not given and not answers.text,
            "all_same": len(scale) >= FEW_ANSWERS and len(set(scale)) == 1,
            "few_answers": 0 < len(given) < FEW_ANSWERS and profile.text is None,
            "text_not_used": unread and self.encoder is None,
            "text_unclear": unread and self.encoder is not None,
            "relaxed": any_relaxed,
        }
        return tuple(code for code, applies in found.items() if applies)

    def _ordered(
        self,
        vector: Vector,
        passing: NDArray[np.bool_],
        relaxed: Mapping[str, tuple[str, ...]],
        limit: int,
    ) -> list[str]:
        """Passing roles by score; the others after them, if there is room in the list.

        The index proposes in float32. The order is decided in float64, the precision of the
        contributions that the reasons rest on, and ties by role id.
        """
        rows = self.index.search(vector, passing)
        if len(rows) < limit:
            rows += self.index.search(vector, ~passing)
        exact = self.space.rows[rows].astype(np.float64) @ vector
        scores = {
            self.space.role_ids[row]: round(float(score), 12)
            for row, score in zip(rows, exact, strict=True)
        }
        return ranking.order(scores, relaxed)

    def _ranked(
        self,
        placed: ranking.Placed,
        profile: Profile,
        parts: tuple[Contribution, ...],
        routes: tuple[RouteCheck, ...],
        relaxed: tuple[str, ...],
    ) -> RankedRole:
        role = self.catalogue.get(placed.role_id)
        reasons: tuple[Reason, ...] = ()
        cautions: tuple[Reason, ...] = ()
        if not profile.is_empty:
            reasons, cautions = explain(self.space, profile, role, parts)
        return RankedRole(
            role_id=role.id,
            title=role.title,
            score=placed.score,
            position=placed.position,
            base_position=placed.base_position,
            propensity=placed.propensity,
            contributions=parts,
            reasons=reasons,
            cautions=cautions,
            routes=routes,
            relaxed=relaxed,
        )


def _score(parts: tuple[Contribution, ...]) -> float:
    """The score is the sum of its parts, added without rounding on the way."""
    return math.fsum(part.value for part in parts)
