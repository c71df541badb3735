"""The site without a server, as in the personal half, and a look at every row it keeps."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, create_engine, select

from compass.orm import Base
from tests.integration.web_personal.conftest import (  # noqa: F401 fixtures by name
    app,
    clock,
    database,
    new_browser,
    person,
    services,
    visitor,
)
from web.services import Services

Rows = dict[str, list[tuple[object, ...]]]
LOG = frozenset({"events", "exposures"})
"""Tables that a GET may append to: the log of what was shown."""


@pytest.fixture
def engine(services: Services) -> Iterator[Engine]:  # noqa: F811 the fixture
    made = create_engine(services.settings.database_url)
    yield made
    made.dispose()


@pytest.fixture
def state(engine: Engine) -> Callable[[], Rows]:
    """Every row of every table but the log's, as it is now."""

    def read() -> Rows:
        with engine.connect() as connection:
            return {
                name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
                for name, table in Base.metadata.tables.items()
                if name not in LOG
            }

    return read
