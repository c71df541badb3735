"""A small sound catalogue and ways to spoil it, for the tests of this folder."""

import copy
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks import check
from roles_catalogue.reference import GlossaryTerm, Provenance, Reference
from roles_catalogue.schema import Role

SOUND: Final = Path(__file__).parent / "sound_roles"
HELPER: Final = "home-helper"
NURSE: Final = "night-nurse"

TODAY: Final = date(2026, 11, 21)

Fields = dict[str, Any]
"""A role as its file holds it."""


@cache
def reference() -> Reference:
    """The project's own tables, read once."""
    return Reference.load()


@cache
def real_catalogue() -> Catalogue:
    """The project's own catalogue, read once."""
    return Catalogue.load()


def sound_roles() -> dict[str, Fields]:
    """Fresh copies of the sound roles by id, free to spoil."""
    files = sorted(SOUND.rglob("*.yaml"))
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in files}


def term(word: str, *other_forms: str) -> GlossaryTerm:
    """A word that is explained, somehow."""
    return GlossaryTerm(
        id=word.lower().replace(" ", "-"),
        term=word,
        other_forms=other_forms,
        meaning="It is what it is.",
        provenance=Provenance("A book", None, "undated", TODAY),
    )


def catalogue_of(roles: Iterable[Fields], facts: Reference | None = None) -> Catalogue:
    """A catalogue of these roles, without files."""
    return Catalogue(
        roles=tuple(Role.model_validate(fields) for fields in roles),
        reference=facts or reference(),
        version="0" * 12,
    )


def role_like(fields: Fields, role_id: str, **changes: object) -> Fields:
    """A copy of a role under another id and title, with some fields changed."""
    made = copy.deepcopy(fields) | {"id": role_id, "title": role_id.replace("-", " ")}
    return made | changes


def write_roles(folder: Path, roles: Mapping[str, Fields]) -> Path:
    """Write roles as files in ``folder``, each where it belongs; gives the folder back."""
    for fields in roles.values():
        home = folder / fields["family"]
        home.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True)
        (home / f"{fields['id']}.yaml").write_text(text, encoding="utf-8")
    return folder


def findings_of(
    roles: dict[str, Fields], rule: str, facts: Reference | None = None
) -> list[tuple[str, str]]:
    """What one rule has to say about these roles on that day: where, and the message."""
    catalogue = catalogue_of(roles.values(), facts)
    return [(f.where, f.message) for f in check(catalogue, TODAY) if f.rule == rule]
