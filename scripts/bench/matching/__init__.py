"""``compass bench matching``: how good, how fair, how steady and how honest the match is.

Over simulated people who are made from what the match does not see. docs/matching-quality.md says
what is measured and why, and has figures.

* ``outside``: what the match does not see of the roles; people and right answers are made of it
* ``people``: who they are, how they answer, how far they get
* ``ranking``: many people ranked at once, as the engine ranks each
* ``baselines``: simpler ways to rank the same people
* ``measures``: how good lists are, and how sure that is
* ``fairness``, ``steadiness``, ``reasons``: who is shown, what stays, what is true
* ``study``: one set of people and what they are shown; ``recovery``, ``soundness``: one function a
  table of it; ``report``: all of them; ``tables``: what a table is; ``command``: the command
"""

from typing import Final

SEEDS: Final = {"tuning": 1, "report": 2}
"""What the people of each set are drawn from: those to change the match by, and the others."""
