"""Every view of the area hangs on ``bp``; importing the modules puts them there."""

from web.journey import doors, mine, shortlist
from web.journey.blueprint import bp

__all__ = ["bp", "doors", "mine", "shortlist"]
