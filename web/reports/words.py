"""What may be wrong with a page, as people say it."""

from collections.abc import Mapping
from typing import Final

from web.language.words import N_, Words

WRONG_WORDS: Final[Mapping[str, str]] = Words(
    {
        "fact": N_("Something on it is not true"),
        "pay": N_("The pay is wrong or old"),
        "way_in": N_("A way in is wrong or missing"),
        "link": N_("A link does not work"),
        "unclear": N_("I do not understand it"),
        "unfair": N_("It puts people down or leaves them out"),
        "other": N_("Something else"),
    }
)
"""By the codes of ``compass.reports``."""

REFUSED: Final[Mapping[str, str]] = Words(
    {
        "wrong": N_("Choose what is wrong"),
        "long": N_("Make it shorter: %(most)s characters is the most"),
        "links": N_("Leave out all links but one"),
    }
)
"""Why a report cannot be taken, by the reasons of ``compass.reports.service.BadReport``."""
