"""The plan as a PDF: two pages whatever is on it, and readable by a screen reader."""

import ctypes
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.support.engines import real_catalogue
from web.plan.asks import Ask
from web.plan.notes import Note
from web.plan.page import PlannedJob, PlanPage
from web.plan.paper import LEFT_OUT, UNREADABLE, plan_pdf
from web.plan.sheet import TINTS, Sheet
from web.plan.steps import Step
from web.roles.presenters import PayWords, role_card

CODE = "7K3M9QXP4TWZ2"
SITE = "http://compass.example/"
PALETTE = Path("web/assets/styles/_palette.scss")
GROUNDS = {"marigold": "amber", "coral": "clay"}
"""The palette's names for tints that it calls otherwise."""


def planned(role_id: str, place: int, note: str = "") -> PlannedJob:
    role = real_catalogue().get(role_id)
    pay = PayWords("£25,272", "a year, full time, in the NHS (usually band 2)", "", ())
    kept = Note(role_id, role.title, is_known=True, kept=note, text=note, seen="")
    return PlannedJob(place, role_card(role), None, "About 3 years", pay, kept, f"{SITE}roles/x")


def page(*jobs: PlannedJob, steps: int = 3, asks: int = 5) -> PlanPage:
    return PlanPage(
        made_on="22 November 2026",
        jobs=jobs,
        gone=(),
        loose=(),
        steps=tuple(Step(f"Ask about number {n}", "Paramedic", ()) for n in range(steps)),
        asks=tuple(Ask(f"Question {n}?", ("Paramedic",), "It asks.") for n in range(asks)),
        told=True,
        code_is_live=False,
        no_room=False,
    )


def words(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [p.get_textpage().get_text_bounded().replace("\r\n", " ") for p in document]


def longest(number: int) -> list[str]:
    """The roles whose titles and pitches are the longest."""
    roles = sorted(real_catalogue().roles, key=lambda role: -len(role.title + role.pitch))
    return [role.id for role in roles[:number]]


@pytest.mark.parametrize("code", ["", CODE])
@pytest.mark.parametrize("jobs", [0, 1, 3, 30])
def test_it_has_two_pages_and_nothing_is_off_them(jobs: int, code: str) -> None:
    notes = ("long words in a note " * 20)[:300]
    full = page(*(planned(r, n, notes) for n, r in enumerate(longest(jobs), 1)))
    pdf = plan_pdf(full, code, SITE)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 2
        for sheet in document:
            left, bottom, right, top = _text_bounds(sheet)
            assert left >= 0
            assert bottom >= 0
            assert right <= sheet.get_width()
            assert top <= sheet.get_height()
    assert "Question 0?" in words(pdf)[1]


def _text_bounds(sheet: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    text = sheet.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@pytest.mark.parametrize("jobs", [3, 30])
def test_no_paragraph_stands_on_another(jobs: int) -> None:
    notes = ("long words in a note " * 20)[:300]
    full = page(*(planned(r, n, notes) for n, r in enumerate(longest(jobs), 1)))
    with pypdfium2.PdfDocument(plan_pdf(full, CODE, SITE)) as document:
        for sheet in document:
            text = sheet.get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            for (l1, b1, r1, t1), (l2, b2, r2, t2) in pairwise(boxes):
                wide, high = min(r1, r2) - max(l1, l2), min(t1, t2) - max(b1, b2)
                assert wide <= 0.5 or high <= 2.5, "two lines of text on one another"


def test_the_code_and_its_square_are_there_if_wanted() -> None:
    with_code = words(plan_pdf(page(planned("porter", 1)), CODE, SITE))
    assert "7K3M 9QXP 4TWZ2" in with_code[1]
    assert "http://compass.example/come-back" in with_code[1]
    without = " ".join(words(plan_pdf(page(planned("porter", 1)), "", SITE)))
    assert "7K3M" not in without
    assert "This copy carries no code" in without


def test_the_square_opens_the_page_with_the_code_where_no_server_sees_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    real = Sheet.square_code

    def noted(self: Sheet, address: str, x: float, y: float, size: float, alt: str) -> None:
        drawn.append(address)
        real(self, address, x, y, size, alt)

    monkeypatch.setattr(Sheet, "square_code", noted)
    plan_pdf(page(planned("porter", 1)), CODE, SITE)
    assert drawn == [f"http://compass.example/come-back#{CODE}"]


def test_letters_that_the_font_lacks_are_owned_up_to() -> None:
    jobs = planned("porter", 1, "شكرا"), planned("paramedic", 2, "Łódź")
    text = words(plan_pdf(page(*jobs), "", SITE))
    assert UNREADABLE in text[0]
    assert "Łódź" in text[0]


def test_one_sign_that_the_font_lacks_costs_only_itself() -> None:
    note = "Ring ward \N{HOSPITAL} 12 \N{CLAPPER BOARD}\nask for Sam"
    text = words(plan_pdf(page(planned("porter", 1, note)), "", SITE))[0]
    assert "Ring ward 12" in text
    assert "ask for Sam" in text
    assert LEFT_OUT in text
    assert UNREADABLE not in text
    emoji_only = words(plan_pdf(page(planned("porter", 1, "\N{HOSPITAL} !")), "", SITE))[0]
    assert UNREADABLE in emoji_only
    long = words(plan_pdf(page(planned("porter", 1, "\N{HOSPITAL} word " * 80)), "", SITE))[0]
    assert LEFT_OUT in long
    plain = words(plan_pdf(page(planned("porter", 1, "Ring ward 12")), "", SITE))[0]
    assert LEFT_OUT not in plain


def test_the_font_has_every_letter_of_the_catalogue() -> None:
    sheet = Sheet("A test")
    for role in real_catalogue().roles:
        texts = (role.title, role.pitch, role.next_step.text, role.hours)
        routes = (text for r in role.entry_routes for text in (r.label, r.first_step))
        for text in (*texts, *routes):
            assert sheet.can_draw(text), text
    sheet.written()


def test_pay_that_is_only_usual_says_so() -> None:
    assert "Pay: usually £25,272 a year" in words(plan_pdf(page(planned("porter", 1)), "", SITE))[0]


def test_it_has_a_title_a_language_and_a_structure() -> None:
    pdf = plan_pdf(page(planned("porter", 1, "Hello"), planned("paramedic", 2)), CODE, SITE)
    assert b"/Lang (en-GB)" in pdf
    assert b"/Marked true" in pdf
    assert b"/DisplayDocTitle true" in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        assert document.get_metadata_value("Title") == "My plan: jobs in health and care in Leeds"
        first, second = (_structure(sheet) for sheet in document)
    assert first[:3] == ["H1", "P", "H2"]
    assert first.count("H3") == 2
    assert set(first) == {"H1", "H2", "H3", "P"}
    assert "Figure" in second


def _structure(sheet: pypdfium2.PdfPage) -> list[str]:
    """The kinds of elements of a page, in reading order."""
    tree = pdfium.FPDF_StructTree_GetForPage(sheet.raw)
    try:
        root = pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0)
        children = range(pdfium.FPDF_StructElement_CountChildren(root))
        elements = [pdfium.FPDF_StructElement_GetChildAtIndex(root, n) for n in children]
        return [_type(element) for element in elements if element]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _type(element: object) -> str:
    buffer = ctypes.create_string_buffer(64)
    pdfium.FPDF_StructElement_GetType(element, buffer, 64)
    return buffer.raw.decode("utf-16-le").partition("\0")[0]


def test_a_step_less_plan_still_makes_a_paper() -> None:
    text = words(plan_pdf(replace(page(), steps=(), asks=()), "", SITE))
    assert "its next steps come here" in text[0]


def test_colours_are_the_sites_own() -> None:
    by_day, _ = PALETTE.read_text(encoding="utf-8").split("$night")
    for name, colour in TINTS.items():
        assert f'"{GROUNDS.get(name, name)}": #{bytes(colour).hex()},' in by_day
