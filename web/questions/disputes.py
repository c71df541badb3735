"""What somebody has said is not like them, in words: which answers do not count, and the way back.

A press leads back to where it was made with two marks in the address: the part that changed, and
the place in the list beside which to say so. They only choose words: whether the part counts is
read from the journey.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from matching.answers import Answers
from matching.disputes import Source, behind
from matching.parts import CODES, OWN_WORDS
from matching.questionnaire import Questionnaire
from web.addresses import number_in, with_query
from web.language.words import _, join_words, ngettext, translated

CHANGED: Final = "changed"
AT: Final = "at"
"""Names of the two marks; the first is also the anchor of the notice."""
PLACE_DIGITS: Final = 4
"""A place in the list has no more."""


@dataclass(frozen=True)
class LeftOut:
    """A part that does not count. ``said`` completes "We do not count …"; ``href`` leads to the
    question, or the words, that it rests on."""

    part: str
    said: str
    href: str


@dataclass(frozen=True)
class Changed:
    """What a press has just done. ``undone`` is True if the part counts again. ``place`` is the
    place in the list beside which the button was, 0 if none."""

    left_out: LeftOut
    undone: bool
    place: int


def left_out(questionnaire: Questionnaire, answers: Answers, *, origin: str) -> tuple[LeftOut, ...]:
    """Every part that does not count, in the order of the questionnaire's parts."""
    codes = [code for code in CODES if code in answers.disputed]
    return tuple(_left_out(questionnaire, answers, code, origin) for code in codes)


def changed(
    questionnaire: Questionnaire, answers: Answers, args: Mapping[str, str], *, origin: str
) -> Changed | None:
    """What the address says has just changed, as the journey bears it out; None if nothing."""
    code = args.get(CHANGED, "")
    if code not in CODES:
        return None
    undone = code not in answers.disputed
    said = behind(questionnaire, answers, code) or (code == OWN_WORDS and answers.text)
    if undone and not said:
        return None
    place = number_in(args.get(AT, ""), digits=PLACE_DIGITS)
    return Changed(_left_out(questionnaire, answers, code, origin), undone, place)


def marked(path: str, part: str, place: str = "") -> str:
    """A path on this site with the marks of what has just changed.

    What is no part, or no place, gets no mark: a form that is not ours could hold any length of
    it, and proxies refuse an answer whose headers are long.
    """
    split = urlsplit(path)
    kept = parse_qsl(split.query, keep_blank_values=True)
    pairs = [pair for pair in kept if pair[0] not in (CHANGED, AT)]
    if part not in CODES:
        return with_query(split.path, pairs)
    pairs.append((CHANGED, part))
    at = number_in(place, digits=PLACE_DIGITS)
    if at:
        pairs.append((AT, str(at)))
    return with_query(split.path, pairs, CHANGED)


def _left_out(questionnaire: Questionnaire, answers: Answers, code: str, origin: str) -> LeftOut:
    if code == OWN_WORDS:
        return LeftOut(code, _("your own words"), f"/your-words?from={origin}")
    sources = behind(questionnaire, answers, code)
    href = f"/questions/{sources[0].item.id}?from={origin}" if sources else ""
    return LeftOut(code, _said(sources), href)


def _said(sources: tuple[Source, ...]) -> str:
    whole = [
        _("“%(text)s”", text=translated(s.item.text)) for s in sources if s.item.kind != "multi"
    ]
    parts = [
        _(
            "“%(label)s” among your answers to “%(text)s”",
            label=translated(option.label),
            text=translated(s.item.text),
        )
        for s in sources
        if s.item.kind == "multi"
        for option in s.options
    ]
    if whole:
        parts.insert(
            0,
            ngettext(
                "your answer to %(questions)s",
                "your answers to %(questions)s",
                len(whole),
                questions=join_words(whole),
            ),
        )
    # The answers may have been skipped since: what was disputed then is no longer there to name.
    return join_words(parts) or _("something you told us")
