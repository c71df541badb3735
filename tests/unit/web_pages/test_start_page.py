"""The start page: the dial, the jobs of the day, the families."""

import math
from datetime import date, timedelta

from roles_catalogue.schema import Family
from tests.support.engines import real_catalogue
from web.pages.presenters import (
    WELL_KNOWN,
    dial_points,
    family_links,
    home_page,
    picks_of_the_day,
)

ON = date(2026, 11, 21)
CATALOGUE = real_catalogue()


def test_the_jobs_of_the_day_stay_all_day_and_come_from_three_lesser_known_families() -> None:
    for days in range(60):
        day = ON + timedelta(days=days)
        picks = picks_of_the_day(CATALOGUE, day)
        assert picks == picks_of_the_day(CATALOGUE, day)
        families = {role.family for role in picks}
        assert len(families) == 3
        assert not families & WELL_KNOWN


def test_tomorrow_shows_other_jobs() -> None:
    for days in range(60):
        day = ON + timedelta(days=days)
        today = {role.id for role in picks_of_the_day(CATALOGUE, day)}
        tomorrow = {role.id for role in picks_of_the_day(CATALOGUE, day + timedelta(days=1))}
        assert not today & tomorrow


def test_in_a_year_most_jobs_of_those_families_have_their_day() -> None:
    shown = {role.id for d in range(365) for role in picks_of_the_day(CATALOGUE, ON + timedelta(d))}
    others = {role.id for role in CATALOGUE if role.family not in WELL_KNOWN}
    assert shown <= others
    assert len(shown) >= 0.7 * len(others)


def test_the_dial_has_every_family_at_the_same_distance() -> None:
    points = dial_points()
    assert [point.family for point in points] == [family.value for family in Family]
    distances = {round(math.dist((200, 200), (point.x, point.y))) for point in points}
    assert len(distances) == 1


def test_the_needle_points_to_the_family_of_the_first_job() -> None:
    for days in range(30):
        page = home_page(CATALOGUE, ON + timedelta(days=days))
        turn = math.radians(page.turn)
        tip = (200 + 164 * math.sin(turn), 200 - 164 * math.cos(turn))
        nearest = min(page.dial, key=lambda point: math.dist(tip, (point.x, point.y)))
        assert nearest.family == page.picks[0].family


def test_families_say_how_many_jobs_they_have() -> None:
    links = family_links(CATALOGUE)
    assert sum(int(link.jobs.split()[0]) for link in links) == len(CATALOGUE)
