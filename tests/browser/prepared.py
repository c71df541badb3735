"""Visitors who have done something already: done over plain HTTP, which is much quicker."""

from typing import Final, Literal

from playwright.sync_api import BrowserContext

from matching.answers import Value
from matching.questionnaire import Item, Questionnaire
from tests.support.visitor import Visitor

Done = Literal["nothing", "begun", "answered", "told", "everything"]
"""begun: no answer yet. answered: the twelve. told: also facts and words, roles saved.
everything: also the other questions, but no words."""

SAVED: Final = ("care-worker", "clinical-coder")
WORDS: Final = "I like to fix things and see that they work."
FACTS: Final[dict[str, str | list[str]]] = {
    "stage": "year_11",
    "gcses": "some",
    "english_maths": "english_only",
    "highest_level": "1",
    "earn": "must",
    "how_soon": "this_year",
    "points": "not_sure",
    "level_3_subjects": ["maths", "arts"],
}


def an_answer(item: Item, number: int) -> Value:
    """Some answer, another for each number."""
    option = item.options[number % len(item.options)].value
    return (str(option),) if item.kind == "multi" else option


def person(url: str, done: Done) -> Visitor:
    """Somebody who has done so much."""
    visitor = Visitor(url)
    if done == "nothing":
        return visitor
    visitor.begin()
    if done == "begun":
        return visitor
    bank = Questionnaire.load()
    for number, item in enumerate(bank.items if done == "everything" else bank.first_pass):
        visitor.answer(item, an_answer(item, number * 2))
    if done in ("told", "everything"):
        visitor.send(visitor.get("/about-you").form("/about-you"), FACTS)
        for role_id in SAVED:
            visitor.send(visitor.get(f"/roles/{role_id}").form(f"/roles/{role_id}/save"))
    if done == "told":
        visitor.send(visitor.get("/your-words").form("/your-words"), {"words": WORDS})
    return visitor


def take_over(context: BrowserContext, url: str, done: Done) -> None:
    """Give a browser the journey of such a person."""
    for name, value in person(url, done).cookies.items():
        context.add_cookies([{"name": name, "value": value, "url": url, "httpOnly": True}])
