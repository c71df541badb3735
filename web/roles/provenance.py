"""Sources in words: who says so, as of when, and a link where there is a page."""

import re
from calendar import month_name
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from roles_catalogue.reference import Provenance
from roles_catalogue.schema import Source
from web.language.words import N_, _, translated

EDITORIAL: Final = N_("Our editors' general knowledge, still to be checked")
_ISO: Final = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?\b")
_ADDRESS: Final = re.compile(r"https?://[^\s;,]+")


@dataclass(frozen=True)
class Reference:
    """One source. ``dated`` is as the source says; ``href`` may be empty."""

    text: str
    href: str = ""
    dated: str = ""
    used_for: str = ""


def editorial() -> Reference:
    return Reference(translated(EDITORIAL))


def site_name(address: str) -> str:
    """local.gov.uk, for a link that has no other name; of what is kept on GitHub, whose it is."""
    parts = urlsplit(address)
    owner = parts.path.strip("/").partition("/")[0]
    if parts.hostname == "github.com" and owner:
        return _("%(owner)s on GitHub", owner=owner)
    return (parts.hostname or address).removeprefix("www.")


def dated_words(dated: str, text: str = "") -> str:
    """A source's date for a reader: 14 April 2014, or the source's own words.

    Notes in brackets are for editors; a note after a semicolon stays if it says to check. A date
    that ``text`` says already is left out.
    """
    first, *notes = re.sub(r"\s*\([^)]*\)", "", dated).split(";")
    kept = [first.strip(), *(note.strip() for note in notes if note.strip().startswith("check"))]
    words = _ISO.sub(_date_in_words, ", ".join(part for part in kept if part))
    return "" if words in text else words


def _date_in_words(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    name = f"{month_name[int(month)]} {year}"
    return f"{int(day)} {name}" if day else name


def references(provenance: Provenance) -> tuple[Reference, ...]:
    """A row's sources: a named one with its page, or one link for each address it lists."""
    dated = provenance.source_date
    inside = _ADDRESS.findall(provenance.source)
    named = provenance.source.partition("http")[0].strip(" ;,")
    if not inside:
        pages = _ADDRESS.findall(provenance.source_url or "")
        return (Reference(named, pages[0] if pages else "", dated_words(dated, named)),)
    links = tuple(Reference(site_name(page), page, dated_words(dated)) for page in inside)
    return ((Reference(named, "", dated_words(dated, named)),) if named else ()) + links


def of_role(source: Source) -> Reference:
    """One of a role's own sources."""
    dated = dated_words(source.source_date, source.title)
    if source.is_editorial:
        return Reference(translated(EDITORIAL), "", dated, source.used_for)
    return Reference(source.title, source.url or "", dated, source.used_for)
