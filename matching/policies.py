"""Named ways to rank: calibration, variety and exploration, each of which can be switched off.

The name stands in every list, in the log and in the settings: its parts joined by dots, such as
``half-share.mmr-97.explore-1``, or ``none``. A part whose behaviour changes gets a new name.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

Calibration = Literal["half-share", "none"]
"""half-share: halfway to an even share of the first ten places, see ``calibration``. (half-top and
half-z, which evened out scores, went before it.)"""

Variety = Literal["mmr-97", "none"]
"""mmr-97: maximal marginal relevance over the first thirty, see ``variety``. (mmr-85, with more of
it, went before it.)"""

Exploration = Literal["explore-1", "none"]
"""explore-1: neighbours swapped by chance and one role drawn, see ``exploration``."""


class UnknownPolicy(ValueError):
    """No ranking policy has this name; the message says which there are."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"no ranking policy is called {ascii(name)[:60]}; use {PLAIN.code}, or one or more of "
            f"{', '.join(FULL.code.split('.'))} joined by dots, such as {FULL.code}."
        )


@dataclass(frozen=True)
class Policy:
    """One way to rank. ``Policy()`` changes nothing about the order of the scores."""

    calibration: Calibration = "none"
    variety: Variety = "none"
    exploration: Exploration = "none"

    @property
    def code(self) -> str:
        """The name of the whole, as it is logged."""
        parts = (self.calibration, self.variety, self.exploration)
        return ".".join(part for part in parts if part != "none") or "none"

    @classmethod
    def named(cls, name: str) -> "Policy":
        """The policy that a name stands for; its parts may come in any order, each once.

        Raises:
            UnknownPolicy: there is no such policy.
        """
        parts = name.split(".")
        policy = cls(
            calibration="half-share" if "half-share" in parts else "none",
            variety="mmr-97" if "mmr-97" in parts else "none",
            exploration="explore-1" if "explore-1" in parts else "none",
        )
        if sorted(policy.code.split(".")) != sorted(parts):
            raise UnknownPolicy(name)
        return policy

    @property
    def without_exploration(self) -> "Policy":
        """The same where nothing is drawn, as for somebody without a seed."""
        return replace(self, exploration="none")


PLAIN: Final = Policy()
FULL: Final = Policy("half-share", "mmr-97", "explore-1")
"""What the site does unless its settings say otherwise."""

CODES: Final = tuple(
    Policy(calibration, variety, exploration).code
    for calibration in get_args(Calibration)
    for variety in get_args(Variety)
    for exploration in get_args(Exploration)
)
"""Every policy there is, by its name."""
