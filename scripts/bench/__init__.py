"""``compass bench``: measurements of the real thing, one module a measurement."""

import click

from scripts.bench import chances, growth, lighthouse, load, naive, pages, safety, search, speed
from scripts.bench.map import role_map
from scripts.bench.matching.command import matching as match_quality


@click.group()
def bench() -> None:
    """Measure the match, and the site on this machine."""


bench.add_command(chances.chances)
bench.add_command(growth.growth)
bench.add_command(lighthouse.lighthouse)
bench.add_command(load.load)
bench.add_command(role_map)
bench.add_command(match_quality)
bench.add_command(naive.naive)
bench.add_command(pages.pages)
bench.add_command(safety.safety)
bench.add_command(search.search)
bench.add_command(speed.speed)
