"""Words of the doors: why something was closed, and what was done on leaving."""

from dataclasses import dataclass
from typing import Final

from web.language.words import N_


@dataclass(frozen=True)
class ClosedWords:
    """``lines`` may hold %(minutes)s. Without lines nothing was closed."""

    title: str
    lines: tuple[str, ...] = ()


CLOSED: Final[dict[str, ClosedWords]] = {
    "": ClosedWords(N_("Come back with your code")),
    "idle": ClosedWords(
        N_("We closed your page"),
        (
            N_(
                "Nobody used it for %(minutes)s minutes. This might be a shared screen, so we "
                "closed it "
                "for you."
            ),
            N_(
                "Do you have a code? Type it below and everything is as you left it. Without a "
                "code "
                "nobody can open those answers again, and you can start afresh."
            ),
        ),
    ),
    "none": ClosedWords(
        N_("Nothing is open here"),
        (
            N_("That page belongs to somebody's own journey, and this browser has none open."),
            N_("Do you have a code? Type it below. If not, start: it takes about five minutes."),
        ),
    ),
    "ended": ClosedWords(
        N_("This journey is closed on this device"),
        (
            N_("It was finished here, deleted, or open for a whole day."),
            N_("Do you have a code? Type it below. If not, you can start afresh."),
        ),
    ),
}


@dataclass(frozen=True)
class DoneWords:
    title: str
    lines: tuple[str, ...]


DONE: Final[dict[str, DoneWords]] = {
    "kept": DoneWords(
        N_("Done. This device has forgotten you"),
        (
            N_("Nothing of yours is on this screen any more, and the Back button shows nothing."),
            N_("Your answers wait for you behind your code, on any device."),
        ),
    ),
    "forgotten": DoneWords(
        N_("Done. This device has forgotten you"),
        (
            N_("Nothing of yours is on this screen any more, and the Back button shows nothing."),
            N_(
                "There was no code, so we erased your answers, list and notes too, unless you have "
                "them open on another device."
            ),
        ),
    ),
    "here_only": DoneWords(
        N_("Done. This device has forgotten you"),
        (
            N_("Nothing of yours is on this screen any more, and the Back button shows nothing."),
            N_(
                "The part that keeps answers is away just now, so we could not erase them there. "
                "Without a code nobody can open them again, and they go with time."
            ),
        ),
    ),
    "deleted": DoneWords(
        N_("Done. Everything is deleted"),
        (
            N_(
                "Your answers, your list, your codes and every line of the log are gone for good. "
                "Not even we can bring them back."
            ),
            N_("This device has forgotten you, too."),
        ),
    ),
}
