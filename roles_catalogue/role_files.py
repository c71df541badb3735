"""Read role files: safe YAML without repeated keys, checked against the schema."""

import hashlib
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from roles_catalogue.problems import Problem
from roles_catalogue.schema import Role


class _UniqueKeyLoader(yaml.CSafeLoader):
    """The C safe loader, except that a key written twice in one mapping is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key!r} is there twice", problem_mark=key_node.start_mark
                )
            if isinstance(key, Hashable):
                seen.add(key)
        return super().construct_mapping(node, deep)


def role_paths(folder: Path, problems: list[Problem]) -> tuple[Path, ...]:
    """The role files under ``folder``; files that lie or end wrongly become problems."""
    found: list[Path] = []
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name.startswith("."):
            continue
        where = path.relative_to(folder).as_posix()
        if path.suffix != ".yaml":
            problems.append(Problem(where, "not a role file; role files end in .yaml"))
        elif where.count("/") != 1:
            problems.append(Problem(where, "a role file lies in a folder named after its family"))
        else:
            found.append(path)
    if not found and not problems:
        problems.append(Problem(str(folder), "there is no role file here"))
    return tuple(found)


def read_roles(folder: Path, paths: Iterable[Path], problems: list[Problem]) -> tuple[Role, ...]:
    """The roles of these files. What is wrong with a file is added to ``problems``; a file that
    cannot be read or takes another's id gives no role."""
    roles: list[Role] = []
    homes: dict[str, str] = {}
    for path in paths:
        where = path.relative_to(folder).as_posix()
        role = _read_role(path, where, problems)
        if role is None:
            continue
        if role.id != path.stem:
            problems.append(Problem(where, f"the id is {role.id}; name the file {role.id}.yaml"))
        if role.family.value != path.parent.name:
            problems.append(
                Problem(where, f"the family is {role.family}; move it to {role.family}/")
            )
        if role.id in homes:
            problems.append(Problem(where, f"the id {role.id} is already used by {homes[role.id]}"))
            continue
        homes[role.id] = where
        roles.append(role)
    return tuple(roles)


def _read_role(path: Path, where: str, problems: list[Problem]) -> Role | None:
    try:
        contents = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeyLoader)
    except UnicodeDecodeError:
        problems.append(Problem(where, "the file is not UTF-8; save it as UTF-8"))
        return None
    except yaml.MarkedYAMLError as error:
        line = f" line {error.problem_mark.line + 1}" if error.problem_mark else ""
        problems.append(Problem(f"{where}{line}", f"not valid YAML: {error.problem}"))
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(where, f"not valid YAML: {error}"))
        return None
    if not isinstance(contents, dict):
        problems.append(Problem(where, "the file must hold one role: fields and values"))
        return None
    try:
        return Role.model_validate(contents)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            name = ".".join(str(part) for part in detail["loc"]) or "the role"
            problems.append(Problem(f"{where} field {name}", detail["msg"]))
        return None


def content_version(folder: Path, paths: Iterable[Path], reference_folder: Path) -> str:
    """Twelve hexadecimal digits over all role files and tables, by name and normalised text."""
    named = {f"roles/{path.relative_to(folder).as_posix()}": path for path in paths}
    named |= {f"reference/{path.name}": path for path in reference_folder.glob("*.csv")}
    digest = hashlib.sha256()
    for name in sorted(named):
        # read_text turns every line ending into a newline. A file that is not UTF-8 has been
        # named as a problem already.
        text = named[name].read_text(encoding="utf-8-sig", errors="replace").rstrip("\n")
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:12]
