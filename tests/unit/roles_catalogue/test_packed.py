"""The roles in one file: the same roles, and never those of another version."""

import shutil
from pathlib import Path

import pytest

from roles_catalogue.catalogue import CATALOGUE_FOLDER, Catalogue
from roles_catalogue.packed import PACKED_FILE, pack, unpack
from tests.support.engines import real_catalogue

SOUND = Path(__file__).parent / "sound_roles"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A small catalogue of another place, with tables of its own."""
    shutil.copytree(SOUND, tmp_path / "city" / "roles")
    shutil.copytree(CATALOGUE_FOLDER / "reference", tmp_path / "city" / "reference")
    return tmp_path / "city"


def test_packed_roles_are_the_roles(tmp_path: Path) -> None:
    catalogue = real_catalogue()
    pack(catalogue.roles, catalogue.version, tmp_path / PACKED_FILE)
    assert unpack(tmp_path / PACKED_FILE, catalogue.version) == catalogue.roles


@pytest.mark.parametrize(
    "content", ["", "{", '{"version": "1"}', '{"version": "1", "roles": [{}]}']
)
def test_what_cannot_be_read_is_as_if_it_were_not_there(tmp_path: Path, content: str) -> None:
    (tmp_path / PACKED_FILE).write_text(content)
    assert unpack(tmp_path / PACKED_FILE, "1") is None
    assert unpack(tmp_path / "missing", "1") is None


def test_a_catalogue_is_opened_from_its_folder_or_from_its_pack(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Catalogue.open(city)
    assert [role.id for role in read] == ["home-helper", "night-nurse"]
    packed = tmp_path / PACKED_FILE
    pack(read.roles, read.version, packed)
    monkeypatch.setattr("roles_catalogue.catalogue.read_roles", None)
    assert Catalogue.open(city, packed=packed) == read


def test_a_pack_of_another_version_is_not_used(city: Path, tmp_path: Path) -> None:
    read = Catalogue.open(city)
    packed = tmp_path / PACKED_FILE
    pack(read.roles, read.version, packed)
    nurse = city / "roles" / "nursing" / "night-nurse.yaml"
    nurse.write_text(nurse.read_text().replace("dusk", "dark"))
    assert "dark" in Catalogue.open(city, packed=packed).get("night-nurse").pitch
