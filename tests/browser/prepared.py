"""Visitors who have done something already: done over plain HTTP, which is much quicker."""

import re
from typing import Final, Literal

from playwright.sync_api import BrowserContext

from matching.answers import Value
from matching.questionnaire import Item, Questionnaire
from tests.support.visitor import Visitor, answer_fields

Done = Literal["nothing", "begun", "three", "clearer", "answered", "told", "everything"]
"""begun: no answer yet. three: answers. clearer: until the picture is said to grow clearer.
answered: until the list is there. told: also facts and words, roles saved.
everything: also the other questions, but no words."""

QUESTION: Final = re.compile(r"/questions/([a-z0-9-]+)")
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
    answer(visitor, done)
    if done in ("told", "everything"):
        visitor.send(visitor.get("/about-you").form("/about-you"), FACTS)
        for role_id in SAVED:
            visitor.send(visitor.get(f"/roles/{role_id}").form(f"/roles/{role_id}/save"))
    if done == "told":
        visitor.send(visitor.get("/your-words").form("/your-words"), {"words": WORDS})
    return visitor


def answer(visitor: Visitor, done: Done) -> None:
    """What is asked, as far as this person goes."""
    bank, number, page = Questionnaire.load(), 0, visitor.get("/questions")
    while (asked := QUESTION.match(page.path)) and not (
        (done == "three" and number == 3) or (done == "clearer" and "Getting clearer" in page.html)
    ):
        item = bank.item(asked[1])
        form = page.form(f"/questions/{item.id}")
        page = visitor.send(form, answer_fields(an_answer(item, number * 2)))
        number += 1
        if done == "everything" and not QUESTION.match(page.path):
            page = visitor.get("/questions")


def take_over(context: BrowserContext, url: str, done: Done) -> None:
    """Give a browser the journey of such a person."""
    for name, value in person(url, done).cookies.items():
        context.add_cookies([{"name": name, "value": value, "url": url, "httpOnly": True}])
