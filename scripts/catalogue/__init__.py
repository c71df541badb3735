"""``compass catalogue``: write, preview, check, compare and export the role catalogue.

Exit codes: 0 all is well, 1 problems were found, 2 the command was called wrongly.
"""

import click

from scripts.catalogue import (
    agreeing,
    checking,
    comparing,
    differing,
    exporting,
    grading,
    lists,
    paths,
    previewing,
    writing,
)


@click.group()
def catalogue() -> None:
    """Write and preview roles; check, compare or export the role catalogue."""


catalogue.add_command(agreeing.agreement_command)
catalogue.add_command(checking.check_command)
catalogue.add_command(checking.due_command)
catalogue.add_command(comparing.neighbours_command)
catalogue.add_command(differing.diff_command)
catalogue.add_command(exporting.export_command)
catalogue.add_command(grading.grades_command)
catalogue.add_command(lists.coverage_command)
catalogue.add_command(lists.to_verify_command)
catalogue.add_command(paths.paths_command)
catalogue.add_command(previewing.preview_command)
catalogue.add_command(writing.new_command)
