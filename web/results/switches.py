"""The three switches above the list: what a way in should be, and how many jobs that leaves."""

from dataclasses import dataclass
from typing import Final

from matching.route_table import Way
from matching.rules import Choices
from web.language.words import N_, ngettext, translated
from web.results.asked import Asked
from web.roles.words import WAY_LABELS

TELL_US: Final = "/about-you?from=list"
NOT_TOLD: Final = N_("tell us about you first")


@dataclass(frozen=True)
class Switch:
    """A link that turns a wish on or off. ``note`` says how many jobs keep to it and to every other
    wish, or what is missing before we can say."""

    way: str
    label: str
    note: str
    href: str
    on: bool


def switches(choices: Choices, asked: Asked, *, is_told: bool) -> tuple[Switch, ...]:
    """All three, but for one that would leave no job. What can be started this year nobody knows
    of whom nothing is known (``is_told``): that switch then leads to the page that asks."""
    found = []
    for way, label in WAY_LABELS.items():
        chosen = way in asked.wishes.ways
        if way is Way.THIS_YEAR and not is_told and not chosen:
            found.append(Switch(way.value, label, translated(NOT_TOLD), TELL_US, False))
            continue
        then = asked.without(way) if chosen else asked.by(way)
        jobs = choices.ways[way]
        # Before Year 11 nobody can start any job this year, which is no news and no choice. That
        # the other filters leave none is news.
        if not jobs and not chosen and not asked.is_narrowed:
            continue
        note = ngettext("1 job", "%(num)s jobs", jobs)
        found.append(Switch(way.value, label, note, then.address(), chosen))
    return tuple(found)
