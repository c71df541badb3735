"""The blueprint that this area's modules hang their views on, and what it keeps in memory."""

from typing import Final, cast

from flask import Blueprint, current_app

from web.journey.guesses import WrongGuesses

bp = Blueprint("journey", __name__)

_KEY: Final = "compass-wrong-guesses"


bp.record_once(lambda state: state.app.extensions.update({_KEY: WrongGuesses()}))


def wrong_guesses() -> WrongGuesses:
    """The wrong recovery codes of late, in this process."""
    return cast(WrongGuesses, current_app.extensions[_KEY])
