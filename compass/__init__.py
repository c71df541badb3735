"""The service: settings, database and journeys. It knows no Flask and makes no pages."""

from typing import Final

__version__: Final = "0.1.0"
