"""Search over the built artefacts and the real encoder: everyday words, and files that broke."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.artefacts import ArtefactsMissing
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from matching.search import LONGEST_QUERY, NEAR
from matching.search.words import fold
from roles_catalogue.catalogue import Catalogue


@pytest.fixture(scope="module")
def engine(artefacts: Path) -> Engine:
    return Engine.open(artefacts, Catalogue.load(), Questionnaire.load())


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ("driving an ambulance", {"paramedic", "emergency-care-assistant", "ambulance-technician"}),
        ("looking after old people", {"care-worker", "older-peoples-community-worker"}),
        ("teeth", {"dentist", "dental-hygienist", "dental-technician", "paediatric-dentist"}),
        ("delivering babies", {"midwife", "obstetrician-gynaecologist"}),
        ("fixing the lights in a hospital", {"hospital-electrician"}),
        ("making dinners for patients", {"hospital-chef", "catering-assistant", "ward-host"}),
    ],
)
def test_everyday_words_land(engine: Engine, query: str, right: set[str]) -> None:
    result = engine.search(query)
    assert result.found
    assert right & {hit.role_id for hit in result.hits[:3]}


@pytest.mark.parametrize(
    "query",
    [
        "asdfghjkl",
        "oil rig diver",
        "astronaut",
        "stockbroker",
        "blacksmith",
        "xyzzy",
        "idk",
        "护士",
    ],
)
def test_what_nothing_is_near_to_is_not_claimed_to_match(engine: Engine, query: str) -> None:
    result = engine.search(query)
    assert not result.found
    assert {hit.kind for hit in result.hits} == {"close"}


def test_meaning_is_read_where_no_word_is_shared(engine: Engine) -> None:
    assert engine.search("sick kids").hits[0].kind == "meaning"


def test_english_is_not_taken_for_slips(engine: Engine) -> None:
    assert engine.finder.speller.correct("purse formula cooking") == "purse formula cooking"
    assert engine.finder.speller.correct("peple with dementa") == "people with dementia"


def test_larger_arrays_are_memory_maps(engine: Engine) -> None:
    assert isinstance(engine.finder.meanings.sentences, np.memmap)
    assert isinstance(engine.finder.words.weights, np.memmap)


def test_titles_are_nearest_to_their_own_roles(engine: Engine) -> None:
    """The scales and the sentences belong to the roles that they are filed under."""
    assert engine.encoder is not None
    finder = engine.finder
    firsts = 0
    for row, role in enumerate(finder.roles):
        near = finder.meanings.near(engine.encoder.encode(role.title))
        assert near.best[row] > NEAR
        firsts += int(near.best.argmax()) == row
    assert firsts > 0.9 * len(finder.roles)


@pytest.mark.parametrize("name", ["sentences.npy", "words.json", "english.txt", "word_rows.npy"])
def test_a_missing_file_says_what_to_run(artefacts: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "artefacts"
    shutil.copytree(artefacts, folder)
    (folder / "search" / name).unlink()
    with pytest.raises(ArtefactsMissing, match="compass build --force"):
        Engine.open(folder, Catalogue.load(), Questionnaire.load())


def test_without_the_encoder_names_and_words_still_work(artefacts: Path) -> None:
    plain = Engine.open(artefacts, Catalogue.load(), Questionnaire.load(), use_encoder=False)
    assert plain.search("paramedik").hits[0].role_id == "paramedic"
    driving = {hit.role_id for hit in plain.search("driving an ambulance").hits[:5]}
    assert driving & {"paramedic", "emergency-care-assistant", "patient-transport-driver"}
    assert not plain.search("sick kids").found


@settings(max_examples=100)
@given(st.text(st.characters(), max_size=2 * LONGEST_QUERY))
def test_the_real_encoder_reads_anything(engine: Engine, query: str) -> None:
    result = engine.search(query)
    assert result == engine.search(query)
    assert bool(result.hits) == bool(fold(query[:LONGEST_QUERY]))
