"""``compass bench safety``: how often the help lines come up for people in trouble, and for others.

The cases are made up: tests/quality/distress_cases.csv and innocent_cases.csv say how. Their part
called third was used for nothing but measuring, so what is missed of it is counted and not shown.
"""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from compass.safety.distress import suggests_distress
from compass.safety.meaning import FILE, encoded_words, reader
from matching.encoder import Encoder
from roles_catalogue.catalogue import Catalogue
from scripts.bench.search import QUERIES, read_questions
from scripts.console import open_engine
from scripts.running_site import ROOT

QUALITY: Final = ROOT / "tests" / "quality"
TROUBLE: Final = QUALITY / "distress_cases.csv"
INNOCENT: Final = QUALITY / "innocent_cases.csv"
PARTS: Final = ("rules", "held-out", "second", "third")
FITTED_TO: Final = frozenset({"rules", "second"})
UNSEEN: Final = "third"
FALSE_ALARMS: Final = 0.05
"""Share of the innocent texts that may count, each judged by a plane fitted without it."""
FOLDS: Final = 10
STRENGTH: Final = 10.0


@dataclass(frozen=True)
class Case:
    text: str
    kind: str
    part: str


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file. Lines at its head that begin with # are not read."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = dropwhile(lambda line: line.startswith("#"), file)
        return tuple(Case(**row) for row in csv.DictReader(lines))


def fit(encoder: Encoder, model: str, ordinary: Sequence[str]) -> dict[str, Any]:
    """The plane between cases of trouble and all other texts, with the distance at which a text
    counts: as small as ``FALSE_ALARMS`` allows."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    trouble = [case.text for case in read_cases(TROUBLE) if case.part in FITTED_TO]
    innocent = [case.text for case in read_cases(INNOCENT) if case.part in FITTED_TO]
    texts = [*trouble, *innocent, *ordinary]
    vectors = np.array([encoder.encode(encoded_words(text)) for text in texts])
    wanted = np.array([True] * len(trouble) + [False] * (len(innocent) + len(ordinary)))
    plane = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2_000)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=7)
    far = cross_val_predict(plane, vectors, wanted, cv=folds, method="decision_function")
    of_innocent = far[len(trouble) : len(trouble) + len(innocent)]
    plane.fit(vectors, wanted)
    return {
        "model": model,
        "bias": round(float(plane.intercept_[0]), 5),
        "least": round(float(np.quantile(of_innocent, 1 - FALSE_ALARMS)), 3),
        "weights": [round(float(weight), 5) for weight in plane.coef_[0]],
    }


@click.command()
@click.option("--fit", "refit", is_flag=True, help="Fit the reader of meaning anew, and keep it.")
def safety(refit: bool) -> None:
    """Count whom the help lines come up for, in made-up cases."""
    engine = open_engine()
    if engine.encoder is None:
        raise click.ClickException("There is no text encoder. Build with `compass build`.")
    queries = [q.query for q in read_questions(QUERIES[0], engine.catalogue)]
    if refit:
        model = engine.versions.model.partition("+")[0]
        fitted = fit(engine.encoder, model, queries[::2])
        FILE.write_text(json.dumps(fitted) + "\n", encoding="utf-8")
        reader.cache_clear()
        click.echo(f"{FILE.name}: counts from {fitted['least']}")
    plane, encoder = reader(), engine.encoder
    if not plane.reads(engine.versions.model):
        raise click.ClickException(f"The reader was fitted to {plane.model}. Fit it anew: --fit.")

    def means_it(text: str) -> bool:
        return plane.suggests_distress(text, encoder)

    def either(text: str) -> bool:
        return suggests_distress(text) or means_it(text)

    readers = (("rules", suggests_distress), ("meaning", means_it), ("either", either))
    click.echo("| texts | number | " + " | ".join(name for name, _ in readers) + " |")
    click.echo("| --- " * (2 + len(readers)) + "|")
    for name, texts in _groups(engine.catalogue, queries[1::2]):
        counts = " | ".join(_counted(texts, counts_as) for _, counts_as in readers)
        click.echo(f"| {name} | {len(texts)} | {counts} |")
    for path, wanted in ((TROUBLE, True), (INNOCENT, False)):
        for case in read_cases(path):
            if case.part != UNSEEN and either(case.text) is not wanted:
                click.echo(f"{'missed' if wanted else 'false alarm'}: {case.text}")


def _groups(catalogue: Catalogue, queries: Sequence[str]) -> list[tuple[str, list[str]]]:
    groups = [
        (f"{name}, {part}", [case.text for case in read_cases(path) if case.part == part])
        for name, path in (("in trouble", TROUBLE), ("innocent", INNOCENT))
        for part in PARTS
    ]
    ordinary = [*queries, *(q.query for q in read_questions(QUERIES[1], catalogue))]
    return [*groups, ("ordinary searches", ordinary)]


def _counted(texts: Sequence[str], counts_as: Callable[[str], bool]) -> str:
    return str(sum(map(counts_as, texts)))
