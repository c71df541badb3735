"""Words of the doors: why something was closed, and what was done on leaving."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ClosedWords:
    """``lines`` may hold {minutes}. Without lines nothing was closed."""

    title: str
    lines: tuple[str, ...] = ()


CLOSED: Final[dict[str, ClosedWords]] = {
    "": ClosedWords("Come back with your code"),
    "idle": ClosedWords(
        "We closed your page",
        (
            "Nobody used it for {minutes} minutes. This might be a shared screen, so we closed it "
            "for you.",
            "Do you have a code? Type it below and everything is as you left it. Without a code "
            "nobody can open those answers again, and you can start afresh.",
        ),
    ),
    "none": ClosedWords(
        "Nothing is open here",
        (
            "That page belongs to somebody's own journey, and this browser has none open.",
            "Do you have a code? Type it below. If not, start: it takes about five minutes.",
        ),
    ),
    "ended": ClosedWords(
        "This journey is closed on this device",
        (
            "It was finished here, deleted, or open for a whole day.",
            "Do you have a code? Type it below. If not, you can start afresh.",
        ),
    ),
}


@dataclass(frozen=True)
class DoneWords:
    title: str
    lines: tuple[str, ...]


DONE: Final[dict[str, DoneWords]] = {
    "kept": DoneWords(
        "Done. This device has forgotten you",
        (
            "Nothing of yours is on this screen any more, and the Back button shows nothing.",
            "Your answers wait for you behind your code, on any device.",
        ),
    ),
    "forgotten": DoneWords(
        "Done. This device has forgotten you",
        (
            "Nothing of yours is on this screen any more, and the Back button shows nothing.",
            "There was no code, so we erased your answers and your list too, unless you have them "
            "open on another device.",
        ),
    ),
    "here_only": DoneWords(
        "Done. This device has forgotten you",
        (
            "Nothing of yours is on this screen any more, and the Back button shows nothing.",
            "The part that keeps answers is away just now, so we could not erase them there. "
            "Without a code nobody can open them again, and they go with time.",
        ),
    ),
    "deleted": DoneWords(
        "Done. Everything is deleted",
        (
            "Your answers, your list, your codes and every line of the log are gone for good. "
            "Not even we can bring them back.",
            "This device has forgotten you, too.",
        ),
    ),
}
