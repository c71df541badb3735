"""The questions on paper, as Chromium prints them: two sides of A4, and nothing cut off."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from matching.questionnaire import AboutField, Item
from tests.browser.people import answer_all, heading, main, press
from tests.support.engines import real_questionnaire

A4_BETWEEN_MARGINS_PX = 718
"""210 mm less Chromium's own margins of 1 cm, at 96 pixels an inch."""


def test_it_is_two_sides_of_a4(visitor: Page, tmp_path: Path) -> None:
    visitor.goto("/paper")
    pdf = visitor.pdf(
        path=tmp_path / "paper.pdf",
        format="A4",
        margin={"top": "1cm", "right": "1cm", "bottom": "1cm", "left": "1cm"},
    )
    assert re.findall(rb"/Count (\d+)", pdf) == [b"2"]


def test_on_paper_it_has_every_question_with_a_box_for_every_answer(visitor: Page) -> None:
    bank = real_questionnaire()
    visitor.set_viewport_size({"width": A4_BETWEEN_MARGINS_PX, "height": 1000})
    visitor.emulate_media(media="print")
    visitor.goto("/paper")
    questions: tuple[Item | AboutField, ...] = (*bank.first_pass, *bank.about)
    for asked in questions:
        row = main(visitor).get_by_role("listitem").filter(has_text=asked.text)
        expect(row.first).to_be_visible()
        for option in asked.options:
            expect(row.first).to_contain_text(option.label)
    boxes = sum(len(asked.options) for asked in questions)
    expect(visitor.locator(".paper__box:visible")).to_have_count(boxes)
    expect(visitor.get_by_role("button", name="Type the answers in")).to_be_hidden()
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not visitor.evaluate(wider)


def test_it_is_typed_in_in_the_order_of_the_paper(visitor: Page) -> None:
    visitor.goto("/paper")
    press(visitor, "Type the answers in")
    expect(main(visitor)).to_contain_text("Question 1 of 12")
    assert answer_all(visitor) == len(real_questionnaire().first_pass)
    expect(heading(visitor)).to_have_text("Jobs that fit you")
