"""Beside a page: help lines for somebody who may be in trouble, and what we took out.

A view that shows or uses something somebody wrote calls ``listen`` with it. The layout then shows
the help lines above the page, which is otherwise as it would have been. Nothing about that is
stored, logged or counted, and no cache may keep the page.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from flask import Flask, Response, after_this_request, g, redirect, request
from werkzeug.wrappers import Response as Answer

from compass.safety.contact_details import Detail, take_out
from compass.safety.distress import LONGEST, suggests_distress
from compass.safety.help_lines import HelpLine, help_lines
from compass.safety.meaning import reader
from matching.search import LONGEST_QUERY
from web.language.words import N_, Words, join_words
from web.services import services

TAKEN: Final = "taken"
"""What an address says was taken out, by kind: ``taken=phone.postcode``. Never what it was."""

_NAMES: Final[Mapping[Detail, str]] = Words(
    {
        "phone": N_("a phone number"),
        "email": N_("an e-mail address"),
        "postcode": N_("a postcode"),
    }
)


def listen(text: str) -> bool:
    """Show help lines beside this page if the writer may be in trouble. True if so."""
    heard = bool(text) and (suggests_distress(text) or _means_distress(text))
    if heard:
        g.help_lines = help_lines()
        after_this_request(_kept_nowhere)
    return heard


def _means_distress(text: str) -> bool:
    engine, plane = services().engine, reader()
    if engine.encoder is None or not plane.reads(engine.versions.model):
        return False
    return plane.suggests_distress(text[:LONGEST], engine.encoder)


def _kept_nowhere(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    return response


def listen_to_search(typed: str, without: str) -> Answer | None:
    """Listen to what was typed in a search box. Where it names a phone number, an e-mail address or
    a postcode, the way to the address ``without`` it: it leaves the address bar, and with it what
    the browser remembers."""
    listen(typed)
    details = take_out(typed[: 4 * LONGEST_QUERY]).details
    return redirect(with_taken(without, details), 303) if details else None


def with_taken(address: str, details: Sequence[Detail]) -> str:
    """An address that also says what was taken out; the same address if nothing was."""
    if not details:
        return address
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode({TAKEN: '.'.join(details)})}"


def with_taken_before(address: str) -> str:
    """An address that says what the address of this page says was taken out."""
    said = request.args.get(TAKEN, "").split(".")
    return with_taken(address, [kind for kind in _NAMES if kind in said])


def taken_words(raw: str) -> str:
    """What was taken out, as words that end a sentence; empty for anything else."""
    said = raw.split(".")
    names = [name for kind, name in _NAMES.items() if kind in said]
    return join_words(names)


def _beside() -> dict[str, Sequence[HelpLine] | str]:
    return {
        "help_lines": g.get("help_lines", ()),
        "taken_out": taken_words(request.args.get(TAKEN, "")),
    }


def init_app(app: Flask) -> None:
    app.context_processor(_beside)
