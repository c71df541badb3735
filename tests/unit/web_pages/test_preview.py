"""The preview of a role: its page from the files as they are, and what is wrong in words."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from compass.settings import Settings
from roles_catalogue.new_role import new_role
from roles_catalogue.reference import REFERENCE_FOLDER
from roles_catalogue.schema import Family
from scripts.catalogue.previewing import EditedFolder
from tests.unit.roles_catalogue.workbench import HELPER, NURSE, Fields, sound_roles, write_roles
from web.preview import create_preview

ON = date(2026, 11, 22)
CANNOT = "The page cannot be shown yet"


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    return write_roles(tmp_path / "roles", sound_roles())


def preview(roles: Path, tables: Path = REFERENCE_FOLDER) -> FlaskClient:
    settings = Settings(environment="test", secret_key=SecretStr("good for tests only"))
    return create_preview(settings, EditedFolder(roles, tables).read, ON).test_client()


def changed(roles: Path, **fields: object) -> None:
    """Change fields of the nurse, as an editor would between two looks."""
    role: Fields = sound_roles()[NURSE] | fields
    write_roles(roles, {NURSE: role})


def test_a_sound_role_looks_as_it_will_and_nothing_is_wrong(roles: Path) -> None:
    answer = preview(roles).get(f"/roles/{NURSE}")
    assert answer.status_code == 200
    assert "<h1>Night nurse</h1>" in answer.text
    assert "You keep a ward safe from dusk until the day team comes." in answer.text
    assert "Nursing degree" in answer.text
    assert 'href="/roles/home-helper"' in answer.text
    assert "Nothing is wrong at first sight" in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_a_change_is_there_when_the_page_is_loaded_again(roles: Path) -> None:
    client = preview(roles)
    assert "until the day team comes" in client.get(f"/roles/{NURSE}").text
    changed(roles, pitch="You keep a ward safe from dusk until the last star has gone.")
    text = client.get(f"/roles/{NURSE}").text
    assert "until the last star has gone" in text
    assert "until the day team comes" not in text


def test_what_an_editor_keeps_beside_the_file_and_what_is_gone_break_nothing(roles: Path) -> None:
    client = preview(roles)
    (roles / "nursing" / f".#{NURSE}.yaml").symlink_to("somebody@a-machine.1234")
    (roles / "nursing" / "gone.yaml").symlink_to("nowhere")
    assert client.get(f"/roles/{NURSE}").status_code == 200


def test_a_broken_file_is_told_in_words_and_comes_back_when_it_is_mended(roles: Path) -> None:
    client = preview(roles)
    changed(roles, soc2020=2231, hours="Few.")
    answer = client.get(f"/roles/{NURSE}")
    assert answer.status_code == 200
    assert CANNOT in answer.text
    assert "field soc2020: Input should be a valid string" in answer.text
    assert "field hours: String should have at least 12 characters" in answer.text
    assert client.get(f"/roles/{HELPER}").text.count("<h1>Home helper</h1>") == 1
    changed(roles)
    assert CANNOT not in client.get(f"/roles/{NURSE}").text


def test_yaml_that_is_none_is_told_with_its_line(roles: Path) -> None:
    client = preview(roles)
    (roles / "nursing" / f"{NURSE}.yaml").write_text("id: night-nurse\ntitle: [open\n", "utf-8")
    text = client.get(f"/roles/{NURSE}").text
    assert "line 3: not valid YAML" in text


def test_a_broken_rule_stands_above_the_page(roles: Path) -> None:
    changed(roles, soc2020="9999", pitch="You color a ward from dusk until the morning comes.")
    text = preview(roles).get(f"/roles/{NURSE}").text
    assert "<h1>Night nurse</h1>" in text
    assert "<li>soc2020 9999 is not in soc2020.csv</li>" in text
    assert f"<summary>1 still to do and 1 worth a look in {NURSE}.yaml</summary>" in text
    assert "<li>Worth a look: pitch says &#39;color&#39;, which is American spelling</li>" in text


def test_a_row_that_is_not_there_is_named_in_place_of_the_page(roles: Path) -> None:
    routes = sound_roles()[NURSE]["entry_routes"]
    routes[0]["providers"] = ["hogwarts-1"]
    changed(roles, entry_routes=routes)
    answer = preview(roles).get(f"/roles/{NURSE}")
    assert answer.status_code == 200
    assert CANNOT in answer.text
    assert "route 1: hogwarts-1 is no row of leeds_providers.csv" in answer.text


def test_a_brand_new_file_is_listed_and_then_shown_with_its_gaps(roles: Path) -> None:
    client = preview(roles)
    path = roles / "nursing" / "day-nurse.yaml"
    path.write_text(new_role("day-nurse", Family.NURSING, "Day nurse", ON), "utf-8")
    text = client.get("/roles/day-nurse").text
    assert CANNOT in text
    assert "<li>line 11 field pitch: still to be written</li>" in text
    path.unlink()
    nurse = sound_roles()[NURSE]
    gap = "(still to be written)"
    write_roles(roles, {"x": nurse | {"id": "day-nurse", "title": "Day nurse", "pitch": gap}})
    text = client.get("/roles/day-nurse").text
    assert f'<p class="role__pitch">{gap}</p>' in text
    assert "field pitch: still to be written</li>" in text


def test_only_the_remarks_on_this_role_are_shown(roles: Path) -> None:
    changed(roles, soc2020="9999")
    path = roles / "nursing" / f"{NURSE}-2.yaml"
    path.write_text("id: x", "utf-8")
    text = preview(roles).get(f"/roles/{HELPER}").text
    assert "Nothing is wrong at first sight" in text
    assert "Field required" not in preview(roles).get(f"/roles/{NURSE}").text


@pytest.mark.parametrize("path", ["/", "/roles", "/start", "/api/v1/roles", "/nothing"])
def test_every_other_address_says_that_this_is_a_preview(roles: Path, path: str) -> None:
    answer = preview(roles).get(path)
    assert answer.status_code == 404
    assert "A preview has only the pages of jobs" in answer.text


def test_nothing_can_be_saved(roles: Path) -> None:
    answer = preview(roles).post("/start", data={"save": NURSE})
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


def test_a_role_without_a_file_is_said_to_have_none(roles: Path) -> None:
    answer = preview(roles).get("/roles/astronaut")
    assert answer.status_code == 404
    assert "There is no astronaut.yaml." in answer.text


def test_a_bad_table_is_named(roles: Path, tmp_path: Path) -> None:
    tables = Path(shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference"))
    client = preview(roles, tables)
    assert CANNOT not in client.get(f"/roles/{NURSE}").text
    (tables / "soc2020.csv").unlink()
    text = client.get(f"/roles/{NURSE}").text
    assert CANNOT in text
    assert "soc2020.csv" in text
