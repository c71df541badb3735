"""What a role is paid: computed from the tables, for the day, or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.reference import BAND_ORDER
from roles_catalogue.schema import Certainty
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    SOUND,
    Fields,
    catalogue_of,
    reference,
    role_like,
    sound_roles,
)

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sound() -> Catalogue:
    return Catalogue.load(SOUND)


def _paid(bands: list[str], band_row: str = "nurse-newly-qualified") -> Fields:
    pay = {"framework": "agenda_for_change", "bands": bands, "band_row": band_row}
    return role_like(sound_roles()[NURSE], "paid", pay=pay)


def test_pay_is_computed_from_the_band_table(sound: Catalogue) -> None:
    pay = sound.pay_range(sound.get(NURSE), TODAY)
    assert pay is not None
    assert (pay.min_gbp, pay.max_gbp, pay.pay_year) == (32073, 39043, "2026/27")
    assert pay.bands == ("5",)
    assert pay.certainty is Certainty.SOURCED
    assert pay.provenance.source_url == "https://www.nhsemployers.org/articles/pay-scales-202627"
    assert "NHS Health Careers" in pay.band_provenance.source


def test_pay_is_that_of_the_day(sound: Catalogue) -> None:
    pay = sound.pay_range(sound.get(NURSE), date(2026, 3, 31))
    assert pay is not None
    assert (pay.min_gbp, pay.pay_year) == (31049, "2025/26")


def test_there_is_no_pay_range_outside_agenda_for_change(sound: Catalogue) -> None:
    assert sound.pay_range(sound.get(HELPER), TODAY) is None


def test_an_nhs_job_whose_band_no_table_knows_has_no_pay_range() -> None:
    pay = {"framework": "agenda_for_change", "varies_because": "It depends, so ask for the band."}
    catalogue = catalogue_of([role_like(sound_roles()[NURSE], "paid", pay=pay)])
    assert catalogue.pay_range(catalogue.roles[0], TODAY) is None


@pytest.mark.parametrize(
    ("pay", "said"),
    [
        ({"framework": "agenda_for_change", "bands": ["5"]}, "go together"),
        ({"framework": "agenda_for_change", "band_row": "porter"}, "go together"),
        ({"framework": "agenda_for_change"}, "or varies_because"),
        ({"framework": "council", "bands": ["5"], "band_row": "porter"}, "Agenda for Change only"),
        ({"framework": "council"}, "needs varies_because"),
    ],
)
def test_pay_that_says_too_little_or_too_much_is_refused(pay: Fields, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        catalogue_of([role_like(sound_roles()[NURSE], "paid", pay=pay)])


@pytest.mark.parametrize(
    ("bands", "band_row", "on"),
    [
        (["5"], "nurse-newly-qualified", date(2020, 1, 1)),
        (["5", "12"], "nurse-newly-qualified", TODAY),
        (["5"], "no-such-row", TODAY),
    ],
)
def test_there_is_no_pay_range_where_the_tables_are_silent(
    bands: list[str], band_row: str, on: date
) -> None:
    catalogue = catalogue_of([_paid(bands, band_row)])
    assert catalogue.pay_range(catalogue.roles[0], on) is None


@given(
    st.sets(st.sampled_from(BAND_ORDER), min_size=1),
    st.dates(date(2025, 4, 1), date(2030, 1, 1)),
)
def test_a_pay_range_spans_its_bands_and_nothing_else(bands: set[str], on: date) -> None:
    catalogue = catalogue_of([_paid(sorted(bands))])
    pay = catalogue.pay_range(catalogue.roles[0], on)
    assert pay is not None
    rows = [row for band in bands if (row := reference().pay_band(band, on))]
    lowest, highest = min(rows, key=lambda r: r.min_gbp), max(rows, key=lambda r: r.max_gbp)
    assert (pay.min_gbp, pay.max_gbp) == (lowest.min_gbp, highest.max_gbp)
    assert set(pay.bands) == bands
    assert {row.pay_year for row in rows} == {pay.pay_year}
