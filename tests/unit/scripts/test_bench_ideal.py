"""``compass bench ideal``: who finds the role that suits them best."""

from dataclasses import replace
from datetime import date

from scripts.bench.ideal import LOOKED_THROUGH, lines, measure, own_places
from tests.support.engines import toy_engine

ENGINE = toy_engine()
ON = date(2026, 11, 22)


def test_every_role_has_its_own_people_and_their_places_are_counted() -> None:
    places = own_places(ENGINE, 2, 7, ON)
    assert set(places) == set(ENGINE.space.role_ids)
    assert {len(found) for found in places.values()} == {2}
    everybody = [place for found in places.values() for place in found]
    assert all(1 <= place <= LOOKED_THROUGH + 1 for place in everybody)
    found = measure(ENGINE, 2, 7, ON)
    assert found.looked_through == sum(p <= LOOKED_THROUGH for p in everybody) / len(everybody)
    assert found.shown == sum(p <= 10 for p in everybody) / len(everybody)
    assert {role_id for role_id, _ in found.seldom} == {
        role_id for role_id, own in places.items() if min(own) > LOOKED_THROUGH
    }
    assert [share for _, share in found.seldom] == sorted(share for _, share in found.seldom)


def test_roles_that_are_seldom_found_are_listed() -> None:
    found = measure(ENGINE, 1, 7, ON)
    assert lines(replace(found, seldom=()))[-1].endswith(" own people among 25: none")
    count, listed = lines(replace(found, seldom=(("surgeon", 0.25),)))[-2:]
    assert count.endswith(" own people among 25: 1")
    assert listed == "  surgeon 25%"
