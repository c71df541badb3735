"""Pictures of the site for its documents: the real site, a real visit, always on the same day.

Run `make screenshots`. It needs Chromium on the path and the test tools (`make setup-dev`).
`docs/screenshots/pages` has each kind of page at three widths; `docs/screenshots/best` twelve
pictures that show the most, and the plan on paper.
"""

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click
from PIL import Image

from scripts.pictures import site_and_browser
from scripts.running_site import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES: Final = {"phone": (360, 800), "tablet": (768, 1024), "desk": (1280, 900)}
COLOURS: Final = 256
"""Of a picture's palette: enough for drawn pages, and a third of the bytes."""
LARGEST_BYTES: Final = 200_000
PAPER_DOTS_PER_INCH: Final = 90

ROLE: Final = "care-worker"
SAVED: Final = ("care-worker", "dental-nurse", "paramedic")
COMPARED: Final = "/compare?roles=care-worker&roles=dental-nurse&roles=paramedic"
ANSWERS: Final = ((4,), (0, 2), (0, 5, 9), (4,), (3,), (1,), (1,), (3,), (3,), (2,), (3,), (4,))
"""What the visitor chooses: places of the options, from 0, question by question; where only one
can be chosen, the first of them."""
FACTS: Final = (
    "I've left school, and I'm under 19",
    "Five or more",
    "Both",
    "Level 2, or GCSEs at grades 4 to 9",
    "I need to earn while I train",
)

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Stop:
    """One page to take a picture of. ``at``: what is brought to the top of the screen, as a CSS
    selector; empty for the head of the page. ``told``: after the questions, facts and saved
    roles."""

    name: str
    path: str
    at: str = ""
    told: bool = True


PAGES: Final = (
    Stop("home", "/", told=False),
    Stop("roles", "/roles", told=False),
    Stop("search", "/roles?q=looking+after+babies", told=False),
    Stop("glossary", "/glossary", told=False),
    Stop("how-matching-works", "/how-matching-works", told=False),
    Stop("not-found", "/nowhere", told=False),
    Stop("light-or-dark", "/light-or-dark", told=False),
    Stop("question", "/questions/explain-until-clear"),
    Stop("about-you", "/about-you"),
    Stop("your-words", "/your-words"),
    Stop("results", "/results"),
    Stop("role", f"/roles/{ROLE}"),
    Stop("ladder", f"/roles/{ROLE}", at=".ladder-pictures"),
    Stop("map", "/map"),
    Stop("compare", COMPARED),
    Stop("plan", "/my-plan"),
    Stop("my-journey", "/my-journey"),
    Stop("different", "/results/different"),
    Stop("report", f"/roles/{ROLE}/report"),
)


@dataclass(frozen=True)
class Best:
    """A picture at its best: a stop, in a window, by day or by night. ``height`` in pixels, where
    the window's own shows too little."""

    stop: Stop
    size: str
    scheme: Scheme = "light"
    height: int = 0


BEST: Final = (
    Best(Stop("home", "/", told=False), "desk"),
    Best(Stop("question", "/questions/explain-until-clear"), "phone"),
    Best(Stop("results", "/results"), "desk", height=1400),
    Best(Stop("job", "/results", at=".fits__item"), "phone"),
    Best(Stop("compass", "/results", at=".rose"), "tablet"),
    Best(Stop("role", "/roles/paramedic"), "desk"),
    Best(Stop("ladder", "/roles/paramedic", at=".ladder-pictures"), "desk", height=1100),
    Best(Stop("map", "/map"), "desk", height=1100),
    Best(Stop("map-by-night", "/map", at=".sky"), "phone", "dark"),
    Best(Stop("compare", COMPARED), "desk", height=1300),
    Best(Stop("plan", "/my-plan"), "desk", height=1300),
    Best(Stop("role-by-night", f"/roles/{ROLE}"), "phone", "dark"),
)


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "docs" / "screenshots",
    show_default="docs/screenshots",
    help="The folder to write the pictures to.",
)
def screenshots(out: Path) -> None:
    """Take the pictures of the site again."""
    for folder in ("pages", "best"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    with site_and_browser() as (url, browser):
        for path in (*_pages(browser, url, out / "pages"), *_best(browser, url, out / "best")):
            click.echo(f"{path.relative_to(out)}: {path.stat().st_size / 1000:.0f} kB")


def _pages(browser: "Browser", url: str, out: Path) -> Iterator[Path]:
    """Each kind of page in each window."""
    for size in SIZES:
        with _window(browser, url, size) as page:
            for told in (False, True):
                if told:
                    visit(page)
                for stop in PAGES:
                    if stop.told == told:
                        yield _picture(page, stop, out / f"{stop.name}-{size}.png")


def _best(browser: "Browser", url: str, out: Path) -> Iterator[Path]:
    """The twelve, in their order, and both sheets of the plan."""
    with ExitStack() as windows:
        opened: dict[tuple[str, Scheme, bool], Page] = {}
        for number, best in enumerate(BEST, start=1):
            key = (best.size, best.scheme, best.stop.told)
            if key not in opened:
                opened[key] = windows.enter_context(_window(browser, url, *key[:2]))
                if best.stop.told:
                    visit(opened[key])
            page = opened[key]
            width, usual = SIZES[best.size]
            page.set_viewport_size({"width": width, "height": best.height or usual})
            yield _picture(page, best.stop, out / f"{number:02}-{best.stop.name}.png")
            if best.stop.name == "plan":
                yield from _paper(page, out)


@contextmanager
def _window(browser: "Browser", url: str, size: str, scheme: Scheme = "light") -> "Iterator[Page]":
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        color_scheme=scheme,
    )
    yield context.new_page()
    context.close()


def visit(page: "Page") -> None:
    """What is asked, the facts and three saved roles, as a person would go through them."""
    page.goto("/")
    page.get_by_role("button", name="Start", exact=True).click()
    for places in cycle(ANSWERS):
        if "/questions/" not in page.url:
            break
        inputs = page.locator("main input[name=answer]")
        several = inputs.first.get_attribute("type") == "checkbox"
        for place in places if several else places[:1]:
            inputs.nth(place).check(force=True)
        with page.expect_navigation():
            page.get_by_role("button", name="Next", exact=True).click()
    page.goto("/about-you")
    for fact in FACTS:
        page.get_by_role("radio", name=fact).check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Save and see my ways in").click()
    for role_id in SAVED:
        page.goto(f"/roles/{role_id}")
        with page.expect_navigation():
            page.get_by_role("button", name="Save this job").click()


def _picture(page: "Page", stop: Stop, path: Path) -> Path:
    page.goto(stop.path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    if stop.at:
        top = page.locator(stop.at).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
        page.evaluate("y => scrollTo({top: y, behavior: 'instant'})", top - 16)
    return _keep(Image.open(io.BytesIO(page.screenshot(animations="disabled"))), path)


def _paper(page: "Page", out: Path) -> Iterator[Path]:
    """The plan as the PDF has it, sheet by sheet."""
    import pypdfium2

    page.goto("/my-plan")
    with page.expect_download() as download:
        page.get_by_role("button", name="Get the PDF, with a code on it").click()
    with pypdfium2.PdfDocument(download.value.path()) as pdf:
        for number, sheet in enumerate(pdf, start=1):
            picture = sheet.render(scale=PAPER_DOTS_PER_INCH / 72).to_pil()
            yield _keep(picture, out / f"plan-on-paper-{number}.png")


def _keep(picture: Image.Image, path: Path) -> Path:
    small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    if path.stat().st_size > LARGEST_BYTES:
        raise click.ClickException(f"{path} is larger than {LARGEST_BYTES / 1000:.0f} kB")
    return path


if __name__ == "__main__":
    screenshots()
