"""``compass bench``: measurements of the real thing, one module a measurement."""

import click

from scripts.bench import exposure, growth, ideal, load, naive, pages, search, speed


@click.group()
def bench() -> None:
    """Measure the site on this machine."""


bench.add_command(exposure.exposure)
bench.add_command(growth.growth)
bench.add_command(ideal.ideal)
bench.add_command(load.load)
bench.add_command(naive.naive)
bench.add_command(pages.pages)
bench.add_command(search.search)
bench.add_command(speed.speed)
