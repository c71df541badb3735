"""The map for everybody: the picture and the list say the same, and a search lights jobs up."""

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from roles_catalogue.schema import Family
from tests.support.engines import real_catalogue, toy_engine

ROW = re.compile(r'<li[^>]*><a href="/roles/([a-z0-9-]+)">([^<]+)</a>')
GROUP = re.compile(r'<details class="kin[^"]*" data-group="([a-z-]+)"([^>]*)>(.*?)</details>', re.S)
POINTS = re.compile(r'<path class="points[^"]*" id="points-([a-z-]+)" d="([^"]*)"')


def page(client: FlaskClient, address: str = "/map") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def lists(html: str, *, lit: bool) -> dict[str, list[str]]:
    """Ids of the jobs in each group of the list: those that are lit, or the others."""
    return {
        name: [role_id for role_id, _ in ROW.findall(rows)]
        for name, attributes, rows in GROUP.findall(html)
        if ("data-out" not in attributes) is lit
    }


def lit(html: str) -> set[str]:
    return {role_id for rows in lists(html, lit=True).values() for role_id in rows}


def test_the_list_and_the_picture_have_every_job_once(client: FlaskClient) -> None:
    html = page(client)
    catalogue = real_catalogue()
    groups = lists(html, lit=True)
    assert groups.keys() == {family.value for family in catalogue.families()}
    for family, ids in groups.items():
        titles = [catalogue.get(role_id).title for role_id in ids]
        assert titles == sorted(titles)
        assert {catalogue.get(role_id).family for role_id in ids} == {Family(family)}
    assert sorted(role_id for ids in groups.values() for role_id in ids) == [
        role.id for role in catalogue
    ]
    assert lists(html, lit=False) == {}


def test_the_points_of_a_group_stand_in_the_order_of_its_list(client: FlaskClient) -> None:
    html = page(client)
    layout = toy_engine().layout
    places = dict(zip(layout.role_ids, layout.places.round().astype(int).tolist(), strict=True))
    points = dict(POINTS.findall(html))
    for group, ids in lists(html, lit=True).items():
        found = [[int(x), int(y)] for x, y in re.findall(r"M(\d+) (\d+)h0", points[group])]
        assert found == [places[role_id] for role_id in ids]


def test_the_picture_says_in_words_what_it_is(client: FlaskClient) -> None:
    html = page(client)
    assert 'role="img" aria-label="The map of all jobs"' in html
    assert "<strong>Down and to the right:</strong> more hands-on care" in html
    labels = re.search(r'data-labels="(\{.*?\})"', html)
    assert labels
    assert json.loads(labels[1]).keys() == {family.value for family in Family}


def test_a_search_lights_up_what_the_list_of_roles_finds(client: FlaskClient) -> None:
    html = page(client, "/map?q=midwife")
    assert "midwife" in lit(html)
    assert "porter" not in lit(html)
    assert re.search(r"\d+ jobs light up for “midwife”\.", html)
    others = {role_id for rows in lists(html, lit=False).values() for role_id in rows}
    assert lit(html) | others == {role.id for role in real_catalogue()}
    assert lit(html) & others == set()


def test_filters_are_those_of_the_explorer(client: FlaskClient) -> None:
    html = page(client, "/map?family=dental&no_degree=1")
    wanted = {r.id for r in real_catalogue() if r.family is Family.DENTAL and r.needs_no_degree}
    assert lit(html) == wanted
    assert f"{len(wanted)} jobs light up with these filters." in html
    assert 'name="family" value="dental" checked' in html


def test_where_nothing_fits_the_page_says_so_and_leads_on(client: FlaskClient) -> None:
    html = page(client, "/map?family=medical&route=direct")
    assert lit(html) == set()
    assert "Nothing lights up with these filters." in html
    assert '<a href="/map">Light up everything</a>' in html


def test_words_that_are_nowhere_light_up_the_closest(client: FlaskClient) -> None:
    html = page(client, "/map?q=zzzzqqqq")
    assert "No job has the words “zzzzqqqq”." in html
    closest = toy_engine().search("zzzzqqqq", limit=len(real_catalogue())).hits
    assert lit(html) == {hit.role_id for hit in closest}


def test_what_somebody_typed_stays_text(client: FlaskClient) -> None:
    answer = client.get("/map", query_string={"q": "<b>nurse</b>", "near": "<i>"})
    html = answer.get_data(as_text=True)
    assert "&lt;b&gt;nurse&lt;/b&gt;" in html
    assert "<b>nurse" not in html
    assert "<i>" not in html


def test_a_job_opens_the_map_where_it_lies(client: FlaskClient) -> None:
    html = page(client, "/map?near=porter")
    assert "<h1>Hospital porter on the map</h1>" in html
    assert 'data-near="porter"' in html
    near = re.search(r'<div class="kin-list__near">(.*?)</div>', html, re.S)
    assert near
    ids = [role_id for role_id, _ in ROW.findall(near[1])]
    x, y = toy_engine().layout.places[toy_engine().space.row_of["porter"]]
    far = {
        role_id: ((px - x) ** 2 + (py - y) ** 2) ** 0.5
        for role_id, (px, py) in zip(
            toy_engine().layout.role_ids, toy_engine().layout.places, strict=True
        )
    }
    assert len(ids) == 8
    assert "porter" not in ids
    # Whole units on the page: a hair's breadth may stand the other way round.
    assert max(far[role_id] for role_id in ids) <= sorted(far.values())[8] + 2


def test_a_job_that_is_not_there_opens_the_whole_map(client: FlaskClient) -> None:
    html = page(client, "/map?near=astronaut")
    assert "<h1>The map of all jobs</h1>" in html
    assert "data-near" not in html


def test_everybody_s_map_may_be_kept_and_a_person_s_may_not(
    client: FlaskClient, person: FlaskClient
) -> None:
    public, private = client.get("/map"), person.get("/map")
    assert public.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "ETag" in public.headers
    assert private.headers["Cache-Control"] == "private, no-store"


def test_saved_jobs_are_marked(client: FlaskClient, person: FlaskClient) -> None:
    assert re.search(
        r'<li data-saved><a href="/roles/porter">[^<]+</a> <span class="tag">Saved', page(person)
    )
    assert "data-saved" not in page(client)


@pytest.mark.parametrize("address", ["/roles/porter", "/roles", "/roles?q=nurse&family=dental"])
def test_other_pages_lead_to_the_map(client: FlaskClient, address: str) -> None:
    html = page(client, address)
    wanted = {
        "/roles/porter": "/map?near=porter",
        "/roles": "/map",
        "/roles?q=nurse&family=dental": "/map?q=nurse&family=dental",
    }
    assert f'class="list__map" href="{wanted[address]}"' in html
    assert '<li><a href="/map">Map</a></li>' in html
