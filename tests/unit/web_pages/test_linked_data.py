"""A role as schema.org describes an occupation."""

from datetime import date

import pytest

from roles_catalogue.schema import Certainty, Family
from tests.support.engines import real_catalogue
from web.roles.linked_data import occupation

ON = date(2026, 11, 21)
CATALOGUE = real_catalogue()


@pytest.mark.parametrize("family", CATALOGUE.families())
def test_every_role_is_an_occupation_in_leeds_with_its_codes(
    family: Family, subtests: pytest.Subtests
) -> None:
    for role in CATALOGUE.families()[family]:
        with subtests.test(role.id):
            said = occupation(role, CATALOGUE, ON, f"/roles/{role.id}")
            assert (said["@type"], said["name"]) == ("Occupation", role.title)
            assert said["occupationLocation"]["name"] == "Leeds"
            assert said["occupationalCategory"][0] == {
                "@type": "CategoryCode",
                "inCodeSet": "SOC 2020",
                "codeValue": role.soc2020,
            }
            assert len(said["occupationalCategory"]) == 1 + len(role.onet)
            pay = CATALOGUE.pay_range(role, ON)
            sure = pay is not None and pay.certainty is Certainty.SOURCED
            assert ("estimatedSalary" in said) is sure


def test_pay_is_what_the_page_says_and_a_day_without_tables_has_none() -> None:
    nurse = CATALOGUE.get("adult-nurse")
    pay = CATALOGUE.pay_range(nurse, ON)
    assert pay is not None
    value = occupation(nurse, CATALOGUE, ON, "/")["estimatedSalary"]["value"]
    assert (value["minValue"], value["maxValue"]) == (pay.min_gbp, pay.max_gbp)
    assert "estimatedSalary" not in occupation(nurse, CATALOGUE, date(2001, 1, 1), "/")


def test_pay_that_is_only_usual_is_not_stated_as_a_fact() -> None:
    porter = CATALOGUE.get("porter")
    pay = CATALOGUE.pay_range(porter, ON)
    assert pay is not None and pay.certainty is Certainty.USUAL
    assert "estimatedSalary" not in occupation(porter, CATALOGUE, ON, "/")


def test_a_level_is_said_only_where_every_way_in_asks_for_one() -> None:
    assert "educationRequirements" not in occupation(CATALOGUE.get("porter"), CATALOGUE, ON, "/")
    therapist = occupation(CATALOGUE.get("physiotherapist"), CATALOGUE, ON, "/")
    level = therapist["educationRequirements"]["educationalLevel"]
    assert level == "Level 3 or above, by the way in that asks for least"
