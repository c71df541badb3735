"""For every reader: longer words and right to left on a small phone, and pages read aloud."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.messages.pseudo import write_pseudo
from tests.browser.conftest import PATIENCE_MS, NewVisitor
from tests.browser.inspection import NARROW, SIDEWAYS, run_axe
from tests.browser.prepared import take_over
from tests.support.server import RunningSite, site

PATHS = [
    "/",
    "/roles",
    "/roles/care-worker",
    "/roles/care-worker?text=short",
    "/roles/care-worker/ways",
    "/roles/care-worker/report",
    "/roles?q=I+want+to+die",
    "/map",
    "/map?near=care-worker",
    "/compare?roles=porter,care-worker,adult-nurse,paramedic",
    "/offline",
    "/glossary",
    "/money",
    "/questions/stopped-machine",
    "/questions/who-to-help?problem=nothing",
    "/about-you",
    "/your-words",
    "/results",
    "/results/different",
    "/results/like/care-worker",
    "/my-plan",
    "/my-journey",
    "/come-back",
    "/no/such/page",
]

# A voice of the device that only writes down what it is given to say.
VOICE = """
window.said = [];
window.quiet = 0;
const voice = { lang: "en-GB", localService: true, name: "Test" };
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => VOICES,
  speak: (piece) => window.said.push(piece.text),
  cancel: () => { window.quiet += 1; },
} });
"""


@pytest.fixture(scope="module")
def pseudo_site(artefacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The site with the two languages that only look foreign."""
    folder = tmp_path_factory.mktemp("pseudo")
    write_pseudo(folder / "languages")
    with site(folder, artefacts, COMPASS_TRANSLATIONS=str(folder / "languages")) as running:
        yield running


@pytest.fixture(params=["en-XA", "ar-XB"])
def reader(
    request: pytest.FixtureRequest, browser: Browser, pseudo_site: RunningSite
) -> Iterator[Page]:
    """Somebody with a journey and a small phone, who has chosen this language."""
    context = browser.new_context(base_url=pseudo_site.url, viewport=NARROW)
    context.set_default_timeout(PATIENCE_MS)
    take_over(context, pseudo_site.url, "told")
    page = context.new_page()
    page.goto(f"/?lang={request.param}")
    yield page
    context.close()


def test_longer_words_and_right_to_left_fit_a_small_phone(reader: Page) -> None:
    found = {}
    for path in PATHS:
        reader.goto(path)
        found[path] = reader.evaluate(SIDEWAYS)
    assert {path: sideways for path, sideways in found.items() if sideways} == {}


def test_a_foreign_page_is_as_accessible(reader: Page) -> None:
    for path in ("/roles/care-worker", "/results", "/map", "/my-plan"):
        reader.goto(path)
        assert run_axe(reader) == ()


def test_right_to_left_begins_on_the_right(browser: Browser, pseudo_site: RunningSite) -> None:
    page = browser.new_page(base_url=pseudo_site.url, viewport={"width": 1000, "height": 700})
    for code, is_right in (("en-XA", False), ("ar-XB", True)):
        page.goto(f"/?lang={code}")
        brand = page.locator(".brand").bounding_box()
        assert brand is not None
        assert (brand["x"] > 500) is is_right
    page.close()


def test_a_page_is_read_aloud_and_stops(new_visitor: NewVisitor) -> None:
    page = new_visitor()
    page.add_init_script(VOICE.replace("VOICES", "[voice]"))
    page.goto("/cookies")
    button = page.get_by_role("button", name="Read this page aloud")
    button.click()
    said = page.evaluate("window.said")
    assert said[0] == "Cookies"
    assert said[1] == (
        "There are two, and none before you do something: "
        "one when you start, one if you choose light or dark."
    )

    assert not any("Explore roles" in text for text in said), "the ways to other pages"
    before = page.evaluate("window.quiet")
    page.get_by_role("button", name="Stop reading aloud").click()
    assert page.evaluate("window.quiet") > before
    expect(button).to_be_visible()


def test_a_list_that_changes_under_the_voice_ends_it_and_offers_it_again(
    new_visitor: NewVisitor, base_url: str
) -> None:
    page = new_visitor()
    page.add_init_script(VOICE.replace("VOICES", "[voice]"))
    take_over(page.context, base_url, "answered")
    page.goto("/results")
    page.get_by_role("button", name="Read this page aloud").click()
    page.evaluate("window.quiet = 0")
    page.get_by_role("button", name="Not like me").first.click()
    expect(page.get_by_role("group", name="No longer counted")).to_be_visible()
    assert page.evaluate("window.quiet") == 1
    expect(page.get_by_role("button", name="Read this page aloud")).to_be_visible()


def test_leaving_a_page_ends_the_reading(new_visitor: NewVisitor) -> None:
    page = new_visitor()
    page.add_init_script(VOICE.replace("VOICES", "[voice]"))
    page.goto("/cookies")
    page.get_by_role("button", name="Read this page aloud").click()
    page.evaluate("window.quiet = 0; window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("window.quiet") == 1


@pytest.mark.parametrize("voices", ["[]", "[{ ...voice, localService: false }]"])
def test_without_a_voice_on_the_device_nothing_is_offered(
    new_visitor: NewVisitor, voices: str
) -> None:
    page = new_visitor()
    page.add_init_script(VOICE.replace("VOICES", voices))
    page.goto("/cookies")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".aloud")).to_have_count(0)


def test_a_word_is_explained_where_it_stands(visitor: Page) -> None:
    visitor.goto("/roles/care-worker")
    word = visitor.locator("a.term").first
    meaning = visitor.locator(".term__meaning")
    expect(meaning).to_have_count(0)
    word.press("Enter")
    expect(meaning).to_have_count(1)
    expect(word).to_have_attribute("aria-expanded", "true")
    assert visitor.url.endswith("/roles/care-worker"), "the page stays where it is"
    assert run_axe(visitor) == ()
    word.press("Enter")
    expect(meaning).to_have_count(0)


def test_without_scripts_a_word_leads_to_its_meaning(new_visitor: NewVisitor) -> None:
    page = new_visitor(java_script_enabled=False)
    page.goto("/roles/care-worker")
    word = page.locator("a.term").first
    target = (word.get_attribute("href") or "").removeprefix("#")
    word.click()
    assert page.url.endswith(f"#{target}")
    expect(page.locator(f"#{target} dd")).to_have_count(1)
