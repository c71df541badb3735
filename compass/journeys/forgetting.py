"""Forgotten stays forgotten: what people asked for, kept apart from the database.

A backup knows nothing of what was deleted after it was made. So the requests are also kept in
a small text file, as keyed hashes of journey ids, which lead nowhere without the secret key
and the journeys themselves. After a restore they are carried out again.
"""

import os
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, get_args

from compass.database import Database
from compass.errors import CompassError
from compass.journeys.privacy import Hashes
from compass.journeys.store import forgotten as store

Kind = Literal["deleted", "erased", "silent"]
"""deleted: the whole journey. erased: forgotten without a way back, so the answers went.
silent: no statistics."""

Request = tuple[Kind, str]
"""What was asked for, and the keyed hash of the journey's id."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
LINE: Final = re.compile(rf"({'|'.join(KINDS)}) ([0-9a-f]{{64}})")
KEY_LINE: Final = re.compile(r"key ([0-9a-f]{64})")


class ListRefused(CompassError):
    """The file is no such list, belongs to another secret key, or cannot be written."""


@dataclass(frozen=True)
class Again:
    """How many journeys each kind of request was carried out on."""

    deleted: int
    erased: int
    silent: int


def requests(database: Database, hashes: Hashes) -> frozenset[Request]:
    """Everything that people have asked this database to forget.

    Raises:
        ServiceUnavailable: the database cannot be read.
    """
    with database.reading() as session:
        deleted = store.tombstones(session)
        erased = [hashes.tombstone(journey_id) for journey_id in store.erased(session)]
        silent = [hashes.tombstone(journey_id) for journey_id in store.silent(session)]
    by_kind = zip(KINDS, (deleted, erased, silent), strict=True)
    return frozenset((kind, value) for kind, values in by_kind for value in values)


def add_to(path: Path, wanted: frozenset[Request], hashes: Hashes) -> int:
    """Add requests to the list in ``path``, made if it is missing; returns how many it has.

    Nothing is ever taken off: a database that was restored just now knows less than the list.

    Raises:
        ListRefused: the file there is something else, or cannot be written.
    """
    known = read(path, hashes) if path.exists() else frozenset()
    lines = sorted(f"{kind} {value}" for kind, value in known | wanted)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write("\n".join((f"key {hashes.mark()}", *lines, "")))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        raise ListRefused(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return len(lines)


def read(path: Path, hashes: Hashes) -> frozenset[Request]:
    """The requests in a list.

    Raises:
        ListRefused: it cannot be read, a line is not one, or the secret key is another one.
    """
    try:
        first, *lines = path.read_text(encoding="ascii").splitlines() or [""]
    except (OSError, UnicodeDecodeError) as error:
        raise ListRefused(f"{path} cannot be read: {error}.") from error
    key = KEY_LINE.fullmatch(first)
    if key is None:
        raise ListRefused(f"{path} is no list of what was forgotten.")
    if key[1] != hashes.mark():
        raise ListRefused(
            f"{path} was made with another COMPASS_SECRET_KEY, so it names no journey here. "
            "Set the key that the site had."
        )
    found: set[Request] = set()
    for number, line in enumerate(lines, start=2):
        parts = LINE.fullmatch(line)
        if parts is None:
            raise ListRefused(f"line {number} of {path} is damaged. Take an earlier copy of it.")
        found.update((kind, parts[2]) for kind in KINDS if kind == parts[1])
    return frozenset(found)


def forget_again(
    database: Database, wanted: frozenset[Request], hashes: Hashes, at: datetime
) -> Again:
    """Carry out every request on the journeys that are there, in one transaction.

    Raises:
        ServiceUnavailable: the database cannot be used; nothing was changed.
    """
    counts: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    with database.writing() as session:
        store.bury(session, [value for kind, value in wanted if kind == "deleted"], at)
        for journey_id in store.every(session):
            name = hashes.tombstone(journey_id)
            if ("deleted", name) in wanted:
                store.delete_again(session, journey_id)
                counts["deleted"] += 1
                continue
            if ("erased", name) in wanted:
                store.erase_again(session, journey_id, at)
                counts["erased"] += 1
            if ("silent", name) in wanted:
                store.silence_again(session, journey_id)
                counts["silent"] += 1
    database.checkpoint()
    return Again(counts["deleted"], counts["erased"], counts["silent"])
