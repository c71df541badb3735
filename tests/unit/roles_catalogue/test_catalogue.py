"""The catalogue: loading, looking up, pay and version."""

import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from roles_catalogue.catalogue import Catalogue, CatalogueError, UnknownRole
from roles_catalogue.reference import REFERENCE_FOLDER
from roles_catalogue.schema import Family
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    SOUND,
    Fields,
    catalogue_of,
    role_like,
    sound_roles,
    write_roles,
)

TODAY = date(2026, 11, 21)


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    """A copy of the sound role files that a test may spoil."""
    return Path(shutil.copytree(SOUND, tmp_path / "roles"))


@pytest.fixture(scope="module")
def sound() -> Catalogue:
    return Catalogue.load(SOUND)


def problems_of(roles: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        Catalogue.load(roles)
    return [str(problem) for problem in caught.value.problems]


# Looking up


def test_roles_are_sorted_by_id_whatever_the_order_given() -> None:
    helper, nurse = sound_roles().values()
    assert [role.id for role in catalogue_of([nurse, helper])] == [HELPER, NURSE]


def test_a_role_is_found_by_its_id(sound: Catalogue) -> None:
    assert sound.get(NURSE).title == "Night nurse"
    assert NURSE in sound
    assert "astronaut" not in sound
    assert len(sound) == 2


def test_an_unknown_role_is_a_key_error_that_says_so(sound: Catalogue) -> None:
    with pytest.raises(UnknownRole) as caught:
        sound.get("astronaut")
    assert isinstance(caught.value, KeyError)
    assert caught.value.role_id == "astronaut"
    assert str(caught.value) == "no role has the id 'astronaut'"


def test_a_role_comes_from_those_that_lead_to_it(sound: Catalogue) -> None:
    assert sound.comes_from(sound.get(NURSE)) == (HELPER,)
    assert sound.comes_from(sound.get(HELPER)) == ()


def test_where_a_role_comes_from_is_sorted_whatever_the_order_of_the_files() -> None:
    helper = sound_roles()[HELPER]
    ids = ["cook", "baker", "driver"]
    catalogue = catalogue_of([*sound_roles().values(), *(role_like(helper, id) for id in ids)])
    assert catalogue.comes_from(catalogue.get(NURSE)) == ("baker", "cook", "driver", HELPER)


def test_families_come_in_the_order_of_the_schema_and_only_with_roles(sound: Catalogue) -> None:
    families = sound.families()
    assert list(families) == [Family.NURSING, Family.ADULT_SOCIAL_CARE]
    assert [role.id for role in families[Family.NURSING]] == [NURSE]


def test_a_catalogue_cannot_be_changed(sound: Catalogue) -> None:
    with pytest.raises(FrozenInstanceError):
        sound.version = "x"  # type: ignore[misc]  # that it is refused is the point


def _spoil(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "title: Night nurse\n",
            "title: Night nurse\ntitle: Day nurse\n",
            "nursing/night-nurse.yaml line 3: not valid YAML: the key 'title' is there twice",
        ),
        (
            "{status: regulated, row: nmc-nurse}",
            "{status: regulated, row: nmc-nurse, row: x}",
            "nursing/night-nurse.yaml line 30: not valid YAML: the key 'row' is there twice",
        ),
        (
            "title: Night nurse\n",
            "titel: Night nurse\n",
            "nursing/night-nurse.yaml field title: Field required\n"
            "nursing/night-nurse.yaml line 2 field titel: Extra inputs are not permitted",
        ),
        (
            "family: nursing",
            "family: midwifery",
            "nursing/night-nurse.yaml: the family is midwifery; move it to midwifery/",
        ),
        (
            "id: night-nurse",
            "id: day-nurse",
            "nursing/night-nurse.yaml: the id is day-nurse; name the file day-nurse.yaml",
        ),
        (
            "id: night-nurse",
            "id: home-helper",
            "nursing/night-nurse.yaml: the id is home-helper; name the file home-helper.yaml\n"
            "nursing/night-nurse.yaml: the id home-helper is already used by "
            "adult-social-care/home-helper.yaml",
        ),
        (
            "pitch: You keep",
            "pitch: !!python/object/apply:os.getcwd [] #",
            "nursing/night-nurse.yaml line 6: not valid YAML: could not determine a constructor "
            "for the tag 'tag:yaml.org,2002:python/object/apply:os.getcwd'",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(
    roles: Path, old: str, new: str, said: str
) -> None:
    path = roles / "nursing" / "night-nurse.yaml"
    path.write_text(_spoil(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    assert problems_of(roles) == said.split("\n")


@pytest.mark.parametrize(
    ("name", "contents", "said"),
    [
        ("nursing/x.yaml", b"- a list\n", "the file must hold one role: fields and values"),
        ("nursing/x.yaml", b"", "the file must hold one role: fields and values"),
        ("nursing/x.yaml", b"\xff\xfe\xfa", "the file is not UTF-8; save it as UTF-8"),
        ("nursing/x.yml", b"", "not a role file; role files end in .yaml"),
        ("x.yaml", b"", "a role file lies in a folder named after its family"),
        ("nursing/a/x.yaml", b"", "a role file lies in a folder named after its family"),
    ],
)
def test_a_file_that_is_no_role_is_a_problem(
    roles: Path, name: str, contents: bytes, said: str
) -> None:
    path = roles / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents)
    assert problems_of(roles) == [f"{name}: {said}"]


def test_broken_yaml_is_named_with_its_line(roles: Path) -> None:
    (roles / "nursing" / "x.yaml").write_text("id: x\ntitle: [open\n", encoding="utf-8")
    (problem,) = problems_of(roles)
    assert problem.startswith("nursing/x.yaml line 3: not valid YAML: ")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-11-31", "there is no such day: 2026-11-31"),
        ("!!int two", "this is no int: two"),
        ("!!bool perhaps", "this is no bool: perhaps"),
    ],
)
def test_a_value_that_there_cannot_be_is_named_with_its_line(
    roles: Path, written: str, said: str
) -> None:
    (roles / "nursing" / "x.yaml").write_text(f"id: x\nchecked_on: {written}\n", "utf-8")
    assert problems_of(roles) == [f"nursing/x.yaml line 2: not valid YAML: {said}"]


@pytest.mark.parametrize("levels", [100, 5_000, 100_000])
def test_brackets_without_end_are_a_problem_not_a_crash(roles: Path, levels: int) -> None:
    text = f"id: x\ntitle: {'[' * levels}{']' * levels}\n"
    (roles / "nursing" / "x.yaml").write_text(text, "utf-8")
    assert problems_of(roles) == ["nursing/x.yaml line 2: not valid YAML: nested too deeply"]


def test_a_file_that_cannot_be_read_is_a_problem_and_the_rest_is_read(roles: Path) -> None:
    (roles / "nursing" / "x.yaml").symlink_to(roles / "gone.yaml")
    catalogue, problems = Catalogue.load_what_can_be(roles)
    assert catalogue is not None
    assert len(catalogue) == 2
    assert [str(problem) for problem in problems] == [
        "nursing/x.yaml: cannot be read: No such file or directory"
    ]


def test_a_table_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    tables = Path(shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference"))
    (tables / "soc2020.csv").unlink()
    (tables / "soc2020.csv").mkdir()
    with pytest.raises(CatalogueError, match=r"^soc2020\.csv: cannot be read: Is a directory$"):
        Catalogue.load(SOUND, tables)


def test_a_control_character_is_a_problem_not_a_crash(roles: Path) -> None:
    (roles / "nursing" / "x.yaml").write_bytes(b"id: x\x00\n")
    (problem,) = problems_of(roles)
    assert problem.startswith("nursing/x.yaml: not valid YAML: ")


def test_hidden_files_are_left_alone(roles: Path, sound: Catalogue) -> None:
    (roles / "nursing" / ".DS_Store").write_bytes(b"\xff")
    assert Catalogue.load(roles).version == sound.version


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [f"{tmp_path}: there is no role file here"]


def test_all_problems_of_roles_and_tables_come_at_once(roles: Path, tmp_path: Path) -> None:
    for path in roles.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("pitch: You", "pitch: x #"), encoding="utf-8")
    tables = Path(shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference"))
    (tables / "soc2020.csv").unlink()
    with pytest.raises(CatalogueError) as caught:
        Catalogue.load(roles, tables)
    assert [problem.where for problem in caught.value.problems] == [
        "adult-social-care/home-helper.yaml line 7 field pitch",
        "nursing/night-nurse.yaml line 6 field pitch",
        "soc2020.csv",
    ]
    assert str(caught.value).count("\n") == 2


def test_what_can_be_read_is_there_for_the_checks_with_the_names_of_the_rest(roles: Path) -> None:
    (roles / "nursing" / "night-nurse.yaml").write_bytes(b"\xff")
    (roles / "nursing" / "home-helper.yaml").write_bytes(
        (roles / "adult-social-care" / "home-helper.yaml").read_bytes()
    )
    catalogue, problems = Catalogue.load_what_can_be(roles)
    assert catalogue is not None
    assert [role.id for role in catalogue] == [HELPER]
    assert catalogue.unread == {NURSE}
    assert [problem.where for problem in problems] == [
        "nursing/home-helper.yaml",
        "nursing/home-helper.yaml",
        "nursing/night-nurse.yaml",
    ]


# Version


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_the_version_depends_on_contents_not_on_order_or_line_endings(
    chance: random.Random, newline: str, mark: bool
) -> None:
    files = [(path.relative_to(SOUND), path.read_text("utf-8")) for path in SOUND.rglob("*.yaml")]
    chance.shuffle(files)
    with tempfile.TemporaryDirectory() as name:
        for place, text in files:
            path = Path(name) / place
            path.parent.mkdir(parents=True, exist_ok=True)
            start = "\ufeff" if mark else ""
            path.write_bytes((start + text.replace("\n", newline)).encode())
        assert Catalogue.load(Path(name)).version == Catalogue.load(SOUND).version


def test_the_version_is_twelve_hexadecimal_digits(sound: Catalogue) -> None:
    assert len(sound.version) == 12
    int(sound.version, 16)


def test_the_version_ignores_line_endings_of_tables(sound: Catalogue, tmp_path: Path) -> None:
    tables = Path(shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference"))
    for path in tables.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Catalogue.load(SOUND, tables).version == sound.version


def _changed_role(roles: Path, tables: Path) -> None:
    path = roles / "nursing" / "night-nurse.yaml"
    path.write_text(_spoil(path.read_text("utf-8"), "Night nurse", "Ward nurse"), "utf-8")


def _changed_table(roles: Path, tables: Path) -> None:
    path = tables / "leeds_wards.csv"
    path.write_text(_spoil(path.read_text("utf-8"), "Alwoodley", "Alwoodly"), "utf-8")


def _one_role_less(roles: Path, tables: Path) -> None:
    (roles / "nursing" / "night-nurse.yaml").unlink()


@pytest.mark.parametrize("change", [_changed_role, _changed_table, _one_role_less])
def test_a_change_of_contents_is_a_new_version(
    roles: Path, tmp_path: Path, sound: Catalogue, change: Callable[[Path, Path], None]
) -> None:
    tables = Path(shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference"))
    assert Catalogue.load(roles, tables).version == sound.version
    change(roles, tables)
    assert Catalogue.load(roles, tables).version != sound.version


# Pay


def test_writing_and_loading_gives_the_same_roles(tmp_path: Path, sound: Catalogue) -> None:
    assert Catalogue.load(write_roles(tmp_path, sound_roles())).roles == sound.roles


# Without a degree


def _entered_by(**route: object) -> bool:
    whole = {
        "label": "A way in",
        "earn": True,
        "first_step": "Ask somebody who did it.",
        "certainty": "usual",
        "source": "A test",
    }
    fields = role_like(sound_roles()[HELPER], "entered", entry_routes=[whole | route])
    return catalogue_of([fields]).roles[0].needs_no_degree


LEVEL_3 = {"kind": "level", "level": 3}


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ({"kind": "direct"}, True),
        ({"kind": "apprenticeship", "level": 5, "requirements": [LEVEL_3]}, True),
        ({"kind": "direct", "level": 6, "gives_degree": False}, True),
        ({"kind": "college", "level": 6, "gives_degree": False, "requirements": [LEVEL_3]}, True),
        # A degree apprentice starts without a degree, and spends years on one.
        ({"kind": "apprenticeship", "level": 6, "requirements": [LEVEL_3]}, False),
        (
            {
                "kind": "apprenticeship",
                "level": 7,
                "gives_degree": False,
                "requirements": [{"kind": "level", "level": 6}],
            },
            False,
        ),
        ({"kind": "direct", "requirements": [{"kind": "level", "level": 6}]}, False),
        (
            {"kind": "direct", "requirements": [{"kind": "registration", "profession": "nurse"}]},
            False,
        ),
        ({"kind": "apprenticeship", "level": 3, "stepping_stone": True}, False),
        ({"kind": "degree"}, False),
        ({"kind": "promotion"}, False),
        ({"kind": "volunteering"}, False),
    ],
)
def test_a_role_needs_no_degree_if_a_way_in_asks_for_none_and_is_none(
    route: Fields, expected: bool
) -> None:
    assert _entered_by(**route) is expected


@pytest.mark.parametrize("level", [None, 5])
def test_only_a_high_level_can_be_denied_to_be_a_degree(level: int | None) -> None:
    with pytest.raises(ValidationError, match="level 6 or above only"):
        _entered_by(kind="direct", level=level, gives_degree=False)
