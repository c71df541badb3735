"""What an English word sounds like, roughly: for spellings made by ear, such as "farmasy".

Sounds that English writes in several ways are one sign, a run of vowels is one sign, and letters
that are not heard are left out. It errs towards likeness: a speller then asks for the nearest.
"""

import re
from functools import cache
from typing import Final

_VOWEL: Final = "a"
_SH: Final = "S"

_RULES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        # Letters that are not heard at the beginning: psychology, pneumonia, know, write, rhyme.
        (r"^(?:ph?sy?|phys|sy)(?=ch?[oi])", f"s{_VOWEL}"),
        (r"^(?:p(?=[sn])|[kg](?=n)|w(?=r))", ""),
        (r"^([rw])h", r"\1"),
        # "psyc" is heard as "syc", and its letters are put in any order: "physcologist".
        (r"mb$", "m"),
        (r"(?<=[^aeiouy])e(s?)$", r"\1"),
        # operation, dietitian, physician, decision, "opperashun"
        (r"(?:[tcs]i|ssi|shi|sh)(?:on|an|un|en)", f"{_SH}{_VOWEL}n"),
        (r"[ct]i(?=[aeou])|si(?=al)|sh", _SH),
        (r"ph|gh(?=$)", "f"),
        (r"gh", ""),
        (r"s?c(?=[eiy])", "s"),
        (r"dg(?=[eiy])|g(?=[eiy])", "j"),
        (r"qu", "kw"),
        # A "ch" may be that of a chemist or of a child: by ear, nobody can tell from the letters.
        (r"t?ch|ck|[cq]", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"(?<!^)[hw](?![aeiouy])|(?<=[^aeiouy])h", ""),
        (r"(?<!^)y|[aeiou]+", _VOWEL),
        (r"(.)\1+", r"\1"),
    )
)


@cache
def sound(word: str) -> str:
    """The signs of a folded word's sounds: "physio", "fizio" and "fisio" are one."""
    heard = word
    for pattern, sign in _RULES:
        heard = pattern.sub(sign, heard)
    return heard
