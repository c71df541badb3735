"""``compass bench``: measurements of the real thing, one module a measurement."""

import click

from scripts.bench.speed import speed


@click.group()
def bench() -> None:
    """Measure the site on this machine."""


bench.add_command(speed)
