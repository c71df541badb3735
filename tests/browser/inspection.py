"""What is looked at on every page: axe, 320 pixels, target sizes, large text, HTML."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, ViewportSize

from scripts.running_site import ROOT
from tests.browser.watch import Watch

MODULES: Final = ROOT / "node_modules"
AXE_TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NARROW: Final[ViewportSize] = {"width": 320, "height": 640}
WIDE: Final[ViewportSize] = {"width": 1280, "height": 900}
SMALLEST_TARGET: Final = 24

COLOUR_RULES: Final = ("color-contrast", "link-in-text-block")
"""What is left to look at by night: axe's other rules at level AA do not see colours."""

RUN_AXE: Final = """
async ([kind, values]) => {
  const found = await axe.run(document, {
    runOnly: { type: kind, values },
    ...(kind === "tag" && { rules: { "target-size": { enabled: true } } }),
    resultTypes: ["violations"],
  });
  return found.violations.map((rule) => ({
    id: rule.id,
    help: rule.help,
    nodes: rule.nodes.map((node) => `${node.html.slice(0, 160)} (${node.failureSummary})`),
  }));
}
"""

# Targets of the pointer but links, which axe measures with the exceptions that a line of text
# has. A checkbox or radio may be small if its label, which is part of the target, is not.
SMALL_TARGETS: Final = """
(least) => {
  const size = (element) => {
    const box = element.getBoundingClientRect();
    return { width: box.width, height: box.height };
  };
  const found = [];
  for (const element of document.querySelectorAll("button, input, select, textarea, summary")) {
    if (element.type === "hidden" || !element.checkVisibility()) continue;
    const areas = [element, ...(element.labels ?? [])].map(size);
    if (!areas.some((area) => area.width >= least && area.height >= least)) {
      found.push(`${element.outerHTML.slice(0, 120)} ${JSON.stringify(areas)}`);
    }
  }
  return found;
}
"""

SIDEWAYS: Final = """
() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= window.innerWidth) return [];
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.right > window.innerWidth + 0.5 && box.width > 0) {
      found.push(`${element.tagName}.${element.className} ends at ${Math.round(box.right)}`);
    }
  }
  return [`the page is ${page.scrollWidth} wide in ${window.innerWidth}`, ...found.slice(-6)];
}
"""

# Text that its own box cuts off. Lines cut on purpose for everybody but screen readers are 1 px,
# and the map is a window on a larger picture.
CUT_OFF: Final = """
() => {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg") || element.matches("[data-map]")) continue;
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || !element.innerText?.trim()) continue;
    const wide = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (wide || high) {
      found.push(`${element.tagName}.${element.className}: ${element.innerText.slice(0, 60)}`);
    }
  }
  return found;
}
"""


@dataclass(frozen=True)
class Findings:
    """What was found on one page. Empty tuples are good."""

    status: int
    html: str
    title: str
    axe: tuple[str, ...]
    sideways: tuple[str, ...]
    large_text: tuple[str, ...]
    small_targets: tuple[str, ...]
    problems: tuple[str, ...]


@cache
def axe_source() -> str:
    return (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def run_axe(page: Page, rules: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The violations of the page as it stands, one text each: of these rules, or of all at our
    levels."""
    # A script element would be refused by our own policy; an evaluation is not the page's.
    page.evaluate(axe_source())
    found: list[dict[str, Any]] = page.evaluate(
        RUN_AXE, ["rule", list(rules)] if rules else ["tag", list(AXE_TAGS)]
    )
    return tuple(f"{rule['id']}: {rule['help']}\n  " + "\n  ".join(rule["nodes"]) for rule in found)


def inspect(page: Page, watch: Watch) -> Findings:
    """Look at the page that is open: on a wide screen, by night, with large text, and on a narrow
    one."""
    document = watch.documents[page]
    html, title = document.text(), page.title()
    # Everything unfolded, so that nothing escapes because it is folded away.
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.set_viewport_size(WIDE)
    wide = run_axe(page)
    page.emulate_media(color_scheme="dark")
    dark = tuple(f"by night, {found}" for found in run_axe(page, COLOUR_RULES))
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    large = (*page.evaluate(SIDEWAYS), *page.evaluate(CUT_OFF))
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(NARROW)
    sideways = (*page.evaluate(SIDEWAYS), *page.evaluate(CUT_OFF))
    small = tuple(page.evaluate(SMALL_TARGETS, SMALLEST_TARGET))
    narrow = tuple(f"at 320 px, {found}" for found in run_axe(page))
    page.set_viewport_size(WIDE)
    return Findings(
        status=document.status,
        html=html,
        title=title,
        axe=(*wide, *dark, *narrow),
        sideways=sideways,
        large_text=large,
        small_targets=small,
        problems=tuple(watch.problems),
    )


def html_errors(pages: Iterable[tuple[str, str]], folder: Path) -> list[str]:
    """Run html-validate once over (name, HTML) pairs."""
    names = {}
    for number, (name, html) in enumerate(pages):
        path = folder / f"{number:03}.html"
        path.write_text(html, encoding="utf-8")
        names[str(path)] = name
    command = [
        str(MODULES / ".bin" / "html-validate"),
        f"--config={ROOT / '.htmlvalidate.json'}",
        # To a file: what it writes to a pipe is cut off when it ends.
        f"--formatter=json={folder / 'report.json'}",
        *names,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    report = folder / "report.json"
    assert report.is_file(), f"html-validate said nothing: {done.stdout}{done.stderr}"
    return [
        f"{names[file['filePath']]}:{message['line']}: {message['ruleId']}: {message['message']}"
        for file in json.loads(report.read_text(encoding="utf-8"))
        for message in file["messages"]
    ]
