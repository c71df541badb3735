"""Pseudo-locales: English that looks foreign, made from the template of the catalogues.

Whatever stands on a page without brackets was never marked for translation, and whatever does not
fit was given no room. ``en@XA`` has accents and is longer, as German or Welsh are; ``ar@XB`` runs
from right to left. They are for tests and for looking, and are no languages of the site.
https://unicode-org.github.io/cldr/ldml/tr35-info.html#pseudo-locales describes the pair.
"""

import re
from collections.abc import Callable, Mapping
from math import ceil
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from web.language.catalogues import PO_FILE, TEMPLATE

LONGER_BY: Final = 0.35
OPEN, CLOSE = "⟦", "⟧"

# Gaps, tags, character references and addresses have to stay as they are.
_KEPT: Final = re.compile(r"%(?:\(\w+\))?[a-z%]|<[^>]*>|&#?\w+;|\{\w+\}|%\{\w+\}")
_ACCENTS: Final = str.maketrans(
    "ABCDEGHIJKLNOPRSTUWYZabcdeghijklnoprstuwyz", "ÅƁÇÐÉĜĤÎĴĶĻÑÖÞŔŠŢÛŴÝŽåƀçðéĝĥîĵķļñöþŕšţûŵýž"
)
_FILLING: Final = "one two three four five six seven eight nine ten eleven twelve"
_RIGHT_TO_LEFT, _END = "\u202e", "\u202c"


def accented(text: str) -> str:
    """``Hello`` is ``⟦Ĥéļļö one⟧``: readable, bracketed and a third longer."""
    longer = ceil(len(_KEPT.sub("", text)) * LONGER_BY)
    filling = (f"{_FILLING} " * (longer // len(_FILLING) + 1))[:longer].strip()
    body = _between(text, lambda words: words.translate(_ACCENTS))
    return f"{OPEN}{body} {filling}{CLOSE}"


def mirrored(text: str) -> str:
    """The words from right to left, by a mark for it round each piece."""
    return OPEN + _between(text, lambda words: f"{_RIGHT_TO_LEFT}{words}{_END}") + CLOSE


PSEUDO: Final[Mapping[str, Callable[[str], str]]] = {"en@XA": accented, "ar@XB": mirrored}


def write_pseudo(folder: Path) -> list[Path]:
    """Both catalogues, into a folder laid out as ``web/translations`` is; their files."""
    with TEMPLATE.open("rb") as file:
        template = read_po(file)
    return [_write(folder, name, change, template) for name, change in PSEUDO.items()]


def _write(folder: Path, name: str, change: Callable[[str], str], template: Catalog) -> Path:
    catalog = Catalog(Locale.parse(name), project="Career Compass", fuzzy=False)
    for message in template:
        if not message.id:
            continue
        if isinstance(message.id, str):
            catalog.add(message.id, change(message.id))
        else:
            one, many = message.id
            forms = [change(one), *[change(many)] * (catalog.num_plurals - 1)]
            # Which form is for one thing alone is the language's own rule.
            if catalog.num_plurals > 2:
                forms = [change(many), change(one), *[change(many)] * (catalog.num_plurals - 2)]
            catalog.add(message.id, forms)
    path = folder / name / PO_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, omit_header=False)
    return path


def _between(text: str, change: Callable[[str], str]) -> str:
    """The text with its words changed and all else as it was."""
    parts, at = [], 0
    for kept in _KEPT.finditer(text):
        parts += [_changed(text[at : kept.start()], change), kept.group()]
        at = kept.end()
    return "".join([*parts, _changed(text[at:], change)])


def _changed(words: str, change: Callable[[str], str]) -> str:
    return change(words) if words.strip() else words
