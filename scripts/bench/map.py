"""``compass bench map``: how smoothly the map moves on a slow machine, in a real browser."""

import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from scripts.bench.speed import machine
from scripts.console import echo_json, format_option, offline_settings
from scripts.running_site import SiteDidNotStart, running

if TYPE_CHECKING:
    from playwright.sync_api import Page

WINDOWS: Final = {"phone": (360, 800), "desk": (1280, 900)}
FRAMES: Final = 180
"""Frames of each movement: three seconds of a screen that shows sixty a second."""

# Zooms about the middle with the wheel, in for half of the frames and out again for the rest; or
# drags the map round in circles. One step a frame; what is timed is from frame to frame.
MOVE: Final = """
async ([movement, frames]) => {
  const svg = document.querySelector(".sky__picture");
  const box = svg.getBoundingClientRect();
  const at = (dx, dy) => ({
    clientX: box.left + box.width / 2 + dx, clientY: box.top + box.height / 2 + dy,
    bubbles: true, cancelable: true, view: window,
  });
  const frame = () => new Promise(requestAnimationFrame);
  const wheel = (number) => svg.dispatchEvent(new WheelEvent(
    "wheel", { ...at(0, 0), ctrlKey: true, deltaY: number < frames / 2 ? -3 : 3 }));
  const drag = (number) => window.dispatchEvent(new MouseEvent("mousemove", at(
    80 * Math.cos(number / 12), 80 * Math.sin(number / 12))));
  if (movement === "drag") {
    document.querySelector("[data-zoom=in]").click();
    await new Promise((done) => setTimeout(done, 2000));
    svg.dispatchEvent(new MouseEvent("mousedown", at(80, 0)));
  }
  const step = movement === "zoom" ? wheel : drag;
  const taken = [];
  let before = await frame();
  for (let number = 0; number < frames; number += 1) {
    step(number);
    const now = await frame();
    taken.push(now - before);
    before = now;
  }
  if (movement === "drag") window.dispatchEvent(new MouseEvent("mouseup", at(80, 0)));
  return taken;
}
"""


@dataclass(frozen=True)
class Movement:
    """Milliseconds from one frame to the next while somebody zooms or drags."""

    window: str
    movement: str
    frames: int
    p50_ms: float
    p95_ms: float
    longest_ms: float


@dataclass(frozen=True)
class Report:
    """``jobs`` dots were on the map; the processor was slowed so many times."""

    machine: dict[str, str]
    jobs: int
    slowed: float
    movements: tuple[Movement, ...]


@click.command(name="map")
@click.option(
    "--slowed",
    type=click.FloatRange(1, 20),
    default=6,
    show_default=True,
    help="How many times slower the browser's processor is made.",
)
@format_option
def role_map(slowed: float, form: str) -> None:
    """How long a frame takes while the map is zoomed and dragged, on a slow processor."""
    box = machine()
    try:
        jobs, movements = measure(slowed)
    except SiteDidNotStart as error:
        raise click.ClickException(str(error)) from None
    report = Report(box, jobs, slowed, movements)
    if form == "json":
        echo_json(asdict(report))
        return
    click.echo(f"{box['processor']}, {box['cores']} cores, load {box['load']} at the start")
    click.echo(f"{jobs} jobs, the processor slowed {slowed:g} times")
    for one in movements:
        click.echo(
            f"{one.window:6} {one.movement:5} p50 {one.p50_ms:5.1f} ms  p95 {one.p95_ms:5.1f} ms  "
            f"longest {one.longest_ms:5.0f} ms  ({one.frames} frames)"
        )


def measure(slowed: float) -> tuple[int, tuple[Movement, ...]]:
    """Dots on the map, and each movement in each window, in a Chromium of its own."""
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        raise click.ClickException("Playwright is not installed. Run `make setup-dev`.") from None
    chromium = shutil.which("chromium")
    if chromium is None:
        raise click.ClickException("chromium is not on the path: scripts/setup/browser.sh")
    with (
        tempfile.TemporaryDirectory(prefix="compass-bench-") as folder,
        running(Path(folder), offline_settings().artefacts) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        jobs, found = 0, []
        for window, (width, height) in WINDOWS.items():
            for movement in ("zoom", "drag"):
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(f"{site.url}/map", wait_until="networkidle")
                jobs = page.locator(".sky__link").count()
                found.append(_movement(page, window, movement, slowed))
                page.close()
        browser.close()
    return jobs, tuple(found)


def _movement(page: "Page", window: str, movement: str, slowed: float) -> Movement:
    page.locator(".sky__picture").scroll_into_view_if_needed()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    taken: Sequence[float] = page.evaluate(MOVE, [movement, FRAMES])
    cuts = statistics.quantiles(taken, n=100)
    return Movement(window, movement, len(taken), cuts[49], cuts[94], max(taken))
