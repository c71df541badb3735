"""``compass search``: roles by name, by words and by meaning, typing slips forgiven."""

from typing import Final

import click

from matching.as_json import MOST_ROLES, search_as_json
from matching.search import Hit
from scripts.console import echo_json, format_option, open_engine

HOW: Final = {"words": "has these words", "meaning": "close in meaning"}


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_ROLES),
    default=20,
    show_default=True,
    help="How many roles at most.",
)
@format_option
def search(query: tuple[str, ...], limit: int, form: str) -> None:
    """Find roles by name, or by what the work is.

    QUERY is one or more words. Each role says how it was found; if nothing fits, the closest
    come back, marked so.
    """
    # Bytes that are no text in the terminal's encoding arrive as lone surrogates.
    words = " ".join(query).encode("utf-8", "replace").decode()
    result = open_engine().search(words, limit)
    if not result.hits:
        raise click.UsageError("QUERY needs a letter or a digit; for example: compass search nurse")
    if form == "json":
        echo_json(search_as_json(result))
        return
    if not result.found:
        click.echo("Nothing fits. These come closest:")
    width = max(len(hit.role_id) for hit in result.hits)
    for hit in result.hits:
        click.echo(f"{hit.score:5.1f}  {hit.role_id:{width}}  {_line(hit)}")


def _line(hit: Hit) -> str:
    if hit.kind in HOW:
        return f"{hit.title}, {HOW[hit.kind]}: {hit.matched}"
    return hit.title if hit.title == hit.matched else f"{hit.title} ({hit.matched})"
