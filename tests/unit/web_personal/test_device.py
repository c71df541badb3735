"""What the cookie is worth, and where a redirect may lead."""

import pytest

from web.device import is_idle, local_path

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("seen", "idle"),
    [
        (1_800_000_000, False),
        (1_800_000_000 - 20 * 60, False),
        (1_800_000_000 - 20 * 60 - 1, True),
        (1_800_000_000 + 30, False),  # clocks of two servers
        (1_800_000_000 + 3_600, True),
        (None, True),
        ("1800000000", True),
        (True, True),
    ],
)
def test_a_cookie_is_idle_after_its_minutes_or_without_a_usable_time(
    seen: object, idle: bool
) -> None:
    assert is_idle(seen, NOW, idle_minutes=20) is idle


@pytest.mark.parametrize(
    "path", ["/", "/results", "/results?route=degree&show=20#place-4", "/my-journey#codes"]
)
def test_a_path_of_this_site_is_kept(path: str) -> None:
    assert local_path(path, "/default") == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "results",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/results\r\nSet-Cookie: a=b",
        "/a b",
        "/results\\..",
        "/" + "a" * 700,
    ],
)
def test_anything_else_is_not(path: str | None) -> None:
    assert local_path(path, "/default") == "/default"
