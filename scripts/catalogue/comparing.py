"""``compass catalogue neighbours``: the roles, or the texts, that are nearest to each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.likeness import ALIKE, STORIES, field_texts
from scripts.catalogue.folders import comparable, roles_option
from scripts.console import offline_settings

if TYPE_CHECKING:
    from matching.remembered import Encode

FEW: Final = 5
MANY: Final = 20


@click.command("neighbours")
@click.argument("role_id", metavar="[ROLE]", required=False)
@click.option(
    "--texts",
    type=click.Choice(["stories", *ALIKE]),
    help="Compare what is written, text by text: the fields that tell of the job, or one field.",
)
@click.option(
    "--count",
    type=click.IntRange(1, 50),
    show_default=f"{FEW}, or {MANY} with --texts",
    help="How many neighbours.",
)
@roles_option
def neighbours_command(
    role_id: str | None, texts: str | None, count: int | None, roles: Path
) -> None:
    """Show the roles nearest to ROLE, by ratings and other traits and by words.

    ROLE is the id of a role. Without it, the pairs of roles that are nearest to each other. A
    likeness of 1 is a twin; after it come the ratings that differ ("shifts 4:0") or the words
    that are shared.

    With --texts, the pairs of texts that are nearest, each in full: first the likeness of the
    wording, then that of the meaning, if the site's text model has been built.
    """
    sound = comparable(roles)
    if role_id is not None and role_id not in sound:
        raise click.UsageError(f"no role that can be compared has the id {role_id!r}.")
    if texts is not None:
        _show_texts(sound, STORIES if texts == "stories" else (texts,), count or MANY, role_id)
    elif role_id is None:
        _show_pairs(sound, count or FEW)
    else:
        _show_neighbours(sound, role_id, count or FEW)


def _show_pairs(catalogue: Catalogue, count: int) -> None:
    from matching.neighbours import closest_pairs

    for one, near in closest_pairs(catalogue)[:count]:
        click.echo(f"{near.likeness:5.2f}  {one} and {near.role_id}: {', '.join(near.because)}")


def _show_neighbours(catalogue: Catalogue, role_id: str, count: int) -> None:
    from matching.neighbours import by_traits, by_words

    for title, found in (
        ("By ratings, interests, values and subjects", by_traits(catalogue, role_id)),
        ("By words", by_words(catalogue, role_id)),
    ):
        click.echo(f"{title}:")
        width = max((len(near.role_id) for near in found[:count]), default=0)
        for near in found[:count]:
            click.echo(
                f"{near.likeness:5.2f}  {near.role_id:{width}}  {', '.join(near.because)}".rstrip()
            )


def _show_texts(
    catalogue: Catalogue, fields: tuple[str, ...], count: int, role_id: str | None
) -> None:
    from matching.neighbours import closest_texts

    with _meaning(catalogue) as read:
        found = closest_texts(catalogue, fields, count, read, role_id)
    for pair in found:
        meaning = "    -" if pair.meaning is None else f"{pair.meaning:5.2f}"
        click.echo(f"{pair.wording:5.2f} {meaning}  {pair.field}: {' and '.join(pair.role_ids)}")
        for text in pair.texts:
            click.echo(f"    {text}")


@contextmanager
def _meaning(catalogue: Catalogue) -> Iterator["Encode | None"]:
    """What reads texts, with all that it has read before; None, and a word on it, if the model
    has not been built or is switched off."""
    import numpy as np

    from matching.artefacts import ArtefactsMissing, Manifest
    from matching.encoder import EncoderUnavailable, OnnxEncoder
    from matching.remembered import Remembered

    settings = offline_settings()
    try:
        if settings.encoder != "on":
            raise EncoderUnavailable("COMPASS_ENCODER switches the text model off")
        model = Manifest.read(settings.artefacts).versions.model
        encoder = OnnxEncoder(settings.artefacts)
    except (ArtefactsMissing, EncoderUnavailable) as problem:
        click.echo(f"Compared by wording, not by meaning: {problem}", err=True)
        yield None
        return
    # Beside the artefacts, because a build puts a new folder in their place.
    folder = settings.artefacts.with_name(f"{settings.artefacts.name}-compared")
    remembered = Remembered.load(folder)
    read = remembered.reader(
        f"{model}+int8", lambda texts: np.array([encoder.encode(text) for text in texts])
    )
    if not folder.exists():
        click.echo("Reading every text. This takes about half a minute, once.", err=True)
    # Every field, as what is not asked for is let go.
    for field in ALIKE:
        if texts := field_texts(catalogue, field):
            read([*texts.values()])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        remembered.save(folder)
    except OSError as error:
        click.echo(
            f"{folder} cannot be written, so nothing is remembered: {error.strerror}.", err=True
        )
    yield read
