"""Recovery codes survive sloppy typing; hashes and pseudonyms lead nowhere."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compass.journeys.privacy import (
    ALPHABET,
    CODE_LENGTH,
    Hashes,
    Pseudonyms,
    new_code,
    read_code,
    shown_code,
)
from compass.keys import derive_key, keyed_hash, new_token

codes = st.text(ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH)
JOURNEY = UUID(int=1)


def test_the_alphabet_is_crockfords() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_a_code_is_new_each_time_and_in_the_alphabet() -> None:
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(len(code) == 13 and set(code) <= set(ALPHABET) for code in made)


def test_a_code_uses_the_whole_alphabet() -> None:
    assert set("".join(new_code() for _ in range(200))) == set(ALPHABET)


def test_a_code_is_shown_in_groups() -> None:
    assert shown_code("0123456789ABC") == "0123 4567 89ABC"


@settings(deadline=None)
@given(codes)
def test_a_code_reads_as_itself_and_as_it_is_shown(code: str) -> None:
    assert read_code(code) == code
    assert read_code(shown_code(code)) == code


@settings(deadline=None)
@given(codes, st.data())
def test_sloppy_typing_is_understood(code: str, data: st.DataObject) -> None:
    typed = ""
    for character in code:
        same = {"0": "0Oo", "1": "1IiLl"}.get(character, character + character.lower())
        typed += data.draw(st.sampled_from(same))
        typed += data.draw(st.sampled_from(["", "", " ", "-", "  ", "–", " ", "\n", "\u200b"]))
    assert read_code(typed) == code


def test_letters_and_digits_of_other_keyboards_are_understood() -> None:
    assert read_code("0123 4567 89ABC") == "0123456789ABC"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    read = read_code(typed)
    assert read is None or (len(read) == CODE_LENGTH and set(read) <= set(ALPHABET))


@pytest.mark.parametrize(
    "typed", ["", "0" * 12, "0" * 14, "U" * 13, "012345678é123", "0123456789AB!", "0" * 100_000]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_a_hash_depends_on_the_secret_and_on_the_purpose() -> None:
    one, other = Hashes(b"one"), Hashes(b"other")
    assert one.code("X") == Hashes(b"one").code("X")
    assert len({one.code("X"), other.code("X"), one.token("X"), other.token("X")}) == 4
    assert one.tombstone(JOURNEY) != other.tombstone(JOURNEY)
    assert JOURNEY.hex not in one.tombstone(JOURNEY)


def test_keys_are_derived_and_hashes_are_hexadecimal() -> None:
    assert derive_key(b"s", "a") != derive_key(b"s", "b")
    assert len(derive_key(b"s", "a")) == 32
    digest = keyed_hash(b"k", "value")
    assert len(digest) == 64
    assert int(digest, 16) >= 0


def test_a_token_has_256_bits() -> None:
    assert len(new_token()) == 43
    assert new_token() != new_token()


def test_a_pseudonym_holds_within_one_export_only() -> None:
    one, other = Pseudonyms(), Pseudonyms()
    assert one.name("journey_id", JOURNEY) == one.name("journey_id", JOURNEY)
    assert one.name("journey_id", JOURNEY) != one.name("list_id", JOURNEY)
    assert one.name("journey_id", JOURNEY) != other.name("journey_id", JOURNEY)
    assert len(one.name("seed", 12)) == 32
