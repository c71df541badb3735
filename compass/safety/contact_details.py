"""Phone numbers, e-mail addresses and postcodes in what somebody wrote: found and taken out.

Nobody here needs them, so they go before the text is kept, read by the encoder or searched for.
The patterns know the United Kingdom's forms and take out too little rather than a pay, a date or
the name of a service: "NHS 111" and "999 call handler" stay as they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

Detail = Literal["phone", "email", "postcode"]

GAP: Final = "…"
"""What stands where something was taken out: no word, so it says nothing to the encoder."""

_EMAIL: Final = re.compile(
    r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
    # Written out, so that a filter does not see it.
    r"|\b[\w.+-]{1,64}(?:\s{0,3}(?:\(at\)|\[at\])\s{0,3}|\s{1,3}at\s{1,3})[\w-]{1,63}"
    # A full stop with a space only after it ends a sentence: "good at maths. com".
    r"(?:\s{0,3}(?:\(dot\)|\[dot\]|\bdot\b)\s{0,3}|\s{0,3}\.|\s{1,3}\.\s{1,3})"
    r"(?:com|co|uk|org|net)\b(?:\s{0,3}(?:\bdot\b|\.)\s{0,3}uk\b)?",
    re.IGNORECASE,
)

_DASHES: Final = r"\-\u2010-\u2015\u2212"
# Digits with what people put between them; how many there are is counted afterwards. The first
# may be a letter O in place of the nought.
_DIGITS: Final = re.compile(
    rf"(?<![\w£.])(?:\+|\(\+?)?[\dOo](?:[\s()./{_DASHES}]{{0,3}}\d){{8,15}}(?!\w)"
)
_DATE: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}\b")

_AREAS: Final = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY"
    "|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD"
    "|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG"
    "|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_POSTCODE: Final = re.compile(
    rf"\b(?P<area>{_AREAS})(?P<apart>\s?)\d[A-Z\d]?(?P<gap>[\s{_DASHES}]{{0,3}})"
    r"(?P<end>\d[ABD-HJLNP-UW-Z]{2})\b",
    re.IGNORECASE,
)
_ORDINALS: Final = re.compile(r"1st|2nd|3rd|\dth", re.IGNORECASE)
_NEAR: Final = frozenset({"ls", "bd", "wf", "hd", "hg", "hx"})
"""Areas in and around Leeds. None is a word, as "so" and "me" are."""


@dataclass(frozen=True)
class TakenOut:
    """``text`` without contact details; ``details`` are the kinds that were in it, each once."""

    text: str
    details: tuple[Detail, ...] = ()


def take_out(text: str) -> TakenOut:
    """The text with ``GAP`` in place of each phone number, e-mail address and full postcode.

    A text that has none comes back as it is. One that had nothing else comes back empty.
    """
    found: list[Detail] = []

    def without(text: str, kind: Detail, form: re.Pattern[str], meant: _Meant) -> str:
        def one(match: re.Match[str]) -> str:
            if not meant(match):
                return match.group()
            if kind not in found:
                found.append(kind)
            return GAP

        return form.sub(one, text)

    text = without(text, "email", _EMAIL, lambda match: True)
    text = without(text, "phone", _DIGITS, _is_phone)
    text = without(text, "postcode", _POSTCODE, _is_postcode)
    if found and not re.search(r"[^\W_]", text):
        text = ""
    return TakenOut(text, tuple(found))


_Meant = Callable[[re.Match[str]], bool]


def _is_phone(match: re.Match[str]) -> bool:
    """True for as many digits as a number has that is dialled from here, or from abroad."""
    if _DATE.match(match.group()):
        return False
    digits = "".join(
        "0" if c in "Oo" else str(int(c)) for c in match.group() if c.isdigit() or c in "Oo"
    )
    if match.group().lstrip("(").startswith("+") or digits.startswith("00"):
        return len(digits) >= 9
    if digits.startswith("0"):
        return len(digits) in {10, 11}
    # A mobile without its first 0, and a number with the country in front and no plus.
    return (digits.startswith("7") and len(digits) == 10) or (
        digits.startswith("447") and len(digits) == 12
    )


def _is_postcode(match: re.Match[str]) -> bool:
    """False for "level L3 2nd year" and "BS1 1st": an ordinal is no place, unless the area has
    two letters and it is in capitals or joined on. False for "so 1 3yr old": an area that stands
    apart from its number is in capitals or near Leeds."""
    area, end = match["area"], match["end"]
    if match["apart"] and (len(area) < 2 or not (area.isupper() or area.lower() in _NEAR)):
        return False
    if not _ORDINALS.fullmatch(end):
        return True
    return len(area) > 1 and (end.isupper() or not match["gap"])
