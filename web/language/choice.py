"""Which language a page is in: what the reader chose, else what the browser asks for, else English.

``?lang=cy`` on any address chooses, and a cookie of its own remembers it until the browser is
closed. With English alone there is nothing to choose: nothing is read, set or varied by.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, cast

import flask_babel
from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, current_app, g, has_request_context, request
from markupsafe import Markup, escape

from web.addresses import with_query
from web.language.catalogues import (
    ENGLISH,
    OWN_FOLDER,
    Language,
    read_languages,
    script_messages,
)
from web.language.words import translated
from web.services import bundle_of

PARAMETER: Final = "lang"
WITHOUT_CHOICE: Final = frozenset({"api", "operations"})
"""Blueprints that answer programs: in English, whatever a browser's user reads."""

_KEY: Final = "compass-languages"


class _Catalogues(flask_babel.Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """What Flask-Babel asks for translations: those read at the start, by the locale."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        super().__init__()
        self._by_locale = {one.locale: one.translations for one in languages.values()}

    def get_translations(self) -> NullTranslations:
        return self._by_locale.get(str(flask_babel.get_locale()), ENGLISH.translations)


@dataclass(frozen=True)
class LanguageLink:
    """A way to read this page in another language."""

    href: str
    code: str
    direction: str
    name: str


def languages() -> Mapping[str, Language]:
    """What this application offers, by code."""
    return cast("Mapping[str, Language]", current_app.extensions[_KEY])


def chosen() -> Language:
    """The language of this request's page."""
    if "language" not in g:
        g.language = _choose(languages())
    return cast(Language, g.language)


def _choose(offered: Mapping[str, Language]) -> Language:
    if len(offered) == 1 or request.blueprint in WITHOUT_CHOICE:
        return ENGLISH
    for code in (request.args.get(PARAMETER), request.cookies.get(_cookie())):
        if code is not None and code in offered:
            return offered[code]
    return _asked_by_browser(offered)


def _asked_by_browser(offered: Mapping[str, Language]) -> Language:
    """By whole tags first, such as pt-BR, then by what comes before the first hyphen."""
    real = [one for one in offered.values() if not one.made_up]
    for tag in request.accept_languages.values():
        for whole in (True, False):
            for one in real:
                same = one.code if whole else one.code.partition("-")[0]
                if same.casefold() == (tag if whole else tag.partition("-")[0]).casefold():
                    return one
    return ENGLISH


def _cookie() -> str:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-compass-language" if secure else "compass-language"


def _remember(response: Response) -> Response:
    offered = languages()
    if len(offered) == 1 or request.blueprint in WITHOUT_CHOICE:
        return response
    response.vary.add("Accept-Language")
    code = request.args.get(PARAMETER)
    is_page = response.mimetype == "text/html"
    if is_page and code is not None and code in offered and request.cookies.get(_cookie()) != code:
        response.set_cookie(
            _cookie(),
            code,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        # A page that sets a cookie belongs to one reader.
        response.headers.setdefault("Cache-Control", "private, no-store")
    return response


@contextmanager
def everybody_in_english() -> Iterator[None]:
    """For what is worked out in one reader's request, and remembered for all."""
    here = chosen()
    g.language = ENGLISH
    try:
        with flask_babel.force_locale(Locale.parse(ENGLISH.locale)):
            yield
    finally:
        g.language = here


def language_links() -> tuple[LanguageLink, ...]:
    """The other languages of this page; none where it is sent by a form."""
    here = chosen()
    if request.method != "GET" or len(languages()) == 1:
        return ()
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != PARAMETER]
    return tuple(
        LanguageLink(
            with_query(request.path, [*pairs, (PARAMETER, one.code)]),
            one.code,
            one.direction,
            one.name,
        )
        for one in languages().values()
        if one.code != here.code
    )


def english(text: str) -> str:
    """Marks what is English in every language: the catalogue's own words. A filter of templates,
    and for words that are put together from both."""
    if not has_request_context() or chosen() is ENGLISH or not text:
        return text
    return Markup("<span{}>{}</span>").format(in_english(), escape(text))


def in_english() -> Markup:
    """The attributes that say so, for an element that holds nothing else."""
    return Markup("") if chosen() is ENGLISH else Markup(' lang="en-GB" dir="ltr"')


def script_words() -> Mapping[str, str]:
    """What scripts say in the reader's language, by the English; empty for English."""
    if chosen() is ENGLISH:
        return {}
    return {message: translated(message) for message in script_messages()}


def init_app(app: Flask) -> None:
    """Read the catalogues, and choose between them.

    Raises:
        BadCatalogue: one of them cannot be used.
    """
    further = bundle_of(app).settings.translations
    offer(app, read_languages([OWN_FOLDER, *([further] if further else [])]))


def offer(app: Flask, offered: Mapping[str, Language]) -> None:
    """Let readers choose between these languages, by code; templates get what they need for it."""
    app.extensions[_KEY] = offered
    babel = flask_babel.Babel()
    babel.domain_instance = _Catalogues(offered)
    babel.init_app(app, locale_selector=lambda: Locale.parse(chosen().locale))
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.filters.update(english=english, translated=translated)
    app.jinja_env.globals.update(
        in_english=in_english, language_links=language_links, script_words=script_words
    )
    app.context_processor(lambda: {"language": chosen()})
    app.after_request(_remember)
