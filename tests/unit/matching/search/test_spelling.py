"""Words misspelt by hand and by ear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.search.sounds import sound
from matching.search.spelling import Speller

OURS = (
    "physio",
    "physiotherapist",
    "psychologist",
    "psychiatrist",
    "counselling",
    "pharmacy",
    "technician",
    "dietitian",
    "optician",
    "operation",
    "writing",
    "school",
    "surgeon",
    "anaesthetist",
    "paramedic",
    "nurse",
    "spark",
    "sleeper",
    "fizzy",
)
SPELLER = Speller(OURS, frozenset({"opinion", "stool", "work"}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sycologist", "psychologist"),
        ("physcologist", "psychologist"),
        ("sychiatrist", "psychiatrist"),
        ("fisio", "physio"),
        ("fizio", "physio"),
        ("fizzyotherapist", "physiotherapist"),
        ("kownsling", "counselling"),
        ("farmasy tecnishun", "pharmacy technician"),
        ("diatishun", "dietitian"),
        ("optition", "optician"),
        ("opperashun", "operation"),
        ("riting", "writing"),
        ("skool", "school"),
        ("sirjun", "surgeon"),
        ("anethatist", "anaesthetist"),
        ("parrameddic", "paramedic"),
    ],
)
def test_words_spelt_by_ear_are_mended(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize("typed", ["sleepers", "working", "stools", "opinions", "zzqxv", "wot"])
def test_other_forms_of_words_and_what_is_like_nothing_stay(typed: str) -> None:
    assert SPELLER.correct(typed) == typed


@given(st.from_regex(r"[a-z0-9]{1,30}", fullmatch=True))
def test_every_word_has_a_sound_that_is_no_longer_than_its_letters_allow(word: str) -> None:
    assert len(sound(word)) <= 2 * len(word)
    assert sound(word) == sound(word)


ENGLISH = Speller(
    ("children", "nurse", "work", "with", "want", "fix"), frozenset({"i", "to", "like", "phone"})
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I want to work with children",
        "i like fix phone",
        "i wnat to wrok wiht childrn",
        "summat wi lickle childrun",
        "nusre",
        "zzqxv",
    ],
)
def test_english_is_english_with_slips_too_and_so_is_what_cannot_be_told(text: str) -> None:
    assert ENGLISH.is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "أريد أن أصبح ممرضة",
        "я хочу",
        "Lubię naprawiać telefony i komputery",
        "Waxaan jeclahay inaan dadka caawiyo",
    ],
)
def test_other_languages_are_not(text: str) -> None:
    assert not ENGLISH.is_english(text)


@given(st.text(max_size=80))
def test_of_any_text_it_can_be_said(text: str) -> None:
    assert ENGLISH.is_english(text) in {True, False}
