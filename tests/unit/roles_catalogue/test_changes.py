"""What changed between two catalogues: nothing is missed, nothing made up, all said in words."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from roles_catalogue.changes import CatalogueChanges, Change, compare, role_changes
from roles_catalogue.schema import Role
from tests.unit.roles_catalogue.spoiling import put
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    Fields,
    real_catalogue,
    role_like,
    sound_roles,
)

SOUND = {role_id: Role.model_validate(fields) for role_id, fields in sound_roles().items()}


def after(spoil: Callable[[dict[str, Fields]], object]) -> CatalogueChanges:
    """What compare says after such a change to the sound roles."""
    roles = sound_roles()
    spoil(roles)
    return compare(SOUND.values(), (Role.model_validate(fields) for fields in roles.values()))


def words_after(spoil: Callable[[dict[str, Fields]], object]) -> list[str]:
    return [change.words for role in after(spoil).changed for change in role.changes]


def edited(role_id: str, name: str, change: Callable[[Any], object]) -> list[str]:
    """The words after a change to the value of one field."""
    return words_after(lambda roles: change(roles[role_id][name]))


def test_roles_that_came_and_went_are_named_with_id_and_title() -> None:
    def swap(roles: dict[str, Fields]) -> None:
        roles["cook"] = role_like(roles.pop(HELPER), "cook", title="Ward cook")

    found = after(swap)
    assert found.added == (("cook", "Ward cook"),)
    assert found.removed == ((HELPER, "Home helper"),)
    assert found.changed == ()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (put(NURSE, "pay", "bands", value=["6"]), "pay band changed from 5 to 6"),
        (put(NURSE, "pay", "bands", value=["5", "6"]), "pay band changed from 5 to 5, 6"),
        (put(HELPER, "conditions", "shifts", value=3), "shifts changed from 2 to 3"),
        (put(HELPER, "soc2020", value="6136"), "SOC 2020 code changed from 6135 to 6136"),
        (
            put(HELPER, "review_by", value="2028-01-01"),
            "the day to look at it again changed from 2027-11-21 to 2028-01-01",
        ),
        (put(HELPER, "regulation", "status", value="voluntary_register"), "regulation changed"),
        (put(HELPER, "title", value="House helper"), "“Home” is now “House”"),
        (put(HELPER, "what_changed", value="It is new here."), "`what_changed` was added: “It is"),
        (
            put(NURSE, "pay", "varies_because", value="Ask for the rate."),
            "`pay.varies_because` was add",
        ),
        (put(HELPER, "leads_to", value=[]), "no longer leads to Night nurse"),
        (
            put(NURSE, "leads_to", value=[{"role": HELPER, "kind": "sideways", "usual_years": 0}]),
            "now leads to Home helper (sideways, usual_years 0)",
        ),
        (put(NURSE, "leads_to", value=[{"role": "matron"}]), "now leads to matron"),
        (
            put(HELPER, "leads_to", 0, "usual_years", value=3),
            "the move to Night nurse: `usual_years` changed from 4 to 3",
        ),
        (put(HELPER, "employers", value=["lcc", "ltht"]), "added to `employers`: ltht"),
        (put(HELPER, "employers", value=[]), "taken out of `employers`: lcc"),
        (put(HELPER, "onet", 0, "confidence", value="high"), "O*NET 31-1122.00: `confidence`"),
        (
            put(HELPER, "sources", 0, "source_date", value="2027"),
            "source “A test”: `source_date` changed from 2026 to 2027",
        ),
        (
            put(HELPER, "entry_routes", 0, "earn", value=False),
            "way in “Straight in”: `earn` changed from true to false",
        ),
        (
            put(HELPER, "entry_routes", 0, "label", value="Straight to work"),
            "way in “Straight in”: the text of `label` is new: “Straight in” is now “Straight to",
        ),
        (
            put(HELPER, "entry_routes", 0, "requirements", value=[]),
            "way in “Straight in”: taken out of `requirements`: {kind: age, minimum: 18}",
        ),
        (
            put(HELPER, "entry_routes", 0, "valid_until", value="2027-08-31"),
            "way in “Straight in”: `valid_until` was added: 2027-08-31",
        ),
        (
            put(HELPER, "pay", "varies_because", value="Ask the firm."),
            "`pay.varies_because` is new: “Each firm sets its own rate.",
        ),
    ],
)
def test_a_change_is_said_in_the_words_of_an_editor(
    spoil: Callable[[dict[str, Fields]], object], says: str
) -> None:
    (words,) = words_after(spoil)
    assert says in words


def test_a_way_in_that_came_or_went_is_named() -> None:
    (taken,) = edited(HELPER, "entry_routes", lambda routes: routes.pop())
    assert taken == "a way in was taken out: Leeds Health and Care Talent Hub (talent_hub)"
    new = {**sound_roles()[HELPER]["entry_routes"][0], "label": "Summer job"}
    (added,) = edited(HELPER, "entry_routes", lambda routes: routes.insert(0, new))
    assert added == "a way in was added: Summer job (direct)"


def test_an_order_that_changed_is_said_and_nothing_else() -> None:
    for name in ("entry_routes", "skills"):
        (words,) = edited(HELPER, name, lambda entries: entries.reverse())
        assert words == f"the order of `{name}` changed"


def test_a_text_shows_the_words_that_changed_and_no_others() -> None:
    def rewrite(roles: dict[str, Fields]) -> None:
        day = roles[HELPER]["day"].replace("bell at eight", "bell at nine")
        roles[HELPER]["day"] = day.replace("then you\ncycle", "you cycle").replace(
            "in the park", "in the big park"
        )

    roles = sound_roles()
    rewrite(roles)
    (words,) = words_after(rewrite)
    assert words.startswith("the text of `day` changed: “eight.” is now “nine.”")
    assert "“big” was added after “in the”" in words
    assert "Breakfast" not in words


def test_a_line_of_a_list_that_was_rewritten_is_one_change() -> None:
    def rewrite(lines: list[str]) -> None:
        lines[0] = lines[0].replace("soup", "stew")

    (words,) = edited(HELPER, "what_you_do", rewrite)
    assert words == "the text of `what_you_do` changed: “soup” is now “stew”"


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value of a role that holds no others."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, (*path, number))
    else:
        yield path


OTHER_WORDS = {
    "family": ("medical", "dental"),
    "kind": ("direct", "college", "degree", "sideways"),
    "framework": ("charity", "council"),
    "status": ("regulated", "voluntary_register"),
    "certainty": ("usual", "sourced"),
    "confidence": ("high", "low"),
    "code": ("31-1131.00", "29-1141.00"),
    "soc2020": ("6136", "2231"),
    "checked_on": ("2026-10-01",),
    "review_by": ("2027-12-01",),
    "sectors": ("nhs", "third_sector"),
    "settings": ("school", "office"),
    "role": ("matron", "porter"),
}
LEAVES = [
    (role_id, path)
    for role_id, role in SOUND.items()
    for path in leaves(role.model_dump(mode="json"))
    if path != ("id",)
]


@given(st.sampled_from(LEAVES), st.data())
def test_every_scalar_that_changes_is_named(
    leaf: tuple[str, tuple[str | int, ...]], data: st.DataObject
) -> None:
    role_id, path = leaf
    fields = SOUND[role_id].model_dump(mode="json")
    target: Any = fields
    for step in path[:-1]:
        target = target[step]
    was = target[path[-1]]
    name = next(step for step in reversed(path) if isinstance(step, str))
    now = data.draw(
        st.sampled_from(OTHER_WORDS[name])
        if name in OTHER_WORDS
        else st.booleans()
        if isinstance(was, bool)
        else st.integers(0, 9)
        if isinstance(was, int)
        else st.text("abcdefgh ", min_size=12, max_size=60).map(lambda text: f"w{text}w")
        if isinstance(was, str)
        else st.sampled_from((2, "2027-01-01", "a row of words", False))
    )
    assume(now != was)
    target[path[-1]] = now
    try:
        changed = Role.model_validate(fields)
    except ValidationError:
        assume(False)
        raise
    assume(changed != SOUND[role_id])
    found = role_changes(SOUND[role_id], changed)
    top = str(path[0])
    assert found
    assert all(change.field.split()[0].split(".")[0] == top for change in found)
    assert any(_names(change, name, now) for change in found), found


def _names(change: Change, name: str, now: Any) -> bool:
    """True if the change is about this field, or shows the new value."""
    return name in change.field or str(now) in change.words


REAL = st.sampled_from(real_catalogue().roles)


@given(REAL, REAL)
def test_two_roles_that_say_different_things_never_pass_for_the_same(one: Role, two: Role) -> None:
    same_id = two.model_copy(update={"id": one.id})
    assert bool(role_changes(one, same_id)) is (one != same_id)
    assert all(change.words and "`." not in change.words for change in role_changes(one, same_id))


@given(st.permutations(list(SOUND.values())))
def test_a_catalogue_has_not_changed_from_itself(roles: list[Role]) -> None:
    assert compare(roles, copy.deepcopy(roles)) == CatalogueChanges((), (), ())


def test_the_real_catalogue_has_not_changed_from_itself() -> None:
    catalogue = real_catalogue()
    assert compare(catalogue, reversed(catalogue.roles)) == CatalogueChanges((), (), ())


@given(st.lists(REAL, max_size=5), st.lists(REAL, max_size=5))
def test_what_was_added_one_way_was_removed_the_other_way(
    before: list[Role], now: list[Role]
) -> None:
    forth, back = compare(before, now), compare(now, before)
    assert (forth.added, forth.removed) == (back.removed, back.added)
    assert [r.role_id for r in forth.changed] == [r.role_id for r in back.changed]
