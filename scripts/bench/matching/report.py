"""Every table of the report, in its order."""

from collections.abc import Iterator

from scripts.bench.matching import recovery, soundness
from scripts.bench.matching.people import LEVELS
from scripts.bench.matching.study import Study
from scripts.bench.matching.tables import Table


def tables(study: Study) -> Iterator[Table]:
    """One table after the other; each takes seconds."""
    for level in LEVELS:
        yield recovery.recovery(study, level)
    yield recovery.circular(study)
    yield recovery.ablations(study)
    yield recovery.by_answers(study)
    yield from recovery.until_steady(study)
    yield recovery.search(study)
    yield recovery.ideal(study)
    yield from soundness.exposure(study)
    yield soundness.parity(study)
    yield soundness.steadiness(study)
    yield soundness.reasons(study)
