"""The roles in one file, for a server that must not read hundreds of YAML files to start.

The file says of which catalogue it is. One of any other version is not used, so it can be old
or missing without harm.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from roles_catalogue.schema import Role

PACKED_FILE: Final = "roles.json"


class _Packed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: str
    roles: tuple[Role, ...]


def pack(roles: tuple[Role, ...], version: str, path: Path) -> None:
    """Write the roles of a catalogue with its version."""
    path.write_bytes(_Packed(version=version, roles=roles).model_dump_json().encode())


def unpack(path: Path, version: str) -> tuple[Role, ...] | None:
    """The roles as packed; None if there is no file of just this version that can be read."""
    try:
        packed = _Packed.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return packed.roles if packed.version == version else None


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Nothing that reading a catalogue makes is garbage: to look for some takes a third of the
    time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
