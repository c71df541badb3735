"""The texts of a role, field by field, for the rules about language."""

import re
from collections.abc import Iterable, Iterator

from roles_catalogue.schema import NoteRequirement, Role

Text = tuple[str, str]
"""The name of a field and what it says. A list field gives one text for each entry."""


def prose(role: Role) -> Iterator[Text]:
    """The sentences that belong to this role alone."""
    yield "pitch", role.pitch
    for name, entries in (("what_you_do", role.what_you_do), ("hard_parts", role.hard_parts)):
        for entry in entries:
            yield name, entry
    yield "day", role.day
    yield "suits_you", role.suits_you
    yield "hours", role.hours
    if role.pay.varies_because is not None:
        yield "pay.varies_because", role.pay.varies_because
    yield "next_step", role.next_step.text


def joined(texts: Iterable[Text]) -> dict[str, str]:
    """What each field says, the entries of a list joined as sentences."""
    found: dict[str, str] = {}
    for field, text in texts:
        ended = text if text.endswith((".", "?", "!")) else f"{text}."
        found[field] = f"{found[field]} {ended}" if field in found else ended
    return found


def short(role: Role) -> Iterator[Text]:
    """The lines of the card."""
    if role.short is not None:
        for line in role.short.does:
            yield "short.does", line
        yield "short.hard", role.short.hard
        yield "short.first_step", role.short.first_step


def routes(role: Role) -> Iterator[Text]:
    """What the ways in say: labels, lengths, first steps and notes."""
    for number, route in enumerate(role.entry_routes, start=1):
        name = f"entry_routes {number}"
        yield f"{name} label", route.label
        yield f"{name} first_step", route.first_step
        if route.usual_length is not None:
            yield f"{name} usual_length", route.usual_length
        for need in route.requirements:
            if isinstance(need, NoteRequirement):
                yield f"{name} note", need.text


def first_steps(role: Role) -> Iterator[Text]:
    """What to do first on each way in."""
    for number, route in enumerate(role.entry_routes, start=1):
        yield f"entry_routes {number} first_step", route.first_step


def everything(role: Role) -> Iterator[Text]:
    """All that a reader may see and that we wrote; not the titles of other people's pages."""
    yield "title", role.title
    for name in role.other_names:
        yield "other_names", name
    yield from prose(role)
    for skill in role.skills:
        yield "skills", skill
    yield from short(role)
    yield from routes(role)
    for move in role.leads_to:
        if move.needs is not None:
            yield f"leads_to {move.role} needs", move.needs
    if role.what_changed is not None:
        yield "what_changed", role.what_changed
    if role.regulation.note is not None:
        yield "regulation.note", role.regulation.note
    for link in role.onet:
        if link.note is not None:
            yield "onet.note", link.note
    for european in role.esco:
        if european.note is not None:
            yield "esco.note", european.note


def sentences(text: str) -> list[str]:
    """The sentences of a text, with their full stops."""
    return [part for part in re.split(r"(?<=[.!?])\s+", " ".join(text.split())) if part]
