"""Who is shown, what stays when little changes, whether reasons are true: a function a table."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from matching.policies import FULL, PLAIN, Policy
from matching.profile import Profile
from scripts.bench.matching import fairness
from scripts.bench.matching import steadiness as steady
from scripts.bench.matching.measures import SHOWN, Figure, Resampling
from scripts.bench.matching.people import (
    LOW,
    MIDDLE,
    People,
    answer_again,
    draw_neutral,
)
from scripts.bench.matching.ranking import profiles_of
from scripts.bench.matching.reasons import ROLES, try_reasons
from scripts.bench.matching.study import Study
from scripts.bench.matching.tables import Form, Table, table

POLICIES: Final = (PLAIN, Policy("half-share"), Policy("half-share", "mmr-97"), FULL)


def exposure(study: Study) -> Iterator[Table]:
    """Who is shown under each policy, and what it costs in relevance."""
    people = study.people(MIDDLE, count=study.plan.people)
    kinds = {"no words": profiles_of(study.engine, people.answers)}
    if study.engine.encoder_available:
        kinds["a sentence each"] = profiles_of(study.engine, people.answers, study.words(people))
    again = Resampling(people.rows, study.plan.seed)
    for name, profiles in kinds.items():
        yield _exposure(study, name, people, profiles, again)


def _exposure(
    study: Study, name: str, people: People, profiles: Sequence[Profile], again: Resampling
) -> Table:
    columns: dict[str, Form] = {
        "least shown, of a fair share": "times",
        "most shown": "times",
        "in so many lists": "share",
        "Gini": "number",
        "roles shown": "share",
        "nDCG@10": "number",
        "nDCG to none": "change",
    }
    rows, notes = {}, [""]
    base = None
    for policy in POLICIES:
        orders = study.lists(profiles, policy, places=SHOWN)
        worth = study.judged(orders, people)["nDCG@10"]
        base = worth if base is None else base
        found = fairness.exposure(orders, len(study.engine.catalogue), study.plan.seed)
        rows[policy.code] = [
            found.least,
            found.most,
            found.top_share,
            found.gini,
            found.coverage,
            again.mean(worth),
            again.ratio(worth, base),
        ]
        notes = [
            f"{which} under {policy.code}: {_named(study, rows_shown)}."
            for which, rows_shown in (
                ("Least shown", found.fewest),
                ("Most shown", found.often),
            )
        ]
    fair = len(people) * SHOWN / len(study.engine.catalogue)
    title = f"Who is shown: {len(people)} people, {name}; a fair share is {fair:.0f} places"
    return table(title, columns, rows, *notes)


def _named(study: Study, shares: Sequence[tuple[int, float]]) -> str:
    ids = study.engine.space.role_ids
    return ", ".join(f"{ids[row]} {share:.2f}" for row, share in shares)


def parity(study: Study) -> Table:
    """Places for each role of one group over places for each of another, of people who lean
    to neither."""
    roles = study.engine.catalogue.roles
    people = draw_neutral(
        study.outside.traits,
        fairness.cells(roles),
        study.engine.questionnaire,
        count=study.plan.people,
        seed=study.plan.seed,
        level=MIDDLE,
    )
    profiles = profiles_of(study.engine, people.answers)
    lists = {
        policy.code: study.lists(profiles, policy, places=SHOWN)
        for policy in (PLAIN, Policy("half-share"), FULL)
    }
    rows = {
        name: [fairness.parity(orders, groups, study.plan.seed) for orders in lists.values()]
        for name, groups in fairness.groupings(roles).items()
    }
    columns: dict[str, Form] = {code: "times" for code in lists}
    return table(f"Even chances: {len(people)} people who lean to no group", columns, rows)


def steadiness(study: Study) -> Table:
    """How much of a first list stays."""
    engine, seed = study.engine, study.plan.seed
    rows = {}
    for level in (LOW, MIDDLE):
        people = study.middle if level == MIDDLE else study.people(level)
        again = Resampling(people.rows, seed)
        changed = steady.one_answer_changed(engine.questionnaire, people.answers, seed)
        other_day = answer_again(people, engine.questionnaire, seed, level)
        pairs = {
            "one answer a step away": (people.answers, changed),
            "the same people on another day": (people.answers, other_day.answers),
            "the same, all questions answered": (people.whole, other_day.whole),
        }
        for name, both in pairs.items():
            before, then = (
                study.lists(profiles_of(engine, answers), places=SHOWN) for answers in both
            )
            rows[f"{level.name} noise: {name}"] = [
                again.mean(steady.in_common(before, then)),
                again.mean(steady.same_first(before, then)),
            ]
    columns: dict[str, Form] = {"of ten roles stay": "share", "same role first": "share"}
    return table("Steadiness (no words, nothing explored)", columns, rows)


def reasons(study: Study) -> Table:
    """Whether reasons cite what matters, and claim what is so."""
    people = study.people(MIDDLE, count=len(study.engine.catalogue))
    tried = try_reasons(
        study.engine, people, study.outside.traits, on=study.plan.on, seed=study.plan.seed
    )
    again = Resampling(tried.rows, study.plan.seed)
    moved = tried.places != tried.other_places
    shares = {
        "without what it cites the role stands lower than without something else": tried.deeper,
        "by places alone, ties counted as half": np.where(
            moved, tried.places > tried.other_places, 0.5
        ),
        "by score alone": tried.lower,
        "role beyond the median role, as the match knows it": tried.above,
        "role beyond the median role, as others see it": tried.above_outside,
    }
    rows: dict[str, list[Figure | None]] = {
        name: [again.mean(values), None] for name, values in shares.items()
    }
    rows["places down without what it cites"] = [None, again.mean(tried.places)]
    rows["places down without something else"] = [
        None,
        again.mean(tried.other_places),
    ]
    columns: dict[str, Form] = {"of reasons": "share", "mean": "times"}
    title = f"Reasons: {len(tried.rows)} of {len(people)} people's first {ROLES} roles"
    return table(title, columns, rows)
