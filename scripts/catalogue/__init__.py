"""``compass catalogue``: check the role catalogue, compare its roles, and export it.

Exit codes: 0 all is well, 1 problems were found, 2 the command was called wrongly.
"""

import click

from scripts.catalogue import checking, comparing, exporting, lists


@click.group()
def catalogue() -> None:
    """Check the role catalogue, compare its roles, or export it."""


catalogue.add_command(checking.check_command)
catalogue.add_command(checking.due_command)
catalogue.add_command(comparing.neighbours_command)
catalogue.add_command(exporting.export_command)
catalogue.add_command(lists.coverage_command)
