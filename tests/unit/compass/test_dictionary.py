"""The data dictionary is made from the code, so the page in docs cannot drift."""

from pathlib import Path

from compass.journeys.dictionary import data_dictionary, table_of
from compass.journeys.events import EVENTS
from compass.journeys.models import EventRow, ExposureRow

PAGE = Path(__file__).parents[3] / "docs" / "data-dictionary.md"


def test_the_page_is_what_the_code_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == data_dictionary(), (
        "Write it again: python -m compass.journeys.dictionary > docs/data-dictionary.md"
    )


def test_every_column_and_property_is_explained() -> None:
    for row in (EventRow, ExposureRow):
        for column in table_of(row).columns:
            assert column.doc, f"{row.__tablename__}.{column.name}"
    for event in EVENTS:
        assert event.__doc__, event.NAME
        for name, info in event.model_fields.items():
            assert info.description, f"{event.NAME}.{name}"


def test_every_event_is_on_the_page() -> None:
    page = data_dictionary()
    for event in EVENTS:
        assert f"### {event.NAME}, version {event.VERSION}\n" in page
