"""The catalogue: every role with the reference facts it rests on, loaded once and frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from roles_catalogue.packed import nothing_collected, unpack
from roles_catalogue.problems import CatalogueError, Problem
from roles_catalogue.reference import REFERENCE_FOLDER, Provenance, Reference
from roles_catalogue.role_files import content_version, read_roles, role_paths
from roles_catalogue.schema import Certainty, Family, Move, Role

__all__ = [
    "CATALOGUE_FOLDER",
    "ROLES_FOLDER",
    "Catalogue",
    "CatalogueError",
    "PayRange",
    "Problem",
    "UnknownRole",
    "version_of",
]

CATALOGUE_FOLDER: Final = Path(__file__).parent
"""Where the catalogue of Leeds lies: the role files in ``roles``, the tables in ``reference``."""
ROLES_FOLDER: Final = CATALOGUE_FOLDER / "roles"


def version_of(folder: Path = ROLES_FOLDER, reference_folder: Path = REFERENCE_FOLDER) -> str:
    """The version that the catalogue in these folders has, much quicker than loading it."""
    return content_version(folder, role_paths(folder, []), reference_folder)


class UnknownRole(KeyError):
    """No role of the catalogue has this id."""

    def __init__(self, role_id: str) -> None:
        self.role_id = role_id
        super().__init__(role_id)

    def __str__(self) -> str:
        return f"no role has the id {self.role_id!r}"


@dataclass(frozen=True)
class PayRange:
    """What a role is paid under Agenda for Change, in pounds a year for full time.

    ``certainty`` says how sure we are that the role is in these bands, and
    ``band_provenance`` why; the figures themselves come from ``provenance``.
    """

    min_gbp: int
    max_gbp: int
    bands: tuple[str, ...]
    pay_year: str
    certainty: Certainty
    provenance: Provenance
    band_provenance: Provenance


@dataclass(frozen=True)
class Catalogue:
    """All roles, sorted by id, with the reference tables and a hash of both.

    ``version`` is twelve hexadecimal digits: the same contents give the same version
    whatever the order of the files or their line endings. ``unread`` holds the names of role
    files that could not be read, which only `load_what_can_be` leaves behind. ``unwritten``
    holds the places where an editor's placeholder stands for a text.
    """

    roles: tuple[Role, ...]
    reference: Reference
    version: str
    unread: frozenset[str] = frozenset()
    unwritten: tuple[Problem, ...] = ()
    _by_id: Mapping[str, Role] = field(init=False, repr=False, compare=False)
    _before: Mapping[str, Mapping[str, Move]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.roles, key=lambda role: role.id))
        object.__setattr__(self, "roles", ordered)
        object.__setattr__(self, "_by_id", MappingProxyType({role.id: role for role in ordered}))
        before: dict[str, dict[str, Move]] = {}
        for role in ordered:
            for move in role.leads_to:
                before.setdefault(move.role, {})[role.id] = move
        object.__setattr__(self, "_before", MappingProxyType(before))

    @classmethod
    def open(cls, folder: Path = CATALOGUE_FOLDER, *, packed: Path | None = None) -> "Catalogue":
        """Read a catalogue's folder, such as another city's: ``roles`` and ``reference`` in it.

        Raises `CatalogueError` as `load` does.
        """
        return cls.load(folder / ROLES_FOLDER.name, folder / REFERENCE_FOLDER.name, packed=packed)

    @classmethod
    def load(
        cls,
        folder: Path = ROLES_FOLDER,
        reference_folder: Path = REFERENCE_FOLDER,
        *,
        packed: Path | None = None,
    ) -> "Catalogue":
        """Read the role files in ``folder`` and the tables in ``reference_folder``.

        If ``packed`` is the same catalogue in one file, that is read instead of the role files.

        Raises `CatalogueError` with every problem of every file: YAML that cannot be read,
        fields of the wrong shape, an id that is not the file's name, a folder that is not
        the family, an id used twice, a bad cell of a table.
        """
        if packed is not None and packed.is_file():
            version = version_of(folder, reference_folder)
            with nothing_collected():
                roles = unpack(packed, version)
                if roles is not None:
                    return cls(roles, Reference.load(reference_folder), version)
        loaded, problems = cls.load_what_can_be(folder, reference_folder)
        if problems or loaded is None:
            raise CatalogueError(problems)
        return loaded

    @classmethod
    def load_what_can_be(
        cls, folder: Path = ROLES_FOLDER, reference_folder: Path = REFERENCE_FOLDER
    ) -> "tuple[Catalogue | None, tuple[Problem, ...]]":
        """As much of the catalogue as is sound, for its checks, and what kept the rest out.

        A role file that cannot be read is left out. Without its tables there is no catalogue,
        and the first value is None.
        """
        problems: list[Problem] = []
        paths = role_paths(folder, problems)
        unwritten: list[Problem] = []
        roles = read_roles(folder, paths, problems, unwritten)
        try:
            reference = Reference.load(reference_folder)
        except CatalogueError as error:
            return None, (*problems, *error.problems)
        version = content_version(folder, paths, reference_folder)
        unread = frozenset(path.stem for path in paths) - {role.id for role in roles}
        return cls(roles, reference, version, unread, tuple(unwritten)), tuple(problems)

    def __iter__(self) -> Iterator[Role]:
        return iter(self.roles)

    def __len__(self) -> int:
        return len(self.roles)

    def __contains__(self, role_id: object) -> bool:
        return role_id in self._by_id

    def get(self, role_id: str) -> Role:
        """The role with this id. Raises `UnknownRole`."""
        try:
            return self._by_id[role_id]
        except KeyError:
            raise UnknownRole(role_id) from None

    def comes_from(self, role: Role) -> tuple[str, ...]:
        """The ids of the roles whose ``leads_to`` names this one, sorted."""
        return tuple(self.moves_into(role))

    def moves_into(self, role: Role) -> Mapping[str, Move]:
        """How people come to this role, by the id of the role they come from."""
        return self._before.get(role.id, {})

    def families(self) -> dict[Family, tuple[Role, ...]]:
        """The families that have roles, in the schema's order, each with its roles by id."""
        return {
            family: members
            for family in Family
            if (members := tuple(role for role in self.roles if role.family is family))
        }

    def pay_range(self, role: Role, on: date) -> PayRange | None:
        """What the role is paid on a day, from its lowest band's start to its highest's end.

        None for a role outside Agenda for Change or without bands, and for a day or a band on
        which the tables are silent.
        """
        if role.pay.band_row is None:
            return None
        band_row = self.reference.role_bands.get(role.pay.band_row)
        rows = [self.reference.pay_band(band, on) for band in role.pay.bands]
        known = [row for row in rows if row is not None]
        if band_row is None or not known or len(known) < len(rows):
            return None
        newest = max(known, key=lambda row: row.effective_from)
        return PayRange(
            min_gbp=min(row.min_gbp for row in known),
            max_gbp=max(row.max_gbp for row in known),
            bands=tuple(row.band for row in known),
            pay_year=newest.pay_year,
            certainty=band_row.certainty,
            provenance=newest.provenance,
            band_provenance=band_row.provenance,
        )
