"""Small decisions of the frame: other sites, hashed names, errors."""

import json
from pathlib import Path

import pytest

from web import assets_manifest
from web.assets_manifest import AssetsNotBuilt, is_immutable
from web.errors import WORDS
from web.security import CONTENT_SECURITY_POLICY, comes_from_elsewhere


@pytest.mark.parametrize(
    ("fetch_site", "origin", "elsewhere"),
    [
        ("same-origin", None, False),
        ("none", None, False),
        ("same-site", "https://other.leeds.example", True),
        ("cross-site", None, True),
        ("cross-site", "https://compass.example", True),
        (None, "https://compass.example", False),
        (None, "https://evil.example", True),
        (None, "null", True),
        (None, "http://[::1", True),
        (None, None, False),
    ],
)
def test_who_sent_a_form(fetch_site: str | None, origin: str | None, elsewhere: bool) -> None:
    assert comes_from_elsewhere(fetch_site, origin, "compass.example") is elsewhere


def test_the_policy_starts_from_nothing() -> None:
    assert CONTENT_SECURITY_POLICY["default-src"] == ("'none'",)
    values = {value for values in CONTENT_SECURITY_POLICY.values() for value in values}
    assert values == {"'none'", "'self'"}


def test_a_manifest_gives_hashed_addresses(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"site.css": "site-5NKXQ7ZV.css"}))
    assert assets_manifest.load(tmp_path).url("site.css") == "/static/site-5NKXQ7ZV.css"
    with pytest.raises(KeyError):
        assets_manifest.load(tmp_path).url("nothing.css")


def test_assets_that_were_never_built_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AssetsNotBuilt, match="npm run build"):
        assets_manifest.load(tmp_path)


@pytest.mark.parametrize(
    ("name", "immutable"),
    [
        ("/static/site-5NKXQ7ZV.css", True),
        ("/static/atkinson-hyperlegible-next-latin-wght-normal-VX3WN42K.woff2", True),
        ("/static/manifest.json", False),
        ("/static/site.css", False),
    ],
)
def test_only_hashed_names_are_kept_for_ever(name: str, immutable: bool) -> None:
    assert is_immutable(name, name) is immutable


def test_every_error_has_words_and_no_blame() -> None:
    assert set(WORDS) == {400, 403, 404, 405, 410, 413, 429, 500, 503}
    for words in WORDS.values():
        text = " ".join((words.title, *words.lines))
        assert "!" not in text
        assert "invalid" not in text.lower()
