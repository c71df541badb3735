"""What kinds of roles there are, what is uncertain, and the pages that are made of both."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from roles_catalogue import balance, coverage
from roles_catalogue.schema import Certainty
from roles_catalogue.to_verify import to_verify
from scripts.main import cli
from tests.unit.roles_catalogue.workbench import NURSE, catalogue_of, real_catalogue, sound_roles

DOCS = Path(__file__).parents[3] / "docs"


def test_every_name_of_the_lists_has_a_role_or_a_reason() -> None:
    names = coverage.load()
    assert list(coverage.problems(names, real_catalogue())) == []
    assert {source: sum(n.source == source for n in names) for source in coverage.LISTS} == {
        "uk-roles": 517,
        "adult-social-care": 29,
        "job-profiles": 143,
    }


def test_what_does_not_add_up_is_said() -> None:
    names = (
        coverage.Name("uk-roles", "", "Porter", "porter", ""),
        coverage.Name("uk-roles", "", "Porter", "porter", "why"),
        coverage.Name("a-list", "", "Wizard", "wizard", ""),
        coverage.Name("uk-roles", "", "Ghost", "", ""),
    )
    said = list(coverage.problems(names, real_catalogue()))
    assert said == [
        "uk-roles: Porter stands there 2 times",
        "Porter: give the role that covers it, or the reason why none does",
        "Wizard: a-list is no list",
        "Wizard: wizard is no role of the catalogue",
        "Ghost: give the role that covers it, or the reason why none does",
    ]


def test_a_porter_can_begin_at_sixteen_and_a_surgeon_cannot() -> None:
    catalogue = real_catalogue()
    assert balance.open_at_sixteen_to_eighteen(catalogue.get("porter"))
    assert not balance.open_at_sixteen_to_eighteen(catalogue.get("surgeon"))
    levels = {
        i: balance.LEVELS[balance.entry_level(catalogue.get(i))] for i in ("porter", "dentist")
    }
    assert levels == {"porter": "no more than GCSEs", "dentist": "a level 3 qualification"}


def test_every_uncertain_way_in_is_listed_once() -> None:
    catalogue = real_catalogue()
    found = to_verify(catalogue)
    ways_in = [(item.role.id, item.fact) for item in found if item.fact.startswith("way in: ")]
    usual = [
        (role.id, f"way in: {route.label}")
        for role in catalogue
        for route in role.entry_routes
        if route.certainty is Certainty.USUAL
    ]
    assert ways_in == usual
    assert all(item.why and item.where for item in found)


def test_a_band_row_that_there_is_not_leaves_the_band_to_be_checked() -> None:
    nurse = sound_roles()[NURSE]
    nurse["pay"]["band_row"] = "astronaut"
    found = to_verify(catalogue_of([nurse]))
    bands = [(item.fact, item.why) for item in found if item.fact.startswith("NHS")]
    assert bands == [("NHS band 5", "no row knows the band")]


@pytest.mark.parametrize("page", ["coverage", "to-verify"])
def test_the_pages_made_of_data_are_what_the_commands_print(page: str) -> None:
    result = CliRunner().invoke(cli, ["catalogue", page])
    assert result.exit_code == 0, result.output
    written = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert result.output == written, "run `make docs` and look at what has changed"


def test_the_paths_that_are_defended_are_the_paths_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Each call of the command would read the whole catalogue.
    monkeypatch.setattr("scripts.paths.load_catalogue", real_catalogue)
    text = (DOCS / "paths.md").read_text(encoding="utf-8")
    shown = re.findall(r"```console\n\$ compass ([^\n]*)\n(.*?)```", text, re.S)
    assert len(shown) == 11
    for command, printed in shown:
        assert CliRunner().invoke(cli, command.split()).output == printed, command
