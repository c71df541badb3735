"""Reading message catalogues: one folder a language, ``<language>/LC_MESSAGES/messages.po``.

The ``.po`` files that translators write are read as they are when the application starts, so
there is nothing to compile and nothing that can be out of date. A translation that would break
a page (its gaps or its tags are not those of the English) is left out, and English stands there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import structlog
from babel import Locale
from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

log = structlog.get_logger(__name__)

OWN_FOLDER: Final = Path(__file__).parents[1] / "translations"
TEMPLATE: Final = OWN_FOLDER / "messages.pot"
PO_FILE: Final = Path("LC_MESSAGES") / "messages.po"

_GAP: Final = re.compile(r"%(?:\((\w+)\))?([a-z%])")
_TAG: Final = re.compile(r"<[^>]*>")


class BadCatalogue(ValueError):
    """A catalogue cannot be used at all. The message says which, and why."""


@dataclass(frozen=True)
class Language:
    """``code`` is the tag in pages (BCP 47), ``locale`` what Babel calls it, ``name`` what its
    readers call it. ``made_up`` is a pseudo-locale: only whoever asks for it gets it."""

    code: str
    locale: str
    name: str
    direction: str
    translations: NullTranslations
    made_up: bool = False


ENGLISH: Final = Language("en-GB", "en", "English", "ltr", NullTranslations())
"""What the source says."""


def read_languages(folders: Iterable[Path]) -> Mapping[str, Language]:
    """Every language by its code, English first; of two catalogues of one, the later folder's.

    Raises:
        BadCatalogue: a folder is no language's, or its file cannot be read.
    """
    found = {ENGLISH.code: ENGLISH}
    for folder in folders:
        for path in sorted(folder.glob(f"*/{PO_FILE}")):
            language = _read(path)
            found[language.code] = language
    return found


def _read(path: Path) -> Language:
    folder = path.parents[1].name
    try:
        locale = Locale.parse(folder)
    except (UnknownLocaleError, ValueError) as error:
        raise BadCatalogue(f"{path}: {folder!r} is no language that Babel knows.") from error
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=locale, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise BadCatalogue(f"{path}: {error}") from error
    for problem in problems(catalog):
        log.warning("translation left out", catalogue=str(path), problem=problem)
    for message in [one for one in catalog if broken(one)]:
        catalog.delete(message.id, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Language(
        code="-".join(part for part in str(locale).replace("@", "_").split("_") if part),
        locale=str(locale),
        name=locale.get_display_name(locale) or folder,
        direction=locale.text_direction,
        translations=Translations(compiled),
        made_up=locale.modifier is not None,
    )


def problems(catalog: Catalog) -> Iterator[str]:
    """What is wrong with each translation that cannot be used."""
    for message in catalog:
        said = broken(message)
        if said:
            yield f"{said}: {_forms(message.id)[0]!r}"


def broken(message: Message) -> str:
    """Why a translation cannot stand in for the English; empty if it can, or if there is none."""
    if not message.id or message.fuzzy:
        return ""
    english, others = _forms(message.id), [text for text in _forms(message.string) if text]
    # Of a plural, a form for one thing may do without the number.
    known, needed = set(_gaps(english[-1])), set(_gaps(english[0]))
    for text in others:
        if not needed - {"num"} <= set(_gaps(text)) <= known | needed:
            return "its gaps are not those of the English"
        if Counter(_TAG.findall(text)) != Counter(_TAG.findall(english[0])):
            return "its tags are not those of the English"
        if "%" in _GAP.sub("", text) and "%" not in _GAP.sub("", english[0]):
            return "it has a % by itself, which is written %%"
    return ""


def _gaps(text: str) -> list[str]:
    return [name or kind for name, kind in _GAP.findall(text) if kind != "%"]


def _forms(texts: str | Iterable[str] | None) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts or ())


@cache
def script_messages() -> tuple[str, ...]:
    """The messages that scripts show: those of the template whose place is a ``.mjs`` file."""
    with TEMPLATE.open("rb") as file:
        template = read_po(file)
    return tuple(
        _forms(message.id)[0]
        for message in template
        if message.id and any(place.endswith(".mjs") for place, _line in message.locations)
    )
