"""How near a query lies, against the plain way of working it out."""

import numpy as np

from matching.search.texts import names
from tests.support.engines import BagOfWords, toy_engine

FINDER = toy_engine().finder


def test_each_role_s_best_sentence_is_the_best_of_its_own() -> None:
    query = BagOfWords().encode("taking blood from people who are scared")
    near = FINDER.meanings.near(query)
    for row in range(len(FINDER.roles)):
        start, end = FINDER.meanings.starts[row : row + 2]
        own = [float(sentence @ query) for sentence in FINDER.meanings.sentences[start:end]]
        assert np.isclose(near.best[row], max(own), atol=1e-6)
        assert np.allclose(near.sentences[FINDER.meanings.part(row)], own, atol=1e-6)
        assert np.isclose(near.whole[row], FINDER.meanings.texts[row] @ query)
        assert np.isclose(near.card[row], FINDER.meanings.cards[row] @ query, atol=1e-6)


def test_a_card_is_what_the_job_is_called_and_what_it_does() -> None:
    for row, role in enumerate(FINDER.roles):
        said = BagOfWords().encode(
            " ".join(f"{part}." for part in (*names(role), *role.short.does))
        )
        assert np.allclose(FINDER.meanings.cards[row], said, atol=1e-6)
