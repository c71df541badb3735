"""What tests of bad networks share: the words of a form that waits, and patience."""

import re
from collections.abc import Callable
from typing import Final

from playwright.sync_api import Page, expect

from tests.browser.people import heading

WAITING: Final = "What you filled in is still here"
NO_NETWORK: Final = "There is no network just now"


def wait_for(page: Page, condition: Callable[[], bool]) -> None:
    """What the worker does, it does in its own time."""
    for _ in range(100):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come about in 5 seconds")


def until_kept(page: Page) -> None:
    """Wait until the worker looks after this page: from then on it answers without the network."""
    in_charge = "Boolean(navigator.serviceWorker.controller)"
    wait_for(page, lambda: bool(page.evaluate(in_charge)))


def expect_no_network(page: Page) -> None:
    expect(heading(page)).to_have_text(NO_NETWORK)


def expect_at(page: Page, path: str) -> None:
    """Whatever stands behind the path."""
    expect(page).to_have_url(re.compile(rf"{re.escape(path)}(\?.*)?(#.*)?$"))
