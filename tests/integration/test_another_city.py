"""Another city: three roles of its own, checked, built and served, and none of ours."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from roles_catalogue.catalogue import CATALOGUE_FOLDER
from scripts.running_site import HOST, running
from tests.unit.roles_catalogue.workbench import NURSE, role_like, sound_roles, write_roles

THIRD = "tram-conductor"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The two sound roles and a third one that is nobody's twin."""
    roles = sound_roles()
    roles[THIRD] = role_like(
        roles[NURSE], THIRD, other_names=[], leads_to=[], pitch="You know every stop by its smell."
    )
    roles[THIRD]["conditions"] |= {"on_the_move": 4, "blood_and_bodies": 0, "hands_on_care": 0}
    write_roles(tmp_path / "city" / "roles", roles)
    shutil.copytree(CATALOGUE_FOLDER / "reference", tmp_path / "city" / "reference")
    return tmp_path / "city"


def compass(*arguments: str, folder: Path, extra: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.main", *arguments],
        cwd=folder,
        env={**os.environ, **extra},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def body_of(port: int, path: str, sent: object = None) -> str:
    body = None if sent is None else json.dumps(sent)
    headers = {"Content-Type": "application/json"}
    with closing(HTTPConnection(HOST, port, timeout=30)) as connection:
        connection.request("GET" if sent is None else "POST", path, body, headers)
        answer = connection.getresponse()
        content = answer.read().decode()
    assert answer.status == 200, content
    return content


@pytest.mark.slow
def test_a_city_of_three_roles_is_built_and_served(city: Path, tmp_path: Path) -> None:
    artefacts = tmp_path / "artefacts"
    settings = {"COMPASS_CATALOGUE": str(city), "COMPASS_ARTEFACTS": str(artefacts)}
    assert "3 roles" in compass("build", folder=tmp_path, extra=settings)
    with running(tmp_path, artefacts, extra=settings) as site:
        listed = json.loads(body_of(site.port, "/api/v1/roles"))
        assert {role["id"] for role in listed["roles"]} == {"home-helper", NURSE, THIRD}
        for role in listed["roles"]:
            assert role["title"] in body_of(site.port, f"/roles/{role['id']}")
        found = json.loads(body_of(site.port, "/api/v1/match", {"answers": {"stopped-machine": 5}}))
        assert len(found["roles"]) == 3
