"""The design keeps its word: contrast by day and by night, drawings for every code, one palette, no
inline code, and a page that lists it all."""

import re
from pathlib import Path

import pytest

from roles_catalogue.schema import Family, RouteKind
from web import templating
from web.colours.choice import BEHIND_THE_TOP
from web.roles.presenters import STATUS_WORDS
from web.roles.words import FAMILY_TINTS

WEB = Path(templating.__file__).parent
STYLES = WEB / "assets/styles"
PALETTE = {
    time: dict(re.findall(r'"([a-z-]+)": (#[0-9a-f]{3,6}),', block))
    for time, block in re.findall(
        r"^\$(day|night): \((.*?)^\);",
        (STYLES / "_palette.scss").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
}
AT_ANY_TIME = dict(
    re.findall(
        r"--([a-z-]+): (#[0-9a-f]{3,6});", (STYLES / "_tokens.scss").read_text(encoding="utf-8")
    )
)
TOKENS = {time: AT_ANY_TIME | colours for time, colours in PALETTE.items()}
LOOKS = (WEB.parent / "docs/looks.md").read_text(encoding="utf-8")
SPRITE = (WEB / "assets/images/icons.svg").read_text(encoding="utf-8")
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
TINTS = ("mint", "lilac", "sky", "rose", "sand", "marigold", "coral")
GROUNDS = ("paper", "paper-deep", "card", "mint", "lilac", "sky", "rose", "sand", "amber", "clay")
TEXTS = ("ink", "ink-soft", "violet", "error")
SAME_SKY = {"#d6c8ff", "#9d86bd", "#b9a6d3"}
"""Dots of the map, whose picture is of the night at any time."""
by_day_and_by_night = pytest.mark.parametrize("time", ["day", "night"])


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str, time: str) -> float:
    """WCAG's contrast ratio of two tokens."""
    pair = (luminance(TOKENS[time][one]), luminance(TOKENS[time][other]))
    light, dark = sorted(pair, reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_night_has_every_colour_of_the_day() -> None:
    assert TOKENS["day"].keys() == TOKENS["night"].keys()
    assert luminance(TOKENS["day"]["paper"]) > 0.8
    assert luminance(TOKENS["night"]["paper"]) < 0.02


@by_day_and_by_night
@pytest.mark.parametrize("ground", [*GROUNDS, "hero"])
def test_ink_is_easy_to_read_on_every_ground(ground: str, time: str) -> None:
    assert contrast("ink", ground, time) >= 6


@by_day_and_by_night
@pytest.mark.parametrize("ground", ["paper", "card", "paper-deep"])
@pytest.mark.parametrize("text", ["ink-soft", "violet", "error"])
def test_quiet_text_links_and_errors_can_be_read(text: str, ground: str, time: str) -> None:
    assert contrast(text, ground, time) >= 4.5


@by_day_and_by_night
@pytest.mark.parametrize("ground", [*GROUNDS, "hero"])
def test_the_focus_ring_and_the_outlines_stand_out(ground: str, time: str) -> None:
    assert contrast("violet", ground, time) >= 3
    assert contrast("line", ground, time) >= 3


@by_day_and_by_night
def test_hard_shadows_still_show(time: str) -> None:
    assert contrast("cast", "paper", time) >= 3


@by_day_and_by_night
def test_the_strip_and_the_footer_can_be_read(time: str) -> None:
    assert contrast("on-deep", "deep", time) >= 7
    assert contrast("marigold", "deep", time) >= 3


@by_day_and_by_night
def test_what_is_bright_has_the_ink_of_the_day(time: str) -> None:
    assert contrast("start-ink", "start", time) >= 7
    ink = luminance(TOKENS["day"]["ink"])
    for bright in ("marigold", "coral"):
        assert (luminance(TOKENS[time][bright]) + 0.05) / (ink + 0.05) >= 6


def test_browsers_draw_the_strip_on_above_the_page() -> None:
    assert TOKENS["day"]["deep"] == BEHIND_THE_TOP["light"]
    assert TOKENS["night"]["deep"] == BEHIND_THE_TOP["dark"]


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_page_on_looks_tells_the_contrasts_as_they_are(ground: str) -> None:
    def told(time: str) -> str:
        ratios = " · ".join(f"{contrast(text, ground, time):.1f}" for text in TEXTS)
        return f"`{TOKENS[time][ground]}` | {ratios}"

    assert f"| `--{ground}` | {told('day')} | {told('night')} |" in LOOKS


@pytest.mark.parametrize("name", [*TEXTS, "line", "cast", "deep", "hero", "start"])
def test_the_page_on_looks_names_every_other_colour_as_it_is(name: str) -> None:
    day, night = TOKENS["day"][name], TOKENS["night"][name]
    assert f"| `--{name}` | `{day}` | `{night}` |" in LOOKS


@pytest.mark.parametrize("name", AT_ANY_TIME)
def test_the_page_on_looks_names_the_colours_of_any_time(name: str) -> None:
    assert f"| `--{name}` | `{AT_ANY_TIME[name]}` |" in LOOKS


@pytest.mark.parametrize("path", sorted(STYLES.glob("_*.scss")), ids=lambda path: path.stem)
def test_a_colour_is_a_token(path: Path) -> None:
    """A colour of its own would be the same by night."""
    if path.stem in {"_palette", "_tokens", "_kit"}:
        return
    text = re.sub(r"@media print \{.*?^\}", "", path.read_text("utf-8"), flags=re.DOTALL | re.M)
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", text)) <= SAME_SKY


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
    tokens = (STYLES / "_tokens.scss").read_text(encoding="utf-8")
    assert set(FAMILY_TINTS.values()) <= set(TINTS)
    assert all(f'  "{tint}": "' in tokens for tint in TINTS)


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


SCENES = WEB / "assets/images/scenes"
SKINS = {"#f2c9a5", "#c98a5b", "#8a5a3c", "#e5b48c", "#5d3a28"}
HAIR_AND_LEAVES = {"#a8552f", "#7fd0b0"}


@pytest.mark.parametrize("family", Family)
def test_every_family_has_a_small_scene_in_our_colours(family: Family) -> None:
    svg = (SCENES / f"{family.value}.svg").read_text(encoding="utf-8")
    assert len(svg) <= 4500
    used = {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{3,6}\b", svg)}
    assert used <= {*TOKENS["day"].values(), *SKINS, *HAIR_AND_LEAVES}
    assert 'viewBox="0 0 360 220"' in svg
    assert not re.search(r"<(?:script|style|image|text|a)\b|href|\son", svg)
