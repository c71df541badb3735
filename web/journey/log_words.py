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
from web.language.words import _, day_and_time, join_words, ngettext, translated
from web.questions.certainty import CERTAINTY

Row = Mapping[str, Any]
LEEDS: Final = ZoneInfo("Europe/London")


def when(moment: datetime) -> str:
    """21 November 2026, 14:03, by the clocks of Leeds."""
    return day_and_time(moment.astimezone(LEEDS))


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
        text = (
            teller(self, row["props"])
            if teller
            else _("Something happened: %(event)s.", event=row["name"])
        )
        return LogLine(when(row["occurred_at"]), text)

    def lists(self, rows: tuple[Row, ...]) -> tuple[ShownList, ...]:
        """Exposures, one list after the other, each in the order shown."""
        ordered = sorted(rows, key=lambda r: (r["served_at"], str(r["list_id"]), r["position"]))
        return tuple(
            self._list(tuple(run)) for _, run in groupby(ordered, key=lambda r: r["list_id"])
        )

    def _list(self, rows: tuple[Row, ...]) -> ShownList:
        first = rows[0]
        of = ngettext(
            "%(num)s job out of %(all)s",
            "%(num)s jobs out of %(all)s",
            len(rows),
            all=first["candidate_count"],
        )
        return ShownList(
            when=when(first["served_at"]),
            title=_("%(jobs)s, a first look", jobs=of) if first["basis"] == "starter" else of,
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
            return translated(self.questionnaire.item(item_id).text)
        except UnknownItem:
            return item_id

    def fact(self, field_id: str) -> str:
        named = {field.id: translated(field.text) for field in self.questionnaire.about}
        return named.get(field_id, field_id)


def _codes(row: Row) -> str:
    """The codes a row holds, as readable as codes get."""
    said = [
        f"{label}: {', '.join(_plain(code) for code in row[key])}"
        for key, label in (
            ("reasons", _("why")),
            ("cautions", _("worth knowing")),
            ("relaxed", _("rule bent")),
        )
        if row[key]
    ]
    return "; ".join(said)


def _plain(code: str) -> str:
    """``conditions.on_the_move`` is "on the move"."""
    return code.rpartition(".")[2].replace("_", " ").replace("-", " ")


def _answered(words: LogWords, props: Row) -> str:
    text = words.item(props["item"])
    if props["skipped"]:
        said = _("You skipped: “%(question)s”", question=text)
    elif props["changed"]:
        said = _("You changed: “%(question)s”", question=text)
    else:
        said = _("You answered: “%(question)s”", question=text)
    return said if props["ms"] is None else f"{said} {_took(props['ms'])}"


def _took(ms: int) -> str:
    if ms < 1_000:
        return _("It took less than a second.")
    return ngettext("It took 1 second.", "It took %(num)s seconds.", round(ms / 1_000))


def _completed(words: LogWords, props: Row) -> str:
    counts = _(
        "%(answered)s answered, %(skipped)s skipped",
        answered=props["answered"],
        skipped=props["skipped"],
    )
    # Rows of version 1 do not say how was asked: everybody had the same form.
    if props.get("mode", "fixed") == "fixed":
        if props["part"] == "first":
            return _("You finished the first twelve questions: %(counts)s.", counts=counts)
        return _("You finished the other questions: %(counts)s.", counts=counts)
    if props["part"] == "first":
        return _(
            "You answered enough for your list (%(certainty)s): %(counts)s.",
            certainty=CERTAINTY[props["certainty"]],
            counts=counts,
        )
    return _("You went through every question there is: %(counts)s.", counts=counts)


def _about(words: LogWords, props: Row) -> str:
    fact = words.fact(props["field"])
    if props["skipped"]:
        return _("You left out: “%(fact)s”", fact=fact)
    return _("You told us about: “%(fact)s”", fact=fact)


def _own_words(words: LogWords, props: Row) -> str:
    if props["cleared"]:
        return _("You took your own words back.")
    return _("You wrote something in your own words. The words are not in the log.")


def _shown(words: LogWords, props: Row) -> str:
    return ngettext(
        "We showed you a list of one job, out of %(all)s.",
        "We showed you a list of %(num)s jobs, out of %(all)s.",
        props["n"],
        all=props["candidates"],
    )


def _opened(words: LogWords, props: Row) -> str:
    role = words.role(props["role_id"])
    if not props["position"]:
        return _("You opened %(role)s.", role=role)
    return _("You opened %(role)s, number %(place)s in a list.", role=role, place=props["position"])


def _disputed(words: LogWords, props: Row) -> str:
    part = _plain(props["reason"])
    if props["undone"]:
        return _("You let “%(part)s” count again.", part=part)
    return _(
        "You said that “%(part)s”, beside %(role)s, is not like you.",
        part=part,
        role=words.role(props["role_id"]),
    )


def _hidden(words: LogWords, props: Row) -> str:
    role = words.role(props["role_id"])
    if props["undone"]:
        return _("You put %(role)s back in your list.", role=role)
    return _("You said that %(role)s is not for you.", role=role)


def _compared(words: LogWords, props: Row) -> str:
    return _(
        "You compared %(roles)s.",
        roles=join_words([words.role(role) for role in props["role_ids"]]),
    )


def _searched(words: LogWords, props: Row) -> str:
    if props["query"] == "other":
        return _(
            "You searched for %(letters)s letters. We did not write down which.",
            letters=props["query_length"],
        )
    return _("You searched for %(name)s.", name=props["query"])


def _forgotten(words: LogWords, props: Row) -> str:
    if props["erased"]:
        return _("You finished on one device. Your answers were erased.")
    return _("You finished on one device.")


def _exported(words: LogWords, props: Row) -> str:
    if props["code"]:
        return _("You took your plan away as a PDF with a code on it.")
    return _("You took your plan away as a PDF.")


_TELLERS: Final[Mapping[str, Callable[[LogWords, Row], str]]] = {
    "journey.started": lambda words, props: _("You started."),
    "journey.resumed": lambda words, props: _("You came back with a code."),
    "journey.forgotten": _forgotten,
    "questionnaire.started": lambda words, props: _("You began the questions."),
    "questionnaire.answered": _answered,
    "questionnaire.completed": _completed,
    "about.answered": _about,
    "own_words.written": _own_words,
    "recommendations.shown": _shown,
    "reason.disputed": _disputed,
    "role.hidden": _hidden,
    "role.opened": _opened,
    "role.saved": lambda words, props: _("You saved %(role)s.", role=words.role(props["role_id"])),
    "role.unsaved": lambda words, props: _(
        "You took %(role)s off your list.", role=words.role(props["role_id"])
    ),
    "role.compared": _compared,
    "search.run": _searched,
    "code.made": lambda words, props: _("You made a code."),
    "code.revoked": lambda words, props: _("You cancelled a code."),
    "plan.exported": _exported,
    "data.viewed": lambda words, props: _("You looked at this page."),
    "data.downloaded": lambda words, props: _("You took a copy of everything."),
}

TOLD: Final = frozenset(_TELLERS)
"""The events that have a sentence; a test compares them with the log's own set."""
