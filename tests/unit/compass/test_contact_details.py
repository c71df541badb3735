"""Phone numbers, e-mail addresses and postcodes are taken out of a text, and nothing else is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compass.safety.contact_details import GAP, take_out


@pytest.mark.parametrize(
    ("written", "kept", "details"),
    [
        ("ring me 07911 123456 thanks", f"ring me {GAP} thanks", ("phone",)),
        ("my number is 07911123456", f"my number is {GAP}", ("phone",)),
        ("07911-123-456 or +44 7911 123456", f"{GAP} or {GAP}", ("phone",)),
        ("(0113) 496 0000", "", ("phone",)),
        ("call 0044 7911 123 456", f"call {GAP}", ("phone",)),
        ("7911123456 is me", f"{GAP} is me", ("phone",)),
        ("mail sam.o-b+x@school.leeds.sch.uk now", f"mail {GAP} now", ("email",)),
        ("sam99 at gmail dot com", "", ("email",)),
        (
            "I live in LS9 7TF, near the hospital",
            f"I live in {GAP}, near the hospital",
            ("postcode",),
        ),
        ("ls97tf", "", ("postcode",)),
        ("I am at wf1 2ab and 07911 123456", f"I am at {GAP} and {GAP}", ("phone", "postcode")),
        ("٠٧٩١١ ١٢٣٤٥٦", "", ("phone",)),
        ("07700\u2013900123", "", ("phone",)),
        ("ring 0113/243/2799", f"ring {GAP}", ("phone",)),
        ("O7700 900123 is mine", f"{GAP} is mine", ("phone",)),
        ("jade(at)gmail.com", "", ("email",)),
        ("jade at gmail .com", "", ("email",)),
        ("LS1-3AB", "", ("postcode",)),
        ("near LS 1 3AB", f"near {GAP}", ("postcode",)),
        ("ls 1 3ab", "", ("postcode",)),
        ("LS1 1ST", "", ("postcode",)),
    ],
)
def test_contact_details_go(written: str, kept: str, details: tuple[str, ...]) -> None:
    found = take_out(written)
    assert found.text == kept
    assert found.details == details


@pytest.mark.parametrize(
    "written",
    [
        "999 call handler",
        "NHS 111",
        "I got 5 5 5 4 4 4 3 2 1 in my mocks",
        "born 12 03 2009",
        "about 25000 to 32000 a year",
        "£1234567890 would be nice",
        "level L3 2nd year",
        "at dinner time",
        "look at com jobs",
        "band 5 in year 11, 8 GCSEs",
        "Leeds LS9",
        "2026-11-22",
        "O Rh+ blood",
        "BS1 1st",
        "SE1 2nd",
        "good at maths. com",
        "so 1 3yr old",
        "born 01/02/2008 16 years",
    ],
)
def test_everything_else_stays(written: str) -> None:
    assert take_out(written).text == written
    assert take_out(written).details == ()


@given(st.text(max_size=300))
def test_what_is_kept_has_nothing_more_to_take_out(written: str) -> None:
    kept = take_out(written).text
    assert len(kept) <= len(written)
    assert take_out(kept).text == kept


@pytest.mark.parametrize("shape", ["a.", "1 ", "a at ", "a@", "1", "+", "LS9 "])
def test_no_text_takes_long(shape: str) -> None:
    began = time.perf_counter()
    take_out(shape * (1_000 // len(shape)))
    assert time.perf_counter() - began < 0.5
