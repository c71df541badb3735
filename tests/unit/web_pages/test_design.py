"""The design keeps its word: contrast, drawings for every code, one palette, no inline code."""

import re
from pathlib import Path

import pytest

from roles_catalogue.schema import Family, RouteKind
from web import templating
from web.roles.presenters import STATUS_WORDS
from web.roles.words import FAMILY_TINTS

WEB = Path(templating.__file__).parent
TOKENS = dict(
    re.findall(
        r"--([a-z-]+): (#[0-9a-f]{3,6});",
        (WEB / "assets/styles/_tokens.scss").read_text(encoding="utf-8"),
    )
)
SPRITE = (WEB / "assets/images/icons.svg").read_text(encoding="utf-8")
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
TINTS = ("mint", "lilac", "sky", "rose", "sand", "marigold", "coral")


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["paper", "paper-deep", "card", *TINTS])
def test_ink_is_easy_to_read_on_every_ground(ground: str) -> None:
    assert contrast("ink", ground) >= 6


@pytest.mark.parametrize("ground", ["paper", "card", "paper-deep"])
@pytest.mark.parametrize("text", ["ink-soft", "violet", "error"])
def test_quiet_text_links_and_errors_can_be_read(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "card", *TINTS])
def test_the_focus_ring_stands_out(ground: str) -> None:
    assert contrast("violet", ground) >= 3


def test_the_strip_and_the_footer_can_be_read() -> None:
    assert contrast("paper", "ink") >= 7
    assert contrast("marigold", "ink") >= 3


def test_every_family_way_in_and_badge_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    badges = {f"route-{status}" for status in STATUS_WORDS if status != "never"}
    needed = {family.value for family in Family} | {f"way-{kind.value}" for kind in RouteKind}
    assert needed | badges <= drawn


def test_every_drawing_that_a_template_names_exists() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    for path in TEMPLATES:
        for name in re.findall(r'\bicon\("([a-z_-]+)"[,)]', path.read_text(encoding="utf-8")):
            assert name in drawn, f"{path.name} asks for the drawing {name!r}"


def test_family_tints_are_tokens() -> None:
    assert set(FAMILY_TINTS.values()) <= set(TINTS) <= set(TOKENS)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text) if "json" not in tag)
    assert not re.search(r"\|\s*safe\b", text)


def test_no_colour_of_the_nhs_identity() -> None:
    styles = "".join(
        path.read_text(encoding="utf-8") for path in (WEB / "assets/styles").glob("*.scss")
    ).lower()
    for colour in ("#005eb8", "#003087", "#41b6e6", "frutiger w01"):
        assert colour not in styles


def test_the_components_kit_has_every_part_we_name() -> None:
    kit = templating.kit_macros()
    assert set(vars(kit)) == set(templating.KIT_COMPONENTS)
