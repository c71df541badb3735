"""The picture of the ways to a role, as a browser letters it."""

import pytest
from playwright.sync_api import Page, expect

from roles_catalogue.catalogue import Catalogue
from tests.browser.inspection import SIDEWAYS

ROLES = [role.id for role in Catalogue.load().roles[::40]]
CROWDED = ["adult-nurse", "paramedic", "art-therapist", "nurse-consultant"]

# Words that reach out of their box, in the units of the drawing.
OUTSIDE = """
() => {
  const found = [];
  for (const picture of document.querySelectorAll(".ladder")) {
    if (!picture.checkVisibility()) continue;
    for (const block of picture.querySelectorAll("g")) {
      const box = block.querySelector(".ladder__box").getBBox();
      for (const text of block.querySelectorAll("text")) {
        const words = text.getBBox();
        const wide = words.x < box.x + 3 || words.x + words.width > box.x + box.width - 3;
        const high = words.y < box.y - 1 || words.y + words.height > box.y + box.height + 1;
        if (wide || high) found.push(`${text.textContent} in ${JSON.stringify(box)}`);
      }
    }
  }
  return found;
}
"""
LETTERS = """
() => {
  const picture = [...document.querySelectorAll(".ladder")].find((one) => one.checkVisibility());
  const text = picture.querySelector(".ladder__small");
  return parseFloat(getComputedStyle(text).fontSize) * picture.getScreenCTM().a;
}
"""
STOPS_IN_PICTURES = """
() => [...document.querySelectorAll(".ladder a, .ladder")].filter((one) => one.tabIndex >= 0).length
"""


@pytest.mark.parametrize("role_id", [*ROLES, *CROWDED])
def test_all_words_are_inside_their_boxes(visitor: Page, role_id: str) -> None:
    for path in (f"/roles/{role_id}", f"/roles/{role_id}/ways"):
        visitor.goto(path)
        visitor.evaluate("document.fonts.ready")
        for width in (320, 768, 1280):
            visitor.set_viewport_size({"width": width, "height": 800})
            assert visitor.locator(".ladder:visible").count() == 1
            assert visitor.evaluate(OUTSIDE) == [], (path, width)
            assert visitor.evaluate(LETTERS) >= 12.5, (path, width)


@pytest.mark.parametrize("family", ["serif", "Courier, monospace"])
def test_another_font_does_not_reach_far_out(visitor: Page, family: str) -> None:
    """Where our font does not arrive, what stands in may be wider, but must stay on the paper."""
    visitor.goto("/roles/paramedic/ways")
    visitor.evaluate(
        "(family) => document.querySelectorAll('.ladder text').forEach("
        "(text) => { text.style.fontFamily = family })",
        family,
    )
    visitor.set_viewport_size({"width": 320, "height": 800})
    assert visitor.evaluate(SIDEWAYS) == []
    if family == "serif":
        assert visitor.evaluate(OUTSIDE) == []


def test_letters_grow_with_the_reader_and_nothing_reaches_out(visitor: Page) -> None:
    visitor.set_viewport_size({"width": 700, "height": 800})
    visitor.goto("/roles/adult-nurse/ways")
    before = visitor.evaluate(LETTERS)
    visitor.evaluate("document.documentElement.style.fontSize = '200%'")
    assert visitor.evaluate(LETTERS) > 1.4 * before
    assert visitor.evaluate(OUTSIDE) == []
    assert visitor.evaluate(SIDEWAYS) == []


def test_a_click_opens_a_job_and_the_keyboard_takes_the_list(visitor: Page) -> None:
    visitor.goto("/roles/paramedic")
    assert visitor.evaluate(STOPS_IN_PICTURES) == 0
    visitor.locator(".ladder:visible a[href='/roles/ambulance-technician']").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Ambulance technician")
    visitor.goto("/roles/paramedic")
    link = visitor.get_by_role("link", name="Ambulance technician")
    expect(link.first).to_be_visible()
    link.first.focus()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Ambulance technician")


def test_in_high_contrast_the_picture_is_outlined(visitor: Page) -> None:
    visitor.emulate_media(forced_colors="active")
    visitor.goto("/roles/paramedic")
    edges = visitor.locator(".ladder:visible .ladder__edge .ladder__box")
    strokes = edges.evaluate_all("(all) => all.map((one) => getComputedStyle(one).stroke)")
    assert strokes and "none" not in strokes
