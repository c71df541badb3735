"""What changed between two catalogues, role by role, in the words of an editor.

Two roles are compared by what they say and not by how their files are written: the order of
fields, comments, and a default that is written out make no difference.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from roles_catalogue.schema import Role

Values = Mapping[str, Any]
"""A model of the schema as plain values."""


@dataclass(frozen=True)
class Change:
    """One difference: the ``field`` as the file has it, what was there and what is there now
    (None for nothing), and both in ``words``."""

    field: str
    was: Any
    now: Any
    words: str


@dataclass(frozen=True)
class RoleChanges:
    """A role that is in both catalogues and says something else."""

    role_id: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class CatalogueChanges:
    """``added`` and ``removed`` are id and title. Everything is sorted by id."""

    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[RoleChanges, ...]


CALLED: Final[dict[str, str]] = {
    "pay.bands": "pay band",
    "pay.band_row": "the row that the pay band comes from",
    "pay.framework": "pay framework",
    "regulation.status": "regulation",
    "soc2020": "SOC 2020 code",
    "checked_on": "the day it was checked on",
    "review_by": "the day to look at it again",
}
"""Fields with a name that is plainer than the file's own."""

SHORT_LISTS: Final = ("pay.bands",)
"""Lists that are changed as one value."""

LIKE: Final = 0.5
"""From this likeness on (0 to 1) two texts are the same text, rewritten."""

KEPT: Final = 2
"""Fewer equal words than this between two changes make them one."""


def compare(before: Iterable[Role], after: Iterable[Role]) -> CatalogueChanges:
    """Everything that is in one of two catalogues and not in the other."""
    old = {role.id: role for role in before}
    new = {role.id: role for role in after}
    titles = {role.id: role.title for role in (*old.values(), *new.values())}
    changed = (
        RoleChanges(role_id, new[role_id].title, role_changes(old[role_id], new[role_id], titles))
        for role_id in sorted(old.keys() & new.keys())
    )
    return CatalogueChanges(
        added=tuple((role_id, titles[role_id]) for role_id in sorted(new.keys() - old.keys())),
        removed=tuple((role_id, titles[role_id]) for role_id in sorted(old.keys() - new.keys())),
        changed=tuple(found for found in changed if found.changes),
    )


def role_changes(
    before: Role, after: Role, titles: Mapping[str, str] | None = None
) -> tuple[Change, ...]:
    """What is different in a role, in the order of its fields. ``titles`` name other roles."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    return tuple(_values(old, new, "", _Lists(titles or {})))


@dataclass(frozen=True)
class _Kind:
    """How the entries of one list of mappings are told apart and spoken of."""

    keys: tuple[Callable[[Values], Hashable], ...]
    """The same under the first of these is the same entry; then the second, and so on."""
    added: Callable[[Values], str]
    removed: Callable[[Values], str]
    changed: Callable[[Values], str]


class _Lists:
    """The lists of mappings that a role has, by field."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        def title(move: Values) -> str:
            return titles.get(move["role"], move["role"])

        self.kinds: Final[dict[str, _Kind]] = {
            "entry_routes": _Kind(
                (
                    lambda route: (route["kind"], route["label"]),
                    lambda route: (route["kind"], route["reference"] or route["label"]),
                    lambda route: route["label"],
                    lambda route: (route["kind"], route["first_step"]),
                ),
                lambda route: f"a way in was added: {_route(route)}",
                lambda route: f"a way in was taken out: {_route(route)}",
                lambda route: f"way in “{route['label']}”: ",
            ),
            "leads_to": _Kind(
                (lambda move: move["role"],),
                lambda move: f"now leads to {title(move)}{_move(move)}",
                lambda move: f"no longer leads to {title(move)}",
                lambda move: f"the move to {title(move)}: ",
            ),
            "onet": _links("O*NET"),
            "esco": _links("ESCO"),
            "sources": _Kind(
                (lambda source: source["title"], lambda source: source["url"] or source["title"]),
                lambda source: f"a source was added: {source['title']}",
                lambda source: f"a source was taken out: {source['title']}",
                lambda source: f"source “{source['title']}”: ",
            ),
        }


def _links(scheme: str) -> _Kind:
    """Links to another list's occupations."""
    return _Kind(
        (lambda link: link["code"],),
        lambda link: f"{scheme} {link['code']} was added (confidence {link['confidence']})",
        lambda link: f"{scheme} {link['code']} was taken out",
        lambda link: f"{scheme} {link['code']}: ",
    )


def _route(route: Values) -> str:
    return f"{route['label']} ({route['kind']})"


def _move(move: Values) -> str:
    said = [move["kind"]] if move["kind"] != "up" else []
    if move["usual_years"] is not None:
        said.append(f"usual_years {move['usual_years']}")
    if move["needs"] is not None:
        said.append(f"needs {move['needs']}")
    return f" ({', '.join(said)})" if said else ""


def _values(old: Values, new: Values, inside: str, lists: _Lists) -> Iterator[Change]:
    for name in {**old, **new}:
        field = f"{inside}.{name}" if inside else name
        yield from _value(old.get(name), new.get(name), field, lists)


def _value(was: Any, now: Any, field: str, lists: _Lists) -> Iterator[Change]:
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        yield from _values(was, now, field, lists)
    elif field in lists.kinds:
        yield from _entries(was, now, field, lists)
    elif isinstance(was, list) and isinstance(now, list) and field not in SHORT_LISTS:
        yield from _list(was, now, field)
    else:
        yield Change(field, was, now, _scalar(was, now, field))


def _entries(was: list[Any], now: list[Any], field: str, lists: _Lists) -> Iterator[Change]:
    kind = lists.kinds[field]
    pairs = _paired(was, now, kind.keys)
    for number, entry in enumerate(was):
        if number not in pairs.values():
            yield Change(field, entry, None, kind.removed(entry))
    for number, entry in enumerate(now):
        if number not in pairs:
            yield Change(field, None, entry, kind.added(entry))
            continue
        old = was[pairs[number]]
        for change in _values(old, entry, f"{field} {number + 1}", lists):
            words = f"{kind.changed(old)}{change.words}"
            yield Change(change.field, change.was, change.now, words)
    order = [pairs[number] for number in sorted(pairs)]
    if order != sorted(order):
        yield Change(field, was, now, f"the order of {_called(field)} changed")


def _paired(
    was: list[Any], now: list[Any], keys: tuple[Callable[[Values], Hashable], ...]
) -> dict[int, int]:
    """The places in ``now`` of entries that were there before, and their places then."""
    pairs: dict[int, int] = {}
    for key in keys:
        left = {
            number: key(entry) for number, entry in enumerate(was) if number not in pairs.values()
        }
        for number, entry in enumerate(now):
            before = next((old for old, name in left.items() if name == key(entry)), None)
            if number not in pairs and before is not None:
                pairs[number] = before
                del left[before]
    return pairs


def _list(was: list[Any], now: list[Any], field: str) -> Iterator[Change]:
    """A list of texts, or of mappings that have no name, such as requirements."""
    gone = _without(was, now)
    new = _without(now, was)
    for entry in list(gone):
        # The one that is most like it, if any is like it at all.
        best = max(new, key=lambda other: _likeness(entry, other), default=None)
        if best is not None and _likeness(entry, best) >= LIKE:
            gone.remove(entry)
            new.remove(best)
            yield Change(field, entry, best, _text(entry, best, field))
    for entry in gone:
        yield Change(field, entry, None, f"taken out of {_called(field)}: {_shown(entry)}")
    for entry in new:
        yield Change(field, None, entry, f"added to {_called(field)}: {_shown(entry)}")
    if [entry for entry in was if entry in now] != [entry for entry in now if entry in was]:
        yield Change(field, was, now, f"the order of {_called(field)} changed")


def _without(entries: list[Any], others: list[Any]) -> list[Any]:
    """The entries that the others lack; one that is there twice must be there twice."""
    rest = list(others)
    missing: list[Any] = []
    for entry in entries:
        if entry in rest:
            rest.remove(entry)
        else:
            missing.append(entry)
    return missing


def _likeness(one: Any, other: Any) -> float:
    if not isinstance(one, str) or not isinstance(other, str) or not _is_text(one, other):
        return 0
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _is_text(*values: Any) -> bool:
    """True for something that is read word by word."""
    return all(isinstance(value, str) and " " in value for value in values)


def _scalar(was: Any, now: Any, field: str) -> str:
    name = _called(field)
    if was is None or was == []:
        return f"{name} was added: {_shown(now)}"
    if now is None or now == []:
        return f"{name} was taken out: {_shown(was)}"
    if _is_text(was, now):
        return _text(was, now, field)
    return f"{name} changed from {_shown(was)} to {_shown(now)}"


def _text(was: str, now: str, field: str) -> str:
    """The words that changed, or the whole of a text that has little left of what it was."""
    old, new = was.split(), now.split()
    if SequenceMatcher(None, old, new, autojunk=False).ratio() < LIKE:
        return f"the text of `{_name(field)}` is new: “{was}” is now “{now}”"
    return f"the text of `{_name(field)}` changed: {'; '.join(_rewordings(old, new))}"


def _rewordings(old: list[str], new: list[str]) -> Iterator[str]:
    for left, right in _changed_parts(old, new):
        said, says = " ".join(old[left]), " ".join(new[right])
        if not said:
            after = " ".join(new[max(right.start - KEPT, 0) : right.start])
            yield f"“{says}” was added " + (f"after “{after}”" if after else "at the start")
        elif not says:
            yield f"“{said}” was taken out"
        else:
            yield f"“{said}” is now “{says}”"


def _changed_parts(old: list[str], new: list[str]) -> list[tuple[slice, slice]]:
    """The stretches of words that differ, those with next to nothing in between as one."""
    parts: list[tuple[slice, slice]] = []
    for tag, left, left_end, right, right_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        if parts and left - parts[-1][0].stop < KEPT:
            left, right = parts[-1][0].start, parts[-1][1].start
            parts.pop()
        parts.append((slice(left, left_end), slice(right, right_end)))
    return parts


def _called(field: str) -> str:
    if field in CALLED:
        return CALLED[field]
    for block in ("conditions", "editorial_interests"):
        if field.startswith(f"{block}."):
            return field.removeprefix(f"{block}.")
    return f"`{_name(field)}`"


def _name(field: str) -> str:
    """The field as the file has it, without the entry that it stands in: that is said before."""
    return re.sub(r"^\w+ \d+\.", "", field)


def _shown(value: Any) -> str:
    if isinstance(value, str) and " " in value:
        return f"“{value}”"
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        told = (f"{key}: {_shown(part)}" for key, part in value.items() if part not in (None, []))
        return f"{{{', '.join(told)}}}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
