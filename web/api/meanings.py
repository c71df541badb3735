"""What the fields of our own classes mean, for a reader of the API.

The shapes of the API say it themselves; a class that is written out as it is (a question, a
reason) is described here, and what belongs to the catalogue in ``roles_catalogue.meanings``.
``Schema.field`` comes before ``field``, which holds for every schema.
"""

from typing import Final

from roles_catalogue.meanings import MEANINGS as CATALOGUE_MEANINGS

MEANINGS: Final[dict[str, str]] = {
    # Roles and rows of tables; the API's whole role is a role with more beside it.
    **{
        f"Whole{key}" if key.startswith("Role.") else key: text
        for key, text in CATALOGUE_MEANINGS.items()
    },
    # The questionnaire.
    "Item.id": "What to name the answer by.",
    "AboutField.id": "What to name the answer by.",
    "section": "The part of the questionnaire it belongs to.",
    "Item.kind": "`scale`, `choice` or `multi`: how it is answered.",
    "AboutField.kind": "`choice` is answered with one option's value, `multi` with a list of them.",
    "text": "What is asked, in words to the person.",
    "hint": "A word of help, or nothing.",
    "options": "What can be answered.",
    "measures": "What an answer moves; empty where only the options do.",
    "first_pass": "True for the twelve questions of the fixed form.",
    "block": "The part of the picture: `interests`, `subjects`, `values`, `conditions` or `text`.",
    "dimension": "Which dimension of the block.",
    "weight": "In which direction, and how strongly.",
    "value": "What to send as the answer.",
    "Option.label": "What to show.",
    # A match and a search.
    "code": "A stable name for it.",
    "Reason.value": "How much it adds to the score.",
    "Reason.text": "A finished sentence to the person.",
    "routes": "Kinds of ways in that were wished for.",
    "families": "Families that were wished for.",
    "Wishes.settings": "Places of work that were wished for.",
    "Wishes.ways": "What was wished of a way in: `this_year`, `no_university`, `earning`.",
    "catalogue": "The version of the roles and tables.",
    "questionnaire": "The version of the item bank.",
    "model": "The model that reads own words.",
    "engine": "The version of the mathematics.",
    "artefacts": "The build that all of it was read from.",
    "Hit.title": "What the job is called.",
    "matched": "What of the role fitted.",
    "score": "How well it fitted, 0 to 100.",
    "Hit.kind": (
        "How the role was found: `title` or `other_name` by a name, `words` because its text has "
        "every word, `meaning` by a sentence of its text that is close in meaning, `close` "
        "because it is only the closest there is."
    ),
}


def meaning(schema: str, field: str) -> str:
    """What a field of a schema means; empty if nobody has said."""
    return MEANINGS.get(f"{schema}.{field}") or MEANINGS.get(field, "")
