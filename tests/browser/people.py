"""What people do on the site, by the words they read: used by every journey in these tests."""

import re
from typing import Final

from playwright.sync_api import Locator, Page, expect

MOST: Final = 36
"""No more questions than these."""
QUESTION: Final = re.compile(r"/questions/[a-z0-9-]+(\?.*)?$")
RESULTS: Final = re.compile(r"/results(\?.*)?(#.*)?$")


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def heading(page: Page) -> Locator:
    """The one h1."""
    return page.get_by_role("heading", level=1)


def focused(page: Page) -> Locator:
    """Where the keyboard is."""
    return page.locator(":focus")


def press(page: Page, name: str) -> None:
    """A button, by exactly its words."""
    page.get_by_role("button", name=name, exact=True).click()


def go_back(page: Page) -> None:
    """The browser's own Back button."""
    # A page that comes out of the browser's memory does not load, so there is no load to await.
    page.go_back(wait_until="commit")
    if page.url != "about:blank":
        expect(heading(page)).to_be_visible()


def send(page: Page, name: str) -> None:
    """Press a button that leads to another page, and wait for that page."""
    with page.expect_navigation():
        press(page, name)


def follow(page: Page, name: str) -> None:
    """The first link with exactly these words in the main part of the page."""
    main(page).get_by_role("link", name=name, exact=True).first.click()


def begin(page: Page) -> None:
    """From the start page to the first question."""
    page.goto("/")
    press(page, "Start")
    expect(page).to_have_url(QUESTION)


def options(page: Page) -> Locator:
    """The answers on offer, in their order."""
    return main(page).get_by_role("radio").or_(main(page).get_by_role("checkbox"))


def tap(label: Locator) -> None:
    """Tap where some words are, once the page stands still; the option itself may lie over
    them, which ``force`` does not mind. A page that still scrolls would be tapped beside them."""
    label.scroll_into_view_if_needed()
    label.click(force=True)


def choose(page: Page, number: int) -> str:
    """Tap an answer, by its label as a thumb does. Returns the label's words."""
    option = options(page).nth(number)
    label = page.locator(f"label[for='{option.get_attribute('id')}']")
    tap(label)
    expect(option).to_be_checked()
    return label.inner_text().strip()


def answer(page: Page, number: int = 3, then: str = "Next") -> None:
    """One question: tap an answer and go on to the next page."""
    asked = heading(page).inner_text()
    choose(page, min(number, options(page).count() - 1))
    press(page, then)
    expect(heading(page)).not_to_have_text(asked)


def is_asked(page: Page) -> bool:
    return QUESTION.search(page.url) is not None


def answer_all(page: Page, count: int = MOST) -> int:
    """What is asked, so many questions at most, with answers that differ from one to the next.
    Returns how many there were."""
    number = 0
    while number < count and is_asked(page):
        answer(page, number=(number * 2 + 3) % 5)
        number += 1
    return number


def skip_all(page: Page) -> int:
    number = 0
    while is_asked(page):
        asked = heading(page).inner_text()
        press(page, "Skip this one")
        expect(heading(page)).not_to_have_text(asked)
        number += 1
    return number


def roles(page: Page) -> Locator:
    """The roles of the list."""
    return main(page).get_by_role("article")


def titles(page: Page) -> list[str]:
    """The titles of the list, in its order."""
    return main(page).get_by_role("article").locator(".fit__title").all_inner_texts()


def make_code(page: Page) -> str:
    """A recovery code, from My journey; ends on the page that shows it."""
    page.goto("/my-journey")
    press(page, "Make a code")
    expect(page).to_have_url(re.compile(r"/my-journey/code$"))
    return shown_code(page)


def shown_code(page: Page) -> str:
    """The code that the page shows, as somebody would copy it down."""
    words = main(page).inner_text()
    letters = "[0-9A-HJKMNP-TV-Z]"
    found = re.search(rf"\b({letters}{{4}})\s+({letters}{{4}})\s+({letters}{{5}})\b", words)
    assert found, f"no code on the page:\n{words}"
    return " ".join(found.groups())


def come_back(page: Page, code: str) -> None:
    page.goto("/come-back")
    page.get_by_role("textbox", name="Your code").fill(code)
    press(page, "Open my journey")
    expect(page).to_have_url(RESULTS)


def forget_me(page: Page) -> None:
    """The way out that every page has, at its top."""
    page.get_by_role("link", name="I've finished, forget me here").first.click()
    send(page, "Forget me here")
