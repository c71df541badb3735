"""The words that a role page explains at its end: those of the glossary that it uses.

They are looked for when a role's page is first asked for, and then remembered. That takes half a
millisecond; for all roles at once it would hold up the start of the application.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Final, cast

from flask import Flask, current_app

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.texts import prose
from roles_catalogue.glossary import Glossary
from roles_catalogue.reference import GlossaryTerm
from roles_catalogue.schema import Role
from web.language.choice import everybody_in_english
from web.roles.moves import move_words
from web.roles.page import regulation_words
from web.roles.presenters import pay_words, ways_in
from web.services import bundle_of

_KEY: Final = "terms_of_role"

Terms = tuple[GlossaryTerm, ...]


def init_app(app: Flask) -> None:
    """Get ready to find the terms of a role's page."""
    bundle = bundle_of(app)
    glossary = Glossary(bundle.catalogue.reference.glossary.values())

    @cache
    def terms(role_id: str) -> Terms:
        role = bundle.catalogue.get(role_id)
        # Remembered for readers of all languages.
        with everybody_in_english():
            return glossary.used_in(page_texts(role, bundle.catalogue, bundle.today()))

    app.extensions[_KEY] = terms


def terms_on_page(role_id: str) -> Terms:
    """What is found for a role of the catalogue, the same until the application ends."""
    return cast("Callable[[str], Terms]", current_app.extensions[_KEY])(role_id)


def find_terms(role: Role, catalogue: Catalogue, on: date) -> Terms:
    """The terms on one role's page, looked for now."""
    glossary = Glossary(catalogue.reference.glossary.values())
    return glossary.used_in(page_texts(role, catalogue, on))


def page_texts(role: Role, catalogue: Catalogue, on: date) -> Iterator[str]:
    """What the page says to everybody, also where the site puts it in words and not the file."""
    yield from (role.title, *role.other_names, *role.skills)
    for _, text in prose(role):
        yield text
    for way in ways_in(role, catalogue):
        yield from (way.label, way.kind_label, way.kind_line, *way.facts, way.first_step)
        yield from (ask.text for ask in way.asks)
    pay = pay_words(role, catalogue, on)
    yield from (pay.line, pay.note, regulation_words(role, catalogue)[0])
    for move in (*role.leads_to, *catalogue.moves_into(role).values()):
        yield move_words(move)
