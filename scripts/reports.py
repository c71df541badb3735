"""``compass reports``: mistakes on role pages that readers told us of.

Exit codes: 0 all is well, 1 it could not be done, 2 the command was called wrongly.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from compass.database import Database, is_migrated
from compass.errors import ServiceUnavailable
from compass.journeys.json_form import json_form
from compass.reports.service import ReportService
from scripts.console import echo_json, format_option, offline_settings


@click.group()
def reports() -> None:
    """Read and close reports of mistakes."""


@reports.command("list")
@click.option("--role", "role_id", help="Only those about this role, by its id.")
@click.option("--all", "everything", is_flag=True, help="Closed ones too.")
@format_option
def list_command(role_id: str | None, everything: bool, form: str) -> None:
    """Show the open reports, oldest first."""
    with _service() as service:
        found = service.listed(role_id, closed=everything)
    if form == "json":
        echo_json([json_form(report) for report in found])
        return
    for report in found:
        closed = f", closed {report.closed_on}" if report.closed_on else ""
        click.echo(f"{report.id}  {report.role_id}  {report.wrong}  {report.reported_on}{closed}")
        if report.text:
            click.echo(f"    {report.text}")
    if not found:
        click.echo("No reports." if everything else "No open reports.")


@reports.command("close")
@click.argument("report_id", metavar="ID", type=click.IntRange(min=1))
def close_command(report_id: int) -> None:
    """Close a report that has been dealt with. It is erased after 90 days."""
    with _service() as service:
        if not service.close(report_id):
            raise click.ClickException(f"No open report has the number {report_id}.")
    click.echo(f"Report {report_id} is closed.")


@contextmanager
def _service() -> Iterator[ReportService]:
    try:
        url = offline_settings().database_url
        if not is_migrated(url):
            raise ServiceUnavailable(
                "The database is not up to date. Run `compass database migrate` first."
            )
        database = Database(url)
        try:
            yield ReportService(database)
        finally:
            database.dispose()
    except ServiceUnavailable as error:
        raise click.ClickException(str(error)) from error
