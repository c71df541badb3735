"""Words that can be translated. English is what the source says; catalogues hold the rest.

``_`` and ``ngettext`` are Flask-Babel's with types. Outside a request, as in the command line,
they give English. Names are gettext's own, so that its tools find what is marked.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Generic, TypeVar

import flask_babel
from babel.dates import format_date

Key = TypeVar("Key")


def _(message: str, /, **values: object) -> str:
    """A message in the reader's language, ``%(name)s`` filled in from ``values``."""
    return str(flask_babel.gettext(message, **values))


def ngettext(singular: str, plural: str, num: int, /, **values: object) -> str:
    """The form that goes with a number, ``%(num)s`` filled in with it, unless ``values`` has it."""
    # Flask-Babel's own takes no other "num", such as one with a comma for thousands.
    form = str(flask_babel.get_translations().ungettext(singular, plural, num))
    return form % {"num": num, **values}


def N_(message: str, /) -> str:  # noqa: N802 (gettext's name for it)
    """Marks a message that is translated later, where it is looked up: see ``Words``."""
    return message


def translated(text: str) -> str:
    """A text that stands in data, such as a question, in the reader's language.

    The catalogues know it by ``scripts.messages``; what they do not know stays as it is.
    """
    return _(text) if text else text


def day_in_words(day: date) -> str:
    """21 November 2026, in the reader's language."""
    return format_date(day, "d MMMM y", locale=flask_babel.get_locale() or "en")


def day_and_time(moment: datetime) -> str:
    """21 November 2026, 14:03, in the reader's language and the moment's own time zone."""
    return _("%(day)s, %(clock)s", day=day_in_words(moment.date()), clock=f"{moment:%H:%M}")


def join_words(words: list[str] | tuple[str, ...]) -> str:
    """a, b and c"""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s", first=_(", ").join(words[:-1]), last=words[-1])


def either(words: list[str] | tuple[str, ...]) -> str:
    """a, b or c"""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s or %(last)s", first=_(", ").join(words[:-1]), last=words[-1])


class Words(Mapping[Key, str], Generic[Key]):
    """Messages by code, made when the program starts and translated when one is looked up."""

    def __init__(self, messages: Mapping[Key, str]) -> None:
        self._messages = dict(messages)

    def __getitem__(self, key: Key) -> str:
        return translated(self._messages[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)
