"""Every view of the area hangs on ``bp``; importing the modules puts them there."""

from web.journey import disputes, doors, marks, mine, shortlist
from web.journey.blueprint import bp

__all__ = ["bp", "disputes", "doors", "marks", "mine", "shortlist"]
