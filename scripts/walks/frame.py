"""What people do on the site, by the words they read, and a picture where they stop to look."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState

Answer = int | str | tuple[str, ...]
"""A point of a scale, 1 to 5, or the words of the option or options that are ticked."""

PHONE: Final = (360, 740)
LIBRARY: Final = (1280, 800)
LARGEST_BYTES: Final = 60_000
THINKS_MS: Final = 1_100
"""Over a question: who answers in less is asked whether they meant it."""
QUALITIES: Final = range(80, 5, -10)
"""Of a picture, best first, until one is small enough."""
PAPER_DOTS_PER_INCH: Final = 110
QUESTION: Final = re.compile(r"/questions/([a-z0-9-]+)")


class WalkStopped(RuntimeError):
    """The site was not as the walk expects; the message says where, and what was looked for."""


@dataclass(frozen=True)
class Walk:
    """One person's way. ``name`` is that of the page in docs/journeys, and begins the names of
    its pictures."""

    name: str
    go: Callable[["Walker"], None]
    window: tuple[int, int] = PHONE
    javascript: bool = True


@dataclass
class Walker:
    """Somebody on the site, in a browser of their own. ``taken`` are the pictures so far."""

    walk: Walk
    browser: "Browser"
    url: str
    out: Path
    context: "BrowserContext" = field(init=False)
    page: "Page" = field(init=False)
    taken: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open(javascript=self.walk.javascript)

    def _open(self, *, javascript: bool, state: "StorageState | None" = None) -> None:
        width, height = self.walk.window
        self.context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": height},
            device_scale_factor=2 if width < LIBRARY[0] else 1,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            storage_state=state,
        )
        self.page = self.context.new_page()

    def leave(self) -> None:
        self.context.close()

    def switch_scripts(self, *, on: bool) -> None:
        """The same person goes on from the same page, with JavaScript on or off."""
        here = self.page.url
        state = self.context.storage_state()
        self.context.close()
        self._open(javascript=on, state=state)
        self.page.goto(here)

    # --- Where to ------------------------------------------------------------------------------

    def open(self, path: str) -> None:
        """An address of the site, such as ``/map``."""
        response = self.page.goto(path)
        if response is None or not response.ok:
            raise WalkStopped(f"{self.walk.name}: {path} does not open")

    def press(self, name: str, inside: "Locator | None" = None) -> None:
        """A button that leads to another page, by exactly its words."""
        with self.page.expect_navigation():
            (inside or self.main).get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str, inside: "Locator | None" = None) -> None:
        """A link to another page, by exactly its words."""
        with self.page.expect_navigation():
            (inside or self.main).get_by_role("link", name=name, exact=True).first.click()

    @property
    def main(self) -> "Locator":
        return self.page.get_by_role("main")

    # --- What people tell ----------------------------------------------------------------------

    def begin(self) -> None:
        self.open("/")
        self.press("Start")

    def answer(self, answers: Mapping[str, Answer], *, stop_before: int | None = None) -> int:
        """Every question that is asked; one that has no answer here is skipped.

        Args:
            answers: by the question's id.
            stop_before: look at the list before this question, the first being 1.

        Returns:
            How many were answered or skipped.
        """
        asked = 0
        while (here := QUESTION.search(self.page.url)) and asked + 1 != stop_before:
            self._choose(answers.get(here[1]))
            asked += 1
        if here:
            self.follow("Stop here and see my list")
        return asked

    def _choose(self, given: Answer | None) -> None:
        self.page.wait_for_timeout(THINKS_MS)
        if given is None:
            return self.press("Skip this one")
        if isinstance(given, int):
            self.main.get_by_role("radio").nth(given - 1).check(force=True)
        for label in () if isinstance(given, int) else _several(given):
            self.main.get_by_label(label, exact=True).check(force=True)
        self.press("Next")

    def tell(self, facts: Mapping[str, str | tuple[str, ...]]) -> None:
        """About you: what is ticked under each legend. Ends on the list."""
        self.open("/about-you")
        for legend, labels in facts.items():
            group = self.page.get_by_role("group", name=legend)
            if not group.is_visible():
                self.main.locator(".fact-more__summary").click()
            for label in _several(labels):
                group.get_by_label(label, exact=True).check(force=True)
        self.press("Save and see my ways in")

    def write(self, words: str) -> None:
        """In your own words. Ends on the list."""
        self.open("/your-words")
        self.page.get_by_role("textbox").fill(words)
        self.press("Save my words")

    def save(self, role_id: str) -> None:
        self.open(f"/roles/{role_id}")
        self.press("Save this job")

    # --- Pictures ------------------------------------------------------------------------------

    def look(self, name: str, at: "Locator | None" = None, *, taller: int = 0) -> Path:
        """A picture of the screen.

        Args:
            name: what the picture shows, for its file's name.
            at: what is brought to the top of the screen first.
            taller: so many pixels more than the window is high.
        """
        width, height = self.walk.window
        self.page.set_viewport_size({"width": width, "height": height + taller})
        self.page.wait_for_load_state("networkidle")
        if at is not None:
            top = at.first.evaluate("e => e.getBoundingClientRect().top + scrollY")
            self.page.mouse.move(0, 0)
            self.page.evaluate("y => scrollTo({top: y, behavior: 'instant'})", top - 16)
        picture = Image.open(io.BytesIO(self.page.screenshot(animations="disabled")))
        self.page.set_viewport_size({"width": width, "height": height})
        return self._keep(name, picture)

    def look_at_paper(self, name: str, sheet: int = 1) -> Path:
        """A picture of one sheet of the plan, as the PDF has it; the first sheet is 1."""
        import pypdfium2

        self.open("/my-plan")
        with self.page.expect_download() as download:
            self.main.get_by_role("button", name="Get the PDF, with a code on it").click()
        with pypdfium2.PdfDocument(download.value.path()) as pdf:
            return self._keep(name, pdf[sheet - 1].render(scale=PAPER_DOTS_PER_INCH / 72).to_pil())

    def _keep(self, name: str, picture: Image.Image) -> Path:
        path = self.out / f"{self.walk.name}-{name}.webp"
        for quality in QUALITIES:
            picture.convert("RGB").save(path, quality=quality, method=6)
            if path.stat().st_size <= LARGEST_BYTES:
                self.taken.append(path)
                return path
        raise WalkStopped(f"{path} is larger than {LARGEST_BYTES / 1000:.0f} kB")


def _several(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words
