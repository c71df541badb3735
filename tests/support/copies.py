"""A catalogue in which some role is there several times, and nothing else is different."""

from dataclasses import replace

import numpy as np

from matching.calibration import Scaling
from matching.index import RoleIndex
from matching.recommend import Engine


def with_copies(engine: Engine, role_id: str, times: int) -> tuple[Engine, frozenset[str]]:
    """The engine with so many more roles that are this one under other ids, and the ids of all
    of them, the first included.

    Copies have the vectors and the calibration of the first; everybody else keeps theirs. (A
    build over such a catalogue would measure every role against a slightly other mean.)
    """
    role = engine.catalogue.get(role_id)
    copies = tuple(role.model_copy(update={"id": f"{role_id}-copy-{n}"}) for n in range(times))
    catalogue = replace(engine.catalogue, roles=(*engine.catalogue.roles, *copies))
    like = {copy.id: role_id for copy in copies}
    rows = np.array([engine.space.row_of[like.get(one.id, one.id)] for one in catalogue.roles])
    space = replace(
        engine.space,
        role_ids=tuple(one.id for one in catalogue.roles),
        rows=engine.space.rows[rows],
        standardised=engine.space.standardised[rows],
        texts=engine.space.texts[rows],
        tightness=engine.space.tightness[rows],
    )
    silent, writing = (
        Scaling(scaling.tightness[rows], scaling.unit)
        for scaling in (engine.calibration.silent, engine.calibration.writing)
    )
    calibration = replace(engine.calibration, silent=silent, writing=writing)
    indexes = (
        RoleIndex.build(calibration.apply(space, text=text).searched(text=text))
        for text in (False, True)
    )
    index, words_index = indexes
    made = replace(
        engine,
        catalogue=catalogue,
        space=space,
        calibration=calibration,
        index=index,
        words_index=words_index,
    )
    return made, frozenset({role_id, *like})
