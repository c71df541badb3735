"""What is known of the roles that the match does not see: people and right answers are made of it.

Nobody may be measured against the numbers they were made from. The match knows rater A's
conditions and O*NET's interests, work values and knowledge of the linked occupations. Here stand
rater B's conditions, and O*NET's skills and work styles, which other people (analysts, and the new
model of 2025) have rated. What interests, subjects and values go with such skills and styles is
learned by ridge regression over all of O*NET's occupations; an occupation is never foretold from
itself, nor from its nearest kin in the classification. See tests/quality/onet/README.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.profile import Matrix, Vector
from matching.questionnaire import BLOCKS
from matching.space import CONFIDENCE
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.problems import CatalogueError, Problem
from roles_catalogue.ratings import BadRatings
from roles_catalogue.ratings import load as load_ratings
from roles_catalogue.reference import OnetOccupation
from roles_catalogue.schema import Role
from roles_catalogue.tables import Cells, keyed, read_table
from roles_catalogue.traits import CONDITIONS, INTERESTS, SUBJECTS, VALUES
from scripts.running_site import ROOT

FOLDER: Final = ROOT / "tests" / "quality" / "onet"

# O*NET's own names, as the columns of the tables have them.
_SKILLS: Final = """
reading_comprehension active_listening writing speaking mathematics science critical_thinking
active_learning learning_strategies monitoring social_perceptiveness coordination persuasion
negotiation instructing service_orientation complex_problem_solving operations_analysis
technology_design equipment_selection installation programming operations_monitoring
operation_and_control equipment_maintenance troubleshooting repairing quality_control_analysis
judgment_and_decision_making systems_analysis systems_evaluation time_management
management_of_financial_resources management_of_material_resources
management_of_personnel_resources
"""
SKILLS: Final = tuple(_SKILLS.split())
_STYLES: Final = """
innovation achievement_orientation intellectual_curiosity tolerance_for_ambiguity initiative
adaptability self_confidence perseverance leadership_orientation humility sincerity empathy
cooperation optimism social_orientation cautiousness attention_to_detail dependability
integrity stress_tolerance self_control
"""
STYLES: Final = tuple(_STYLES.split())
KIN: Final = 6
"""So many characters of a code name O*NET's broad group: 29-114 has all kinds of nurses."""
FOLDS: Final = 10
RIDGE: Final = 30.0
"""Penalty of the regression, for columns in standard deviations. From 10 to 100 it hardly matters
how well ratings are foretold (tried on O*NET alone, without the catalogue)."""

NEIGHBOURS: Final = 3
"""How many roles count as a role's neighbours."""
OWN: Final = 3
NEIGHBOUR: Final = 2
KINDRED: Final = 1
"""How good a role is for somebody drawn from another: the role itself, its neighbours, and those
of its family or of an occupation that O*NET calls related."""


@dataclass(frozen=True)
class Tables:
    """``described``: skills and work styles by occupation, NaN where not rated; ``related``: the
    occupations that O*NET calls closest, by occupation."""

    described: Mapping[str, Vector]
    related: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Outside:
    """``traits``: (roles, structured dimensions), standard deviations from the catalogue's mean,
    in the order of the match's own; ``grades``: (roles, roles), how good the second is for
    somebody drawn from the first, 0 to 3."""

    traits: Matrix
    grades: NDArray[np.intp]


def look_outside(catalogue: Catalogue, folder: Path = FOLDER) -> Outside:
    """All that the match does not see of these roles.

    Raises:
        CatalogueError: a table in ``folder`` is missing or has a bad cell.
        BadRatings: rater B has not rated a role.
    """
    tables = read_tables(folder)
    codes = sorted(tables.described)
    described = _standardised(np.array([tables.described[code] for code in codes]))
    nothing = np.full(sum(len(BLOCKS[block]) for block in _FORETOLD), np.nan)
    known = catalogue.reference.onet
    rated = np.array([_ratings(known[c]) if c in known else nothing for c in codes])
    foretold = foretell(np.nan_to_num(described), rated, [code[:KIN] for code in codes])
    conditions = _standardised(_rated_by_b(catalogue))
    onet = _standardised(linked(catalogue.roles, dict(zip(codes, foretold, strict=True))))
    blocks = dict(zip(_FORETOLD, np.split(onet, _CUTS, axis=1), strict=True))
    blocks["conditions"] = conditions
    skills, styles = np.split(
        linked(catalogue.roles, dict(zip(codes, described, strict=True))), [len(SKILLS)], axis=1
    )
    return Outside(
        np.hstack([blocks[block] for block in BLOCKS]),
        _grades(catalogue, conditions, skills, styles, tables.related),
    )


def read_tables(folder: Path = FOLDER) -> Tables:
    """The O*NET tables that only the benchmark reads.

    Raises:
        CatalogueError: with every bad file, line and column.
    """
    problems: list[Problem] = []

    def scores(
        file: str, columns: Sequence[str], low: float, high: float
    ) -> Mapping[str, tuple[str, Mapping[str, float]]]:
        def build(cells: Cells) -> tuple[str, Mapping[str, float]]:
            return cells.text("onet_soc_code"), cells.scores(columns, low, high)

        rows = read_table(folder / file, build, problems)
        return keyed(file, rows, lambda row: row[0], problems)

    skills = scores("skills.csv", SKILLS, 1, 5)
    styles = scores("work_styles.csv", STYLES, -3, 3)
    related = read_table(
        folder / "related_occupations.csv",
        lambda cells: (cells.text("onet_soc_code"), frozenset(cells.parts("related"))),
        problems,
    )
    if problems:
        raise CatalogueError(problems)
    unknown: tuple[str, Mapping[str, float]] = ("", {})
    described = {
        code: np.array(
            [found.get(name, np.nan) for name in SKILLS]
            + [styles.get(code, unknown)[1].get(name, np.nan) for name in STYLES]
        )
        for code, (_, found) in skills.items()
    }
    return Tables(described, dict(related))


def foretell(described: Matrix, rated: Matrix, kin: Sequence[str]) -> Matrix:
    """Ratings as they follow from descriptions, by ridge regression over others.

    Args:
        described: (occupations, columns) standardised.
        rated: (occupations, ratings); those with a NaN teach nothing.
        kin: (occupations,) groups whose members never teach about each other.
    """
    fold_of = {group: number % FOLDS for number, group in enumerate(sorted(set(kin)))}
    folds = np.array([fold_of[group] for group in kin])
    teaches = ~np.isnan(rated).any(axis=1)
    inputs = np.hstack([described, np.ones((len(described), 1))])
    penalty = RIDGE * np.eye(inputs.shape[1])
    penalty[-1, -1] = 0.0  # the mean is not held back
    foretold = np.empty_like(rated)
    for fold in range(FOLDS):
        held_out = folds == fold
        taught = inputs[teaches & ~held_out]
        weights = np.linalg.solve(
            taught.T @ taught + penalty, taught.T @ rated[teaches & ~held_out]
        )
        foretold[held_out] = inputs[held_out] @ weights
    return foretold


def linked(roles: Sequence[Role], table: Mapping[str, Vector]) -> Matrix:
    """(roles, columns): what a table says of each role's linked occupations, by how sure the
    links are. What no linked occupation has is NaN."""
    rows = []
    for role in roles:
        links = [link for link in role.onet if link.code in table]
        values = np.array([table[link.code] for link in links])
        weights = np.array([CONFIDENCE[link.confidence] for link in links])[:, None]
        known = ~np.isnan(values)
        total = (known * weights).sum(axis=0)
        summed = (np.nan_to_num(values) * weights).sum(axis=0)
        rows.append(np.where(total > 0, summed / np.where(total > 0, total, 1.0), np.nan))
    return np.array(rows)


_FORETOLD: Final = ("interests", "subjects", "values")
_CUTS: Final = (len(INTERESTS), len(INTERESTS) + len(SUBJECTS))


def _ratings(occupation: OnetOccupation) -> Vector:
    """What the match would make of an occupation, block by block as in ``_FORETOLD``."""
    subjects = []
    for areas in SUBJECTS.values():
        known = [occupation.knowledge[area] for area in areas if area in occupation.knowledge]
        subjects.append(sum(known) / len(known) if known else np.nan)
    interests = [occupation.interests.get(name, np.nan) for name in INTERESTS]
    values = [occupation.values.get(name, np.nan) for name in VALUES]
    return np.array([*interests, *subjects, *values])


def _rated_by_b(catalogue: Catalogue) -> Matrix:
    rated = load_ratings("b")
    unrated = [role.id for role in catalogue.roles if role.id not in rated]
    if unrated:
        raise BadRatings(f"rater B has not rated {', '.join(unrated)}: docs/rubric.md")
    return np.array(
        [[rated[role.id][name] for name in CONDITIONS] for role in catalogue.roles], dtype=float
    )


def _grades(
    catalogue: Catalogue,
    conditions: Matrix,
    skills: Matrix,
    styles: Matrix,
    related: Mapping[str, frozenset[str]],
) -> NDArray[np.intp]:
    families = np.array([role.family.value for role in catalogue.roles])
    own = [{k.code for k in role.onet if k.confidence != "low"} for role in catalogue.roles]
    near = [{*codes, *(c for code in codes for c in related.get(code, ()))} for codes in own]
    kindred = families[:, None] == families[None, :]
    kindred |= np.array([[bool(one & other) for other in own] for one in near])
    # Half by what the day is like, half by what the occupation asks for.
    parts = ((0.5, conditions), (0.25, skills), (0.25, styles))
    alike = sum(weight * _cosines(_standardised(part)) for weight, part in parts)
    return grade(np.asarray(alike), kindred)


def grade(alike: Matrix, kindred: NDArray[np.bool_]) -> NDArray[np.intp]:
    """(roles, roles): 3 for the role itself, 2 for those most alike, 1 for other kindred ones.

    Args:
        alike: (roles, roles) cosines.
        kindred: (roles, roles) True where the second is of the first's family or trade.
    """
    grades = np.where(kindred, KINDRED, 0).astype(np.intp)
    others = alike - 9 * np.eye(len(alike))
    nearest = np.argsort(-others, axis=1, kind="stable")[:, :NEIGHBOURS]
    np.put_along_axis(grades, nearest, NEIGHBOUR, axis=1)
    np.fill_diagonal(grades, OWN)
    return grades


def _standardised(values: Matrix) -> Matrix:
    """Columns in standard deviations from their mean; NaN stays NaN."""
    spread = np.nanstd(values, axis=0)
    spread[spread == 0] = 1.0
    result: Matrix = (values - np.nanmean(values, axis=0)) / spread
    return result


def _cosines(rows: Matrix) -> Matrix:
    filled = np.nan_to_num(rows)
    unit = filled / np.maximum(np.linalg.norm(filled, axis=1, keepdims=True), 1e-12)
    cosines: Matrix = unit @ unit.T
    return cosines
