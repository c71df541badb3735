"""The log's rows as sentences to the person they are about. The rows themselves are in the
download, word for word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

from matching.questionnaire import Questionnaire, UnknownItem
from roles_catalogue.catalogue import Catalogue
from web.roles.words import join_words

Row = Mapping[str, Any]
LEEDS: Final = ZoneInfo("Europe/London")


def when(moment: datetime) -> str:
    """21 November 2026, 14:03, by the clocks of Leeds."""
    local = moment.astimezone(LEEDS)
    return f"{local.day} {local:%B %Y, %H:%M}"


@dataclass(frozen=True)
class LogLine:
    when: str
    text: str


@dataclass(frozen=True)
class ShownRole:
    """One exposure. ``codes`` are its reasons, cautions and bent rules."""

    place: int
    title: str
    score: str
    codes: str


@dataclass(frozen=True)
class ShownList:
    when: str
    title: str
    roles: tuple[ShownRole, ...]


@dataclass(frozen=True)
class LogWords:
    """Turns rows into words; what has left the catalogue keeps its id."""

    catalogue: Catalogue
    questionnaire: Questionnaire

    def line(self, row: Row) -> LogLine:
        """One event as a sentence."""
        teller = _TELLERS.get(row["name"])
        text = teller(self, row["props"]) if teller else f"Something happened: {row['name']}."
        return LogLine(when(row["occurred_at"]), text)

    def lists(self, rows: tuple[Row, ...]) -> tuple[ShownList, ...]:
        """Exposures, one list after the other, each in the order shown."""
        ordered = sorted(rows, key=lambda r: (r["served_at"], str(r["list_id"]), r["position"]))
        return tuple(
            self._list(tuple(run)) for _, run in groupby(ordered, key=lambda r: r["list_id"])
        )

    def _list(self, rows: tuple[Row, ...]) -> ShownList:
        first = rows[0]
        jobs = "1 job" if len(rows) == 1 else f"{len(rows)} jobs"
        of = f"{jobs} out of {first['candidate_count']}"
        return ShownList(
            when=when(first["served_at"]),
            title=f"{of}, a first look" if first["basis"] == "starter" else of,
            roles=tuple(
                ShownRole(
                    place=row["position"],
                    title=self.role(row["role_id"]),
                    score=f"{row['score']:.2f}",
                    codes=_codes(row),
                )
                for row in rows
            ),
        )

    def role(self, role_id: str) -> str:
        return self.catalogue.get(role_id).title if role_id in self.catalogue else role_id

    def item(self, item_id: str) -> str:
        try:
            return self.questionnaire.item(item_id).text
        except UnknownItem:
            return item_id

    def fact(self, field_id: str) -> str:
        named = {field.id: field.text for field in self.questionnaire.about}
        return named.get(field_id, field_id)


def _codes(row: Row) -> str:
    """The codes a row holds, as readable as codes get."""
    said = [
        f"{label}: {', '.join(_plain(code) for code in row[key])}"
        for key, label in (
            ("reasons", "why"),
            ("cautions", "worth knowing"),
            ("relaxed", "rule bent"),
        )
        if row[key]
    ]
    return "; ".join(said)


def _plain(code: str) -> str:
    """``conditions.on_the_move`` is "on the move"."""
    return code.rpartition(".")[2].replace("_", " ").replace("-", " ")


def _answered(words: LogWords, props: Row) -> str:
    text = words.item(props["item"])
    verb = "skipped" if props["skipped"] else "changed" if props["changed"] else "answered"
    took = "" if props["ms"] is None else f" It took {_seconds(props['ms'])}."
    return f"You {verb}: “{text}”{took}"


def _seconds(ms: int) -> str:
    if ms < 1_000:
        return "less than a second"
    seconds = round(ms / 1_000)
    return "1 second" if seconds == 1 else f"{seconds} seconds"


def _completed(words: LogWords, props: Row) -> str:
    part = "the first twelve questions" if props["part"] == "first" else "the other questions"
    return f"You finished {part}: {props['answered']} answered, {props['skipped']} skipped."


def _about(words: LogWords, props: Row) -> str:
    did = "left out" if props["skipped"] else "told us about"
    return f"You {did}: “{words.fact(props['field'])}”"


def _own_words(words: LogWords, props: Row) -> str:
    if props["cleared"]:
        return "You took your own words back."
    return "You wrote something in your own words. The words are not in the log."


def _shown(words: LogWords, props: Row) -> str:
    jobs = "one job" if props["n"] == 1 else f"{props['n']} jobs"
    return f"We showed you a list of {jobs}, out of {props['candidates']}."


def _opened(words: LogWords, props: Row) -> str:
    place = f", number {props['position']} in a list" if props["position"] else ""
    return f"You opened {words.role(props['role_id'])}{place}."


def _disputed(words: LogWords, props: Row) -> str:
    part = _plain(props["reason"])
    if props["undone"]:
        return f"You let “{part}” count again."
    return f"You said that “{part}”, beside {words.role(props['role_id'])}, is not like you."


def _compared(words: LogWords, props: Row) -> str:
    return f"You compared {join_words([words.role(role) for role in props['role_ids']])}."


def _searched(words: LogWords, props: Row) -> str:
    if props["query"] == "other":
        return f"You searched for {props['query_length']} letters. We did not write down which."
    return f"You searched for {props['query']}."


def _forgotten(words: LogWords, props: Row) -> str:
    end = " Your answers were erased." if props["erased"] else ""
    return f"You finished on one device.{end}"


_TELLERS: Final[Mapping[str, Callable[[LogWords, Row], str]]] = {
    "journey.started": lambda words, props: "You started.",
    "journey.resumed": lambda words, props: "You came back with a code.",
    "journey.forgotten": _forgotten,
    "questionnaire.started": lambda words, props: "You began the questions.",
    "questionnaire.answered": _answered,
    "questionnaire.completed": _completed,
    "about.answered": _about,
    "own_words.written": _own_words,
    "recommendations.shown": _shown,
    "reason.disputed": _disputed,
    "role.opened": _opened,
    "role.saved": lambda words, props: f"You saved {words.role(props['role_id'])}.",
    "role.unsaved": lambda words, props: f"You took {words.role(props['role_id'])} off your list.",
    "role.compared": _compared,
    "search.run": _searched,
    "code.made": lambda words, props: "You made a code.",
    "code.revoked": lambda words, props: "You cancelled a code.",
    "data.viewed": lambda words, props: "You looked at this page.",
    "data.downloaded": lambda words, props: "You took a copy of everything.",
}

TOLD: Final = frozenset(_TELLERS)
"""The events that have a sentence; a test compares them with the log's own set."""
