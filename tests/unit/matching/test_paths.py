"""The shortest way from nothing to a role, on the real catalogue and on changed copies of it."""

from dataclasses import replace
from datetime import date

import pytest

from matching.needs import Outcome, judge
from matching.paths import LADDER, NO_WAY_IN, Begin, Path, Qualify, shortest_paths
from matching.person import Person
from matching.routes import shut_by_date
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import (
    AgeRequirement,
    LevelRequirement,
    Role,
    RoleRequirement,
    RouteKind,
)
from tests.support.engines import real_catalogue

ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def paths() -> dict[str, Path]:
    return dict(shortest_paths(real_catalogue(), ON))


def test_every_role_can_be_reached_by_somebody_who_has_nothing_yet(paths: dict[str, Path]) -> None:
    assert sorted(paths) == sorted(role.id for role in real_catalogue())


def test_a_path_ends_in_its_role_and_each_step_can_follow_the_one_before(
    paths: dict[str, Path],
) -> None:
    for role_id, path in paths.items():
        level, job = 0, None
        for step in path:
            if isinstance(step, Qualify):
                assert step.level == LADDER[level]
                level = step.level
                continue
            assert step.route in step.role.entry_routes
            assert not step.route.stepping_stone
            assert step.route.kind not in NO_WAY_IN
            assert not shut_by_date(step.route, real_catalogue(), ON)
            before = [n.role_id for n in step.route.requirements if isinstance(n, RoleRequirement)]
            assert not before or job in before
            job = step.role.id
            if step.route.kind is RouteKind.DEGREE:
                level = max(level, 6)
        assert job == role_id


def test_what_needs_no_qualification_is_one_step_away(paths: dict[str, Path]) -> None:
    nobody = Person(stage="left_school", gcses="none", english_maths="neither", highest_level=0)
    for role in real_catalogue():
        if len(paths[role.id]) > 1:
            continue
        (step,) = paths[role.id]
        assert isinstance(step, Begin)
        for need in step.route.requirements:
            outcome = judge(need, nobody, real_catalogue()).outcome
            assert outcome in (Outcome.MET, Outcome.UNKNOWN), (role.id, need)


def test_medical_school_asks_for_general_qualifications(paths: dict[str, Path]) -> None:
    kinds = [type(step).__name__ for step in paths["foundation-doctor"]]
    assert kinds == ["Qualify", "Qualify", "Begin"]


def changed(role_id: str, **fields: object) -> Catalogue:
    """The catalogue with one role that differs."""
    catalogue = real_catalogue()
    roles = tuple(
        role.model_copy(update=fields) if role.id == role_id else role for role in catalogue.roles
    )
    return replace(catalogue, roles=roles)


def with_needs(role_id: str, *needs: LevelRequirement | RoleRequirement | AgeRequirement) -> Role:
    role = real_catalogue().get(role_id)
    routes = tuple(route.model_copy(update={"requirements": needs}) for route in role.entry_routes)
    return role.model_copy(update={"entry_routes": routes})


def test_a_role_that_asks_for_itself_first_cannot_be_reached() -> None:
    circle = with_needs("porter", RoleRequirement(kind="role", role_id="porter"))
    assert "porter" not in shortest_paths(changed("porter", entry_routes=circle.entry_routes), ON)


def test_asking_for_more_makes_the_way_longer() -> None:
    assert len(shortest_paths(real_catalogue(), ON)["porter"]) == 1
    asking = with_needs("porter", LevelRequirement(kind="level", level=3))
    after = shortest_paths(changed("porter", entry_routes=asking.entry_routes), ON)
    assert [str(step) for step in after["porter"]][:2] == [
        "Get a level 2 qualification, such as GCSEs at grade 4",
        "Get a level 3 qualification, such as A levels, a T Level, a BTEC or an Access course",
    ]


def test_a_degree_in_a_subject_is_not_what_training_in_a_job_gives() -> None:
    """A level 6 apprenticeship in one job does not open another that asks for a subject."""
    wanted = LevelRequirement(kind="level", level=6, subjects=("physics",))
    asking = with_needs("porter", RoleRequirement(kind="role", role_id="social-worker"), wanted)
    path = shortest_paths(changed("porter", entry_routes=asking.entry_routes), ON)["porter"]
    assert any(
        step == Qualify(6) or (isinstance(step, Begin) and step.route.kind is RouteKind.DEGREE)
        for step in path
    )
