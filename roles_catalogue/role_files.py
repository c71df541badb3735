"""Read role files: safe YAML without repeated keys, checked against the schema."""

import hashlib
from collections.abc import Hashable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from roles_catalogue.problems import Problem
from roles_catalogue.schema import Role

PLACEHOLDER: Final = "(still to be written)"
"""What stands in a new role file wherever an editor has something to fill in."""

COLON_HINT: Final = '; a text with a colon and a space in it needs "double quotes" around it'
QUOTES_HINT: Final = ', in "double quotes" if it looks like a number, a date, yes or no'

MOST_LEVELS: Final = 40
"""Lists and mappings inside each other; no role has more than six."""

Place = tuple[str | int, ...]
"""The way to a value inside a file: names of fields, and numbers of entries from 0."""


class _UniqueKeyLoader(yaml.CSafeLoader):
    """The C safe loader, except that a key written twice in one mapping is an error, and
    that a value that cannot be, such as 2026-11-31, is named with its line."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError):  # 2026-11-31, !!int two, !!bool perhaps
            kind = node.tag.rpartition(":")[2]
            said = "there is no such day" if kind == "timestamp" else f"this is no {kind}"
            raise yaml.constructor.ConstructorError(
                problem=f"{said}: {node.value}", problem_mark=node.start_mark
            ) from None

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


def read_roles(
    folder: Path, paths: Iterable[Path], problems: list[Problem], unwritten: list[Problem]
) -> tuple[Role, ...]:
    """The roles of these files. What is wrong with a file is added to ``problems``; a file that
    cannot be read or takes another's id gives no role. Placeholders that are no mistake by the
    schema, because text may stand there, are added to ``unwritten``."""
    roles: list[Role] = []
    homes: dict[str, str] = {}
    for path in paths:
        where = path.relative_to(folder).as_posix()
        role = _read_role(path, where, problems, unwritten)
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


def _read_role(
    path: Path, where: str, problems: list[Problem], unwritten: list[Problem]
) -> Role | None:
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_depth(text)
        contents = yaml.load(text, Loader=_UniqueKeyLoader)
    except OSError as error:
        problems.append(Problem(where, f"cannot be read: {error.strerror}"))
        return None
    except UnicodeDecodeError:
        problems.append(Problem(where, "the file is not UTF-8; save it as UTF-8"))
        return None
    except yaml.MarkedYAMLError as error:
        line = f" line {error.problem_mark.line + 1}" if error.problem_mark else ""
        hint = COLON_HINT if "mapping values" in (error.problem or "") else ""
        problems.append(Problem(f"{where}{line}", f"not valid YAML: {error.problem}{hint}"))
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(where, f"not valid YAML: {error}"))
        return None
    if not isinstance(contents, dict):
        problems.append(Problem(where, "the file must hold one role: fields and values"))
        return None
    unfilled = _unfilled(text) if PLACEHOLDER in text else ()
    left = [Problem(_at(where, place, line), "still to be written") for place, line in unfilled]
    try:
        role = Role.model_validate(contents)
    except ValidationError as error:
        problems += left
        lines = {place: line for place, line, _ in _places(text)}
        # A list whose entries are still to be written is too short, and so on: said once.
        known = {place[:end] for place, _ in unfilled for end in range(1, len(place) + 1)}
        for detail in error.errors(include_url=False):
            if detail["loc"] not in known:
                place = _at(where, detail["loc"], _line_of(detail["loc"], lines))
                is_bare = detail["type"] == "string_type" and detail["input"] is not None
                problems.append(Problem(place, detail["msg"] + (QUOTES_HINT if is_bare else "")))
        return None
    unwritten += left
    return role


def _refuse_depth(text: str) -> None:
    """Whatever reads a value calls itself for each level of it, until Python or the machine
    refuses; parsing does not."""
    level = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        level += isinstance(event, yaml.CollectionStartEvent)
        level -= isinstance(event, yaml.CollectionEndEvent)
        if level > MOST_LEVELS:
            raise yaml.constructor.ConstructorError(
                problem="nested too deeply",
                problem_mark=event.start_mark,  # type: ignore[arg-type]  # the C parser's own mark
            )


def _at(where: str, place: Place, line: int | None) -> str:
    name = ".".join(str(part) for part in place) or "the role"
    return f"{where} field {name}" if line is None else f"{where} line {line} field {name}"


def _unfilled(text: str) -> tuple[tuple[Place, int], ...]:
    """Where the placeholder stands, each with its line; not in comments."""
    return tuple((place, line) for place, line, value in _places(text) if PLACEHOLDER in value)


def _places(text: str) -> Iterator[tuple[Place, int, str]]:
    """Every value of a file with its line, from 1, and its text, which is empty for a list or
    a mapping. What an alias repeats is there once."""
    seen: set[int] = set()

    def below(node: yaml.Node, place: Place, line: int) -> Iterator[tuple[Place, int, str]]:
        if id(node) in seen:
            return
        seen.add(id(node))
        yield place, line, node.value if isinstance(node, yaml.ScalarNode) else ""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield from below(value, (*place, str(key.value)), key.start_mark.line + 1)
        elif isinstance(node, yaml.SequenceNode):
            for number, entry in enumerate(node.value):
                yield from below(entry, (*place, number), entry.start_mark.line + 1)

    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None:
        yield from below(root, (), 1)


def _line_of(place: Place, lines: dict[Place, int]) -> int | None:
    """The line of a value, or of what it is missing from; None if that is the whole file."""
    while place and place not in lines:
        place = place[:-1]
    return lines[place] if place else None


def content_version(folder: Path, paths: Iterable[Path], reference_folder: Path) -> str:
    """Twelve hexadecimal digits over all role files and tables, by name and normalised text."""
    named = {f"roles/{path.relative_to(folder).as_posix()}": path for path in paths}
    named |= {f"reference/{path.name}": path for path in reference_folder.glob("*.csv")}
    digest = hashlib.sha256()
    for name in sorted(named):
        # read_text turns every line ending into a newline. A file that is not UTF-8, or cannot
        # be read at all and counts by its name alone, has been named as a problem already.
        text = ""
        with suppress(OSError):
            text = named[name].read_text(encoding="utf-8-sig", errors="replace").rstrip("\n")
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:12]
