"""``compass catalogue neighbours``: the roles that are nearest to each other."""

from pathlib import Path

import click

from scripts.catalogue.folders import comparable, roles_option


@click.command("neighbours")
@click.argument("role_id", metavar="[ROLE]", required=False)
@click.option(
    "--count",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    help="How many neighbours.",
)
@roles_option
def neighbours_command(role_id: str | None, count: int, roles: Path) -> None:
    """Show the roles nearest to ROLE, by ratings and other traits and by words.

    ROLE is the id of a role. Without it, the pairs of roles that are nearest to each other. A
    likeness of 1 is a twin; after it come the ratings that differ ("shifts 4:0") or the words
    that are shared.
    """
    from matching.neighbours import by_traits, by_words, closest_pairs

    sound = comparable(roles)
    if role_id is None:
        for one, near in closest_pairs(sound)[:count]:
            click.echo(f"{near.likeness:5.2f}  {one} and {near.role_id}: {', '.join(near.because)}")
        return
    if role_id not in sound:
        raise click.UsageError(f"no role that can be compared has the id {role_id!r}.")
    for title, found in (
        ("By ratings, interests, values and subjects", by_traits(sound, role_id)),
        ("By words", by_words(sound, role_id)),
    ):
        click.echo(f"{title}:")
        width = max((len(near.role_id) for near in found[:count]), default=0)
        for near in found[:count]:
            click.echo(
                f"{near.likeness:5.2f}  {near.role_id:{width}}  {', '.join(near.because)}".rstrip()
            )
