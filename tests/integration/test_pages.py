"""Every page there is: listed, linked, and whole. The browser tests look at how it behaves."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import urljoin, urlsplit

import pytest

from compass.settings import Settings
from matching.questionnaire import Questionnaire
from roles_catalogue.catalogue import Catalogue
from tests.browser.inspection import html_errors
from tests.browser.prepared import Done, person
from tests.browser.states import ERROR_PAGES, NOT_PAGES, STATES
from tests.support.server import site
from tests.support.visitor import Visitor
from web.app import create_app

LEADS_AWAY = re.compile(r"/my-journey/download|/api/v1/")
OF_ONE_ROLE = re.compile(
    r"/roles/(?P<role>[^/?]+)[/?]|/map\?near=(?P<near>[^&]+)|/compare\?roles=(?P<first>[^,&%]+)"
)
"""Pages made from a role's own: its short text, its ways, each for some preferences, the map round
it, and comparisons. Those of some roles are looked at."""
FEWEST_PAGES = 60
ROLES = frozenset(role.id for role in Catalogue.load())
SOME_ROLES = frozenset(sorted(ROLES)[::25])
WHO: Final[Mapping[str, tuple[Done, frozenset[str]]]] = {
    "stranger": ("nothing", ROLES),
    "regular": ("told", SOME_ROLES),
}
"""Who looks: what they have done before, and at the pages of which roles. What such a page says to
somebody in particular is put together from the same parts for every role: some roles show them."""


@dataclass
class Seen(HTMLParser):
    """What a page links to, and what of it can be linked to."""

    html: str
    links: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    h1: int = 0

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.add(str(given["href"]))
        self.h1 += tag == "h1"


def test_every_route_is_in_the_table_of_pages(artefacts: Path, tmp_path: Path) -> None:
    """A new route needs a state in tests/browser/states.py, or a word on why it has none."""
    settings = Settings(
        environment="test", artefacts=artefacts, database_url=f"sqlite:///{tmp_path / 'x.sqlite'}"
    )
    routes = {rule.endpoint for rule in create_app(settings).url_map.iter_rules()}
    shown = {state.endpoint for state in STATES} - {ERROR_PAGES}
    assert routes - shown - NOT_PAGES.keys() == set(), "not in the table of pages"
    assert shown | NOT_PAGES.keys() <= routes, "in the table, but there is no such route"
    assert shown & NOT_PAGES.keys() == set()
    names = [state.name for state in STATES]
    assert len(set(names)) == len(names)


Pages: TypeAlias = Mapping[tuple[str, str], Seen]
"""By who looks, and by the address without its anchor."""


def is_one_of_many(path: str) -> bool:
    """True for a further page of a role that is not among the few."""
    found = OF_ONE_ROLE.match(path)
    return found is not None and found[str(found.lastgroup)] not in SOME_ROLES


def crawl(url: str, done: Done, roles: frozenset[str]) -> Iterator[tuple[str, Seen]]:
    """Follow every link of our own, from the start page on; each must lead to a page."""
    visitor: Visitor = person(url, done)
    left_out = {f"/roles/{role_id}" for role_id in ROLES - roles}
    waiting, met = ["/"], {"/", *left_out}
    while waiting:
        path = waiting.pop()
        page = visitor.get(path)
        assert page.status == 200, f"{path} answered {page.status}"
        seen = Seen(page.html)
        yield path, seen
        for link in own_links(path, seen):
            plain = steady(link)
            if plain not in met and not LEADS_AWAY.match(plain) and not is_one_of_many(plain):
                met.add(plain)
                waiting.append(plain)


def own_links(path: str, seen: Seen) -> Iterator[str]:
    for link in sorted(seen.links):
        if not urlsplit(link).netloc and not urlsplit(link).scheme:
            yield urljoin(path, link)


def steady(link: str) -> str:
    """The address without its anchor and without the number of the list it was on."""
    plain = link.partition("#")[0]
    return plain.partition("?list=")[0]


@pytest.mark.slow
def test_every_page_that_links_lead_to_is_whole(
    artefacts: Path, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """One test, for its pages take longer to fetch than to look at. On SQLite alone: what a page is
    made of does not hang on the kind of database."""
    with site(tmp_path, artefacts) as running:
        pages = {
            (name, path): seen
            for name, (done, roles) in WHO.items()
            for path, seen in crawl(running.url, done, roles)
        }
    for look in (
        links_lead_far,
        anchors_are_there,
        one_h1_and_no_id_twice,
        all_lead_to_the_way_out,
        other_sites_have_web_addresses,
    ):
        with subtests.test(look.__name__):
            look(pages)
    with subtests.test("the HTML of roles is valid"):
        roles = [(f"{who} {path}", s.html) for (who, path), s in pages.items() if "/roles/" in path]
        errors = html_errors(roles, tmp_path)
        assert not errors, "\n".join(errors)


def links_lead_far(pages: Pages) -> None:
    # The crawl itself has followed them all; here it is shown that it went far.
    assert len(pages) >= FEWEST_PAGES
    reached = {path for _, path in pages}
    for name, (_, roles) in WHO.items():
        assert {(name, f"/roles/{role_id}") for role_id in roles} <= pages.keys()
    assert {f"/questions/{item.id}?from=list" for item in Questionnaire.load().start} <= reached
    assert {"/my-journey", "/my-journey/delete", "/results", "/credits", "/paper"} <= reached
    assert {"/roles?family=medical", "/results?show=all&page=2"} <= reached


def anchors_are_there(pages: Pages) -> None:
    missing = [
        f"{who}: {path} → {link}"
        for (who, path), seen in pages.items()
        for link in own_links(path, seen)
        if (anchor := urlsplit(link).fragment)
        if (target := pages.get((who, steady(link))))
        if anchor not in target.ids
    ]
    assert missing == []


def one_h1_and_no_id_twice(pages: Pages) -> None:
    for who_and_path, seen in pages.items():
        assert seen.h1 == 1, who_and_path
        assert len(seen.ids) == len(set(seen.ids)), who_and_path


def all_lead_to_the_way_out(pages: Pages) -> None:
    for who_and_path, seen in pages.items():
        assert "/finish" in seen.links, who_and_path
        assert "I've finished, forget me here" in seen.html, who_and_path


def other_sites_have_web_addresses(pages: Pages) -> None:
    others = {link for seen in pages.values() for link in seen.links if urlsplit(link).scheme}
    assert others
    assert [link for link in others if urlsplit(link).scheme not in ("https", "http")] == []
