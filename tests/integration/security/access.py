"""Who may use which route. A route that nobody decided about fails the tests."""

from collections.abc import Iterator
from typing import Final, Literal
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from tests.integration.web_personal.test_questions import FIRST

Who = Literal["anyone", "holder", "operator"]
"""``holder``: the browser that holds the journey, and only for that journey. ``operator``: this
machine itself, or whoever has the token for it."""

ROUTES: Final[dict[str, Who]] = {
    "pages.home": "anyone",
    "pages.accessibility": "anyone",
    "pages.cookies": "anyone",
    "pages.credits": "anyone",
    "pages.glossary": "anyone",
    "pages.how_matching_works": "anyone",
    "pages.money": "anyone",
    "pages.privacy": "anyone",
    "colours.choose": "anyone",
    "colours.keep": "anyone",
    "roles.index": "anyone",
    "roles.show": "anyone",
    "roles.ways": "anyone",
    "reports.form": "anyone",
    "reports.send": "anyone",
    "reports.thanks": "anyone",
    "offline.page": "anyone",
    "offline.role": "anyone",
    "offline.worker": "anyone",
    "api.openapi": "anyone",
    "api.paths": "anyone",
    "api.filters": "anyone",
    "api.glossary": "anyone",
    "api.health": "anyone",
    "api.match": "anyone",
    "api.next_question": "anyone",
    "api.place": "anyone",
    "api.nowhere": "anyone",
    "api.questionnaire": "anyone",
    "api.role": "anyone",
    "api.roles": "anyone",
    "api.search": "anyone",
    "operations.metrics": "operator",
    "operations.ready": "anyone",
    "reference.show": "anyone",
    "suggestions.suggest": "anyone",
    "journey.start": "anyone",
    "journey.come_back": "anyone",
    "journey.use_code": "anyone",
    "journey.finish": "anyone",
    "journey.forget_me": "anyone",
    "journey.mine": "holder",
    "journey.download": "holder",
    "journey.here": "holder",
    "journey.show_code": "holder",
    "journey.make_code": "holder",
    "journey.revoke_code": "holder",
    "journey.statistics": "holder",
    "journey.confirm_delete": "holder",
    "journey.delete": "holder",
    "journey.save": "holder",
    "journey.unsave": "holder",
    "questions.paper": "anyone",
    "questions.about_you": "holder",
    "questions.tell_about": "holder",
    "questions.resume": "holder",
    "questions.ask": "holder",
    "questions.answer": "holder",
    "questions.your_words": "holder",
    "questions.write_words": "holder",
    "results.show": "holder",
    "results.where": "holder",
    "results.place": "holder",
    "journey.dispute": "holder",
    "journey.count_again": "holder",
    "journey.more_like_this": "holder",
    "journey.not_for_me": "holder",
    "journey.as_before": "holder",
    "results.like": "holder",
    "results.different": "holder",
    "compare.show": "anyone",
    "map.show": "anyone",
    "plan.show": "holder",
    "plan.move": "holder",
    "plan.write_note": "holder",
    "plan.take_away": "holder",
}

NO_SUCH_ID: Final = UUID("00000000-0000-4000-8000-000000000000")
ARGUMENTS: Final[dict[str, object]] = {
    "item_id": FIRST[0].id,
    "role_id": "porter",
    "code_id": NO_SUCH_ID,
    "rest": "nothing-here",
}


def undecided(app: Flask) -> set[str]:
    """Routes that the table does not name."""
    return {rule.endpoint for rule in app.url_map.iter_rules()} - ROUTES.keys()


def addresses(app: Flask, method: str, who: Who | None = None, **given: object) -> list[str]:
    """Every address that takes this method, and that ``who`` may use."""
    return [
        address_of(app, rule, method, **given)
        for rule in rules(app, method)
        if who is None or ROUTES[rule.endpoint] == who
    ]


def rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()):
            yield rule


def address_of(app: Flask, rule: Rule, method: str, **given: object) -> str:
    arguments = ARGUMENTS | given
    built = app.url_map.bind("localhost").build(
        rule.endpoint, {name: arguments[name] for name in rule.arguments}, method=method
    )
    return str(built)
