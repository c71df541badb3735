"""The route rules held against a truth table, written from the facts by somebody who had not read
the rules. Where we decide otherwise, it is said and argued, and the table stays as it is."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from matching.answers import check_about
from matching.person import Person
from matching.routes import RouteCheck, check_routes
from roles_catalogue.schema import EntryRoute
from scripts.running_site import ROOT
from tests.support.engines import real_catalogue, real_questionnaire

HERE = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = {
    case["id"]: case
    for case in yaml.safe_load((HERE / "route_truth_table.yaml").read_text(encoding="utf-8"))
}
OURS = yaml.safe_load((HERE / "route_truth_decisions.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "decisions" / "0015-truth-table-and-rules.md").read_text(encoding="utf-8")
CATALOGUE = real_catalogue()
FIELDS = {field.id: field for field in real_questionnaire().about}

Verdict: TypeAlias = tuple[str, list[str] | None]
"""A status, and what fails; None where the table claims nothing of that."""


def row_id(kind: str, name: str) -> str:
    """The id of the row of our tables that the case's author knows by another name."""
    reference = CATALOGUE.reference
    rows: dict[str, str] = {}
    if kind == "t_level":
        rows = {t_level.t_level: key for key, t_level in reference.t_levels.items()}
    elif kind == "talent_hub":
        for key, programme in reference.programmes.items():
            rows.setdefault(programme.programme, key)
    return rows.get(name, name)


def named(requirement: dict[str, Any]) -> dict[str, Any]:
    renamed = {"role_id": OURS["names"].get(requirement.get("role_id"))}
    return requirement | {key: name for key, name in renamed.items() if name}


def route_of(case: dict[str, Any]) -> EntryRoute:
    route = case["route"]
    reference = (
        {"reference": row_id(route["kind"], route["reference"])} if "reference" in route else {}
    )
    return EntryRoute.model_validate(
        {
            "label": "A way in",
            "first_step": "Ask the college about it.",
            "certainty": "usual",
            "source": "a test",
            "earn": False,
            **route,
            **reference,
            "requirements": [named(asked) for asked in route["requirements"]],
        }
    )


def checked(case: dict[str, Any]) -> RouteCheck:
    told = {name: check_about(FIELDS[name], value) for name, value in case["person"].items()}
    person = Person.from_about({name: value for name, value in told.items() if value is not None})
    role = CATALOGUE.get("reablement-worker").model_copy(update={"entry_routes": (route_of(case),)})
    on = case["on"] if isinstance(case["on"], date) else date.fromisoformat(case["on"])
    (check,) = check_routes(role, person, CATALOGUE, on)
    return check


def verdict(check: RouteCheck) -> tuple[str, list[str]]:
    return check.status.value, [f"{unmet.kind} {unmet.outcome}" for unmet in check.failed]


def of_the_table(case: dict[str, Any]) -> Verdict:
    """What the table claims; where it is firm about the status alone, of what fails nothing."""
    failed = [f"{unmet['kind']} {unmet['outcome']}" for unmet in case["expect"]["failed"]]
    return case["expect"]["status"], failed if "firm" not in case else None


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    check = checked(CASES[name])
    status, failed = verdict(check)
    decided = OURS["verdicts"].get(name)
    if decided is not None:
        expected: Verdict = (decided["status"], decided["failed"])
    elif CASES[name].get("firm") == "nothing":
        return  # the table asks and claims nothing
    else:
        expected = of_the_table(CASES[name])
    assert status == expected[0], check
    if expected[1] is not None:
        assert failed == expected[1], check


@pytest.mark.parametrize("name", CASES)
def test_what_is_missing_says_what_would_meet_it(name: str) -> None:
    check = checked(CASES[name])
    for unmet in check.failed:
        assert unmet.why.endswith((".", "?"))
        assert bool(unmet.step) == (unmet.outcome != "never")
    assert bool(check.failed) == (check.status.value != "open_now")


def test_the_table_is_as_large_and_as_varied_as_it_should_be() -> None:
    statuses = Counter(case["expect"]["status"] for case in CASES.values())
    assert len(CASES) >= 120
    assert min(statuses.values()) >= 20, statuses
    assert len({case["route"]["kind"] for case in CASES.values()}) == 9


def test_every_decision_is_needed_and_argued() -> None:
    for name, ours in OURS["verdicts"].items():
        status, failed = of_the_table(CASES[name])
        same = status == ours["status"] and failed in (None, ours["failed"])
        assert not same, f"{name}: the table says the same"
        assert f"`{name}`" in PAGE, name
