"""How well people find their role, and what it takes: one function a table."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.answers import Answers, Value
from matching.policies import PLAIN, Policy
from matching.questionnaire import BLOCKS
from matching.recommend import Engine
from scripts.bench import search as bench_search
from scripts.bench.matching import baselines
from scripts.bench.matching.measures import LOOKED_THROUGH, MEASURES, SHOWN, Resampling, judge
from scripts.bench.matching.outside import grade
from scripts.bench.matching.people import (
    IDEAL,
    MIDDLE,
    Level,
    People,
    first_answers,
    in_turn,
    most_telling,
)
from scripts.bench.matching.ranking import Orders, profiles_of, without
from scripts.bench.matching.study import MEASURED, SHOWN_BY_THE_SITE, Study
from scripts.bench.matching.tables import Form, Table, table

OURS: Final = "our match"
WITH_WORDS: Final = "our match, and a sentence of own words"
SIX_NUMBERS: Final = "six-number correlation"
PROSE: Final = "answers embedded as prose"
KEYWORDS: Final = "keyword search"
POPULAR: Final = "popularity"
RANDOM: Final = "random"

CURVE: Final = (4, 6, 8, 10, 12, 16, 20, 24, 36)
"""Numbers of answers after which a list is looked at."""

SELDOM: Final = 0.5
THROUGH_25: Final = 25


def recovery(study: Study, level: Level) -> Table:
    """Our match beside simpler ways, for the same people."""
    people = study.middle if level == MIDDLE else study.people(level)
    again = Resampling(people.rows, study.plan.seed)
    ways = {name: study.judged(orders, people) for name, orders in _ways(study, people).items()}
    ours = ways[OURS]["nDCG@10"]
    rows = {
        name: [
            *study.means(found, again),
            None if name == OURS else again.ratio(ours, found["nDCG@10"]),
        ]
        for name, found in ways.items()
    }
    noise = level.noise
    return table(
        f"Recovery, {level.name} noise: {len(people)} people from what the match does not see",
        {**MEASURED, "ours is so many times": "times"},
        rows,
        f"Traits {noise.person} and answers {noise.item} astray (standard deviations), habit "
        f"{noise.habit}, up to {noise.skips:.0%} skipped, half stop after the first questions, "
        f"{level.guesses:.0%} of answers guessed, {level.straight:.0%} end in one answer for all.",
    )


def _ways(study: Study, people: People) -> dict[str, Orders]:
    engine, places = study.engine, LOOKED_THROUGH
    profiles = profiles_of(engine, people.answers)
    written = [baselines.liked(engine.questionnaire, one) for one in people.answers]
    found = {OURS: study.lists(profiles, places=places)}
    if engine.encoder_available:
        writing = profiles_of(engine, people.answers, study.words(people))
        found[WITH_WORDS] = study.lists(writing, places=places)
    found[SIX_NUMBERS] = baselines.six_numbers(engine, profiles, places)
    if engine.encoder_available:
        found[PROSE] = baselines.embedded_prose(engine, written, places)
    found[KEYWORDS] = baselines.keywords(engine, written, places)
    found[POPULAR] = np.tile(study.most_shown[:, :places], (len(people), 1))
    found[RANDOM] = baselines.by_chance(len(people), len(engine.catalogue), places, study.plan.seed)
    return found


def circular(study: Study) -> Table:
    """The same with people made from what the match knows, and judged by it."""
    honest, circular = study.middle, study.circular_people(MIDDLE)
    again = Resampling(honest.rows, study.plan.seed)
    own_view = circular_grades(study.engine)
    lists = study.lists(study.middle_profiles, places=LOOKED_THROUGH)
    flattered = study.lists(profiles_of(study.engine, circular.answers), places=LOOKED_THROUGH)
    return table(
        "Circular figures, so that nobody is fooled (middle noise)",
        MEASURED,
        {
            "people and right answers from outside": study.means(
                judge(lists, honest.rows, study.outside.grades), again
            ),
            "people from the match's own numbers": study.means(
                judge(flattered, circular.rows, study.outside.grades), again
            ),
            "and its own neighbours taken for right": study.means(
                judge(flattered, circular.rows, own_view), again
            ),
        },
    )


def circular_grades(engine: Engine) -> NDArray[np.intp]:
    """(roles, roles): how good a second role is for somebody drawn from a first, as the match
    itself sees it: its own nearest in structure and text, and others of the family."""
    families = np.array([role.family.value for role in engine.catalogue.roles])
    return grade(
        engine.space.cosines(np.arange(len(families))), families[:, None] == families[None, :]
    )


def ablations(study: Study) -> Table:
    """Our match with one part left out."""
    again = Resampling(study.middle.rows, study.plan.seed)
    profiles = study.middle_profiles
    whole = study.judged(study.lists(profiles, places=LOOKED_THROUGH), study.middle)
    plain, calibrated = PLAIN, Policy("half-share")
    left_out = {
        **{f"without {block}": (without(profiles, block), SHOWN_BY_THE_SITE) for block in BLOCKS},
        "without calibration": (profiles, Policy(variety="mmr-97")),
        "without variety": (profiles, calibrated),
        "without either": (profiles, plain),
    }
    rows = {OURS: [*study.means(whole, again), None]}
    for name, (people, policy) in left_out.items():
        found = study.judged(study.lists(people, policy, places=LOOKED_THROUGH), study.middle)
        change = again.ratio(found["nDCG@10"], whole["nDCG@10"])
        rows[name] = [*study.means(found, again), change]
    return table("Parts left out (middle noise, no words)", {**MEASURED, "nDCG": "change"}, rows)


def by_answers(study: Study) -> Table:
    """What is found after so many answers, of those who answer all they are asked."""
    people, engine = study.middle, study.engine
    again = Resampling(people.rows, study.plan.seed)
    rows = {}
    for name, order in {"fixed": in_turn, "adaptive": most_telling(engine)}.items():
        asked = [
            first_answers(engine.questionnaire, whole, CURVE[-1], order) for whole in people.whole
        ]
        for count in CURVE:
            answers = [Answers(dict(islice(one.values.items(), count))) for one in asked]
            lists = study.lists(profiles_of(engine, answers), places=LOOKED_THROUGH)
            rows[f"{count} answers, {name}"] = study.means(study.judged(lists, people), again)
    return table(
        "By number of answers (middle noise, no words)",
        MEASURED,
        rows,
        f"All {len(engine.questionnaire.items)} answers are the same in every order.",
    )


def until_steady(study: Study) -> Iterator[Table]:
    """When the adaptive questionnaire stops by itself, of those who answer all they are asked, and
    what is found by then, beside the fixed form."""
    people, engine = study.middle, study.engine
    again = Resampling(people.rows, study.plan.seed)
    stopped = [_asked_until_done(engine, whole) for whole in people.whole]
    counts = np.array([float(len(answers.values)) for answers in stopped])
    yield table(
        "Questions until the list is called steady (middle noise, no words)",
        {"median": "count", "nine of ten need at most": "count", "mean": "times"},
        {
            "adaptive": [
                again.quantile(counts, 0.5),
                again.quantile(counts, 0.9),
                again.mean(counts),
            ]
        },
    )
    questionnaire, few = engine.questionnaire, len(engine.questionnaire.first_pass)
    adaptive, fixed = (
        [first_answers(questionnaire, whole, few, order) for whole in people.whole]
        for order in (most_telling(engine), in_turn)
    )
    found = {
        name: study.judged(study.lists(profiles_of(engine, answers), places=LOOKED_THROUGH), people)
        for name, answers in {
            "adaptive, when it stops": stopped,
            f"adaptive, {few} answers": adaptive,
            f"the best fixed {few}": fixed,
            "all answers": people.whole,
        }.items()
    }
    first, second = found[f"adaptive, {few} answers"], found[f"the best fixed {few}"]
    yield table(
        "Adaptive beside the best fixed form (middle noise, no words)",
        MEASURED,
        {
            **{name: study.means(one, again) for name, one in found.items()},
            f"adaptive less fixed, {few} answers": [
                again.mean(first[name] - second[name]) for name in MEASURES
            ],
        },
    )


def _asked_until_done(engine: Engine, whole: Answers) -> Answers:
    given: dict[str, Value] = {}
    while True:
        asked = engine.next_question(Answers(given), policy=SHOWN_BY_THE_SITE)
        if asked.done or asked.item_id is None:
            return Answers(given)
        given[asked.item_id] = whole.values[asked.item_id]


def search(study: Study) -> Table:
    """How well search finds what people typed (see ``compass bench search``)."""
    unseen = bench_search.read_questions(bench_search.QUERIES[0], study.engine.catalogue)
    questions = [question for question in unseen if question.half == study.plan.half]
    again = Resampling(np.arange(len(questions)), study.plan.seed)
    rows = {}
    ways = {"with the encoder": True} if study.engine.encoder_available else {}
    for name, reads in {**ways, "without": False}.items():
        ranks = np.array(
            [one.rank or np.inf for one in bench_search.ask(study.engine, questions, reads)]
        )
        within = [again.mean((ranks <= depth).astype(float)) for depth in bench_search.DEPTHS]
        rows[name] = [*within, again.mean(1 / ranks)]
    depths: dict[str, Form] = {f"recall@{depth}": "share" for depth in bench_search.DEPTHS}
    return table(
        f"Search: {len(questions)} {study.plan.half} queries", {**depths, "MRR": "number"}, rows
    )


def ideal(study: Study) -> Table:
    """Whether people who are as a role is find it (circular: an upper bound)."""
    people = study.circular_people(IDEAL, count=study.plan.people)
    orders = study.lists(profiles_of(study.engine, people.answers), places=THROUGH_25)
    own = orders == people.rows[:, None]
    again = Resampling(people.rows, study.plan.seed)
    through = own.any(axis=1).astype(float)
    roles = len(study.engine.catalogue)
    found = np.bincount(people.rows, weights=through, minlength=roles)
    asked = np.bincount(people.rows, minlength=roles)
    seldom = [
        f"{study.engine.space.role_ids[row]} {found[row] / asked[row]:.0%}"
        for row in np.argsort(found / np.maximum(asked, 1), kind="stable")
        if asked[row] and found[row] / asked[row] < SELDOM
    ]
    columns: dict[str, Form] = {"among 10": "share", f"among {THROUGH_25}": "share"}
    figures = [again.mean(own[:, :SHOWN].any(axis=1).astype(float)), again.mean(through)]
    return table(
        f"Ideal people: {len(people)} who are as their role is, with slips (circular)",
        columns,
        {"find their role": figures},
        f"Found by fewer than half of their own among {THROUGH_25}: {', '.join(seldom) or 'none'}.",
    )
