"""What people asked to forget stays forgotten when an older database comes back."""

from pathlib import Path

import pytest

from compass.database import Database
from compass.errors import Tombstoned
from compass.journeys import forgetting
from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    CodeRow,
    DisputedPartRow,
    EventRow,
    JourneyRow,
    OwnWordsRow,
    RoleMarkRow,
    SavedRoleRow,
    TombstoneRow,
)
from compass.journeys.privacy import Hashes
from compass.journeys.service import Journey, JourneyService
from compass.journeys.store import journeys
from compass.settings import Settings
from tests.integration.journeys.standins import NOON, Clock, begun, opened, rows

OTHER_KEY = Hashes(b"the key of another site, as long as this one")


@pytest.fixture
def hashes(settings: Settings) -> Hashes:
    return Hashes(settings.secret)


def told(service: JourneyService) -> tuple[Journey, str]:
    """A journey with something of everything."""
    journey, token = begun(service)
    service.answer(journey, "likes-people", 5, submission="1")
    service.tell_about(journey, {"stage": "adult"}, submission="2")
    service.write_own_words(journey, "I like fixing bikes", submission="3")
    service.save_role(journey, "nurse", submission="4")
    service.dispute(journey, "interests.social", role_id="nurse", submission="5")
    service.mark_role(journey, "porter", "not_for_me", submission="6")
    return opened(service, token), token


def only(kind: forgetting.Kind, value: str) -> frozenset[forgetting.Request]:
    return frozenset({(kind, value)})


def test_a_list_has_what_was_asked_and_nothing_else(
    service: JourneyService, database: Database, hashes: Hashes
) -> None:
    told(service)
    deleted, _ = told(service)
    erased, token = told(service)
    silent, _ = told(service)
    coming_back, other_token = told(service)
    service.new_code(coming_back)
    service.delete(deleted)
    service.forget(erased, token)
    service.set_statistics(silent, False)
    service.forget(coming_back, other_token)
    assert forgetting.requests(database, hashes) == {
        ("deleted", hashes.tombstone(deleted.id)),
        ("erased", hashes.tombstone(erased.id)),
        ("silent", hashes.tombstone(silent.id)),
    }


def test_requests_are_carried_out_again(
    service: JourneyService, database: Database, hashes: Hashes, clock: Clock
) -> None:
    """As after a restore: everybody is there with everything, and the list knows better."""
    people = {kind: told(service)[0] for kind in (*forgetting.KINDS, "kept")}
    code = service.new_code(people["erased"])
    wanted = frozenset((kind, hashes.tombstone(people[kind].id)) for kind in forgetting.KINDS)
    done = forgetting.forget_again(database, wanted, hashes, NOON)
    assert done == forgetting.Again(deleted=1, erased=1, silent=1)

    left = {row.id: row for row in rows(database, JourneyRow)}
    assert set(left) == {people[kind].id for kind in ("erased", "silent", "kept")}
    assert [row.journey_hash for row in rows(database, TombstoneRow)] == [
        hashes.tombstone(people["deleted"].id)
    ]
    full = {people["silent"].id, people["kept"].id}
    assert {row.journey_id for row in rows(database, AnswerRow)} == full
    assert {row.journey_id for row in rows(database, AboutRow)} == full
    assert {row.journey_id for row in rows(database, OwnWordsRow)} == full
    assert {row.journey_id for row in rows(database, SavedRoleRow)} == full
    assert {row.journey_id for row in rows(database, DisputedPartRow)} == full
    assert {row.journey_id for row in rows(database, RoleMarkRow)} == full
    assert rows(database, CodeRow) == []
    assert service.resume(code) is None
    assert {row.journey_id for row in rows(database, EventRow)} == set(left)
    assert {journey_id: row.statistics for journey_id, row in left.items()} == {
        people["erased"].id: True,
        people["silent"].id: False,
        people["kept"].id: True,
    }
    with pytest.raises(Tombstoned), database.writing() as session:
        journeys.create(
            session,
            people["deleted"].id,
            journey_hash=hashes.tombstone(people["deleted"].id),
            seed=1,
            statistics=True,
            at=clock(),
        )


def test_nobody_can_open_what_was_erased_again(
    service: JourneyService, database: Database, hashes: Hashes
) -> None:
    journey, token = told(service)
    wanted = only("erased", hashes.tombstone(journey.id))
    forgetting.forget_again(database, wanted, hashes, NOON)
    assert service.open(token) is None


def test_twice_is_as_good_as_once(
    service: JourneyService, database: Database, hashes: Hashes
) -> None:
    journey, _ = told(service)
    wanted = only("deleted", hashes.tombstone(journey.id))
    assert forgetting.forget_again(database, wanted, hashes, NOON).deleted == 1
    assert forgetting.forget_again(database, wanted, hashes, NOON).deleted == 0
    assert forgetting.requests(database, hashes) == wanted


def test_a_list_only_grows(hashes: Hashes, tmp_path: Path) -> None:
    path = tmp_path / "lists" / "forgotten.txt"
    path.parent.mkdir()
    first = only("deleted", "a" * 64)
    assert forgetting.add_to(path, first, hashes) == 1
    assert forgetting.add_to(path, only("silent", "b" * 64), hashes) == 2
    assert forgetting.add_to(path, frozenset(), hashes) == 2
    assert forgetting.read(path, hashes) == first | {("silent", "b" * 64)}
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_the_list_of_another_key_is_refused(hashes: Hashes, tmp_path: Path) -> None:
    path = tmp_path / "forgotten.txt"
    forgetting.add_to(path, only("deleted", "a" * 64), OTHER_KEY)
    before = path.read_bytes()
    for act in (
        lambda: forgetting.read(path, hashes),
        lambda: forgetting.add_to(path, frozenset(), hashes),
    ):
        with pytest.raises(forgetting.ListRefused, match="another COMPASS_SECRET_KEY"):
            act()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is no list"),
        ("shopping\n", "is no list"),
        ("{key}\ndeleted abc\n", "line 2 .* is damaged"),
        ("{key}\ndeleted {a}\ndele", "line 3 .* is damaged"),
        ("{key}\nkept {a}\n", "line 2 .* is damaged"),
        ("é", "cannot be read"),
    ],
)
def test_what_is_no_whole_list_is_refused(
    hashes: Hashes, tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "forgotten.txt"
    filled = content.format(key=f"key {hashes.mark()}", a="a" * 64)
    path.write_text(filled, encoding="utf-8")
    with pytest.raises(forgetting.ListRefused, match=said):
        forgetting.read(path, hashes)


def test_a_list_that_cannot_be_written_says_so(hashes: Hashes, tmp_path: Path) -> None:
    with pytest.raises(forgetting.ListRefused, match="cannot be written"):
        forgetting.add_to(tmp_path / "no" / "forgotten.txt", frozenset(), hashes)
