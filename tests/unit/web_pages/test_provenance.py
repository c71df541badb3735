"""Sources in words."""

from datetime import date

import pytest

from roles_catalogue.reference import Provenance
from roles_catalogue.schema import Source
from web.roles.provenance import EDITORIAL, Reference, dated_words, of_role, references

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        ("2014-04-14", "14 April 2014"),
        ("2024-10", "October 2024"),
        ("2024 or later", "2024 or later"),
        ("2021-12 or 2022-01", "December 2021 or January 2022"),
        ("2023 (inferred: first cohort began September 2021)", "2023"),
        ("2024 or later (links a report); stored address was malformed", "2024 or later"),
        ("about 2014 to 2022; check what still runs", "about 2014 to 2022, check what still runs"),
        ("2025-04-29 (entry), 2026-04-01", "29 April 2025, 1 April 2026"),
        ("1234-99", "1234-99"),
    ],
)
def test_a_date_for_a_reader(dated: str, expected: str) -> None:
    assert dated_words(dated) == expected


def test_a_date_that_the_name_says_already_is_not_said_twice() -> None:
    assert dated_words("2014-04-14", "Statutory regulation page (14 April 2014)") == ""


def test_what_is_kept_on_github_says_whose_it_is() -> None:
    page = "https://github.com/SkillsFundingAgency/tl-marketing-and-communication"
    row = Provenance(f"{page} (DataLoad provider data)", page, "2021-02-05", DAY)
    assert references(row) == (Reference("SkillsFundingAgency on GitHub", page, "5 February 2021"),)


def test_a_named_source_links_its_page() -> None:
    row = Provenance("Annex C", "https://www.gov.uk/annex", "2025-08", DAY)
    assert references(row) == (Reference("Annex C", "https://www.gov.uk/annex", "August 2025"),)


def test_a_source_that_is_a_list_of_addresses_becomes_links() -> None:
    row = Provenance(
        "https://www.local.gov.uk/a ; https://leeds.example/b", None, "2024 or later", DAY
    )
    assert references(row) == (
        Reference("local.gov.uk", "https://www.local.gov.uk/a", "2024 or later"),
        Reference("leeds.example", "https://leeds.example/b", "2024 or later"),
    )


def test_a_name_beside_addresses_does_not_get_their_link() -> None:
    row = Provenance("A report, 2024 ; https://a.example/x", "https://a.example/x", "2024-10", DAY)
    assert references(row)[0] == Reference("A report, 2024", "", "October 2024")
    assert references(row)[1].href == "https://a.example/x"


@pytest.mark.parametrize(
    ("source", "editorial"),
    [
        ("Editorial: general knowledge", True),
        ("editorial", True),
        ("Annex C", False),
        ("NHS careers; editorial", False),
    ],
)
def test_a_row_and_a_role_mean_the_same_by_editorial(source: str, editorial: bool) -> None:
    row = Provenance(source, None, "2026-11-21", DAY)
    of_a_role = Source(title=source, source_date="2026-11-21", used_for="the day")
    assert (row.is_editorial, of_a_role.is_editorial) == (editorial, editorial)


def test_what_only_our_editors_say_is_called_that() -> None:
    source = Source(
        title="Editorial: general knowledge, to be verified",
        source_date="2026-11-21",
        used_for="the day",
    )
    assert of_role(source) == Reference(EDITORIAL, "", "21 November 2026", "the day")
