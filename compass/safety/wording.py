"""Words as a phone's keyboard leaves them, written out in one way, so that a rule is said once.

"Im gonna", "I'm going to" and "i am gunna" become the same; so do "suiside" and "suicide".
"""

import re
import unicodedata
from typing import Final

from rapidfuzz.distance import OSA

_WRITTEN_OUT: Final = {
    # What a phone's keyboard leaves of words, and words that are written apart.
    **dict.fromkeys(("u", "yu"), "you"),
    **dict.fromkeys(("wanna", "wana", "wnna"), "want to"),
    **dict.fromkeys(("gonna", "gunna", "gona", "gon"), "going to"),
    **dict.fromkeys(("gotta",), "got to"),
    **dict.fromkeys(("im", "iam"), "i am"),
    **dict.fromkeys(("ive", "iv"), "i have"),
    **dict.fromkeys(("id",), "i would"),
    **dict.fromkeys(("dont", "dnt"), "do not"),
    **dict.fromkeys(("cant", "cnt", "cannot"), "can not"),
    **dict.fromkeys(("wont",), "will not"),
    **dict.fromkeys(("isnt", "aint"), "is not"),
    **dict.fromkeys(("wasnt",), "was not"),
    **dict.fromkeys(("doesnt", "dosnt", "dosent"), "does not"),
    **dict.fromkeys(("didnt",), "did not"),
    **dict.fromkeys(("havent", "havnt", "avent"), "have not"),
    **dict.fromkeys(("hasnt",), "has not"),
    **dict.fromkeys(("couldnt",), "could not"),
    **dict.fromkeys(("wouldnt",), "would not"),
    **dict.fromkeys(("hes",), "he is"),
    **dict.fromkeys(("shes",), "she is"),
    **dict.fromkeys(("theyre",), "they are"),
    **dict.fromkeys(("theyll",), "they will"),
    **dict.fromkeys(("theres", "thers"), "there is"),
    **dict.fromkeys(("noone",), "nobody"),
    **dict.fromkeys(("mam", "mom", "mummy", "mommy", "mother", "mums"), "mum"),
    **dict.fromkeys(("daddy", "father", "dads"), "dad"),
    **dict.fromkeys(("bro",), "brother"),
    **dict.fromkeys(("sis",), "sister"),
    **dict.fromkeys(("bf",), "boyfriend"),
    **dict.fromkeys(("gf",), "girlfriend"),
    **dict.fromkeys(("tonite", "2nite", "2night"), "tonight"),
    **dict.fromkeys(("evry", "evrey"), "every"),
    **dict.fromkeys(("til", "till"), "until"),
    **dict.fromkeys(("bout",), "about"),
    **dict.fromkeys(("cuz", "cos", "coz", "bc", "cus"), "because"),
    **dict.fromkeys(("meself", "mesen"), "myself"),
    **dict.fromkeys(("selfharm", "selfharming", "selfharmed"), "self harm"),
    **dict.fromkeys(("beets", "beat", "beats"), "beats"),
    **dict.fromkeys(("suside", "sueside", "sewerslide", "sewercide"), "suicide"),
}

_CLEAR_WORDS: Final = (
    "suicide",
    "suicidal",
    "overdose",
    "overdosed",
    "hopeless",
    "worthless",
    "homeless",
    "starving",
    "terrified",
    "frightened",
    "depressed",
    "strangled",
    "strangles",
    "threatening",
    "threatened",
    "unalive",
    "struggling",
    "breakdown",
    "battered",
    "molested",
    "assaulted",
    "groomed",
    "punches",
    "punched",
    "hurting",
    "killing",
    "harming",
)
"""Words that stand for distress and that people misspell. A word that is only a letter or two
away from one is read as it; none is close to a word that people use of jobs."""

_OTHER_WORDS: Final = frozenset({"hopeful", "homes", "filling", "billing", "milling", "farming"})


_DIGIT_IN_WORD: Final = re.compile(r"\b[a-z]+[01345][a-z]+\b")
"""A letter swapped for a digit that looks like it, to get by a filter: "d1e", "k1ll"."""
_LETTER_MEANT: Final = str.maketrans("01345", "oieas")
_LETTER_BY_LETTER: Final = re.compile(r"\b[a-z](?:[ _*-][a-z]){2,}\b")
"""Letters with something between them: "d i e", "k-m-s"."""


def plain_words(text: str) -> str:
    """The words, small, spelt and written out in one way, with a space on either side of each
    clause's end, which is a full stop."""
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = re.sub(r"[\u2018\u2019'`\u00b4]", "", folded)
    folded = re.sub(r"(.)\1{2,}", r"\1\1", folded)  # "sooooo", "nooo"
    folded = re.sub(r"[.!?;\n]+", " . ", folded)
    folded = _DIGIT_IN_WORD.sub(lambda match: match.group().translate(_LETTER_MEANT), folded)
    folded = _LETTER_BY_LETTER.sub(lambda match: re.sub(r"[\W_]", "", match.group()), folded)
    words = re.findall(r"[^\W_]+|\.", folded)
    written = " ".join(_WRITTEN_OUT.get(word) or _spelt(word) for word in words)
    for apart, together in (
        ("my self", "myself"),
        ("no one", "nobody"),
        ("no where", "nowhere"),
        ("any more", "anymore"),
        ("step dad", "stepdad"),
        ("step mum", "stepmum"),
        ("self harming", "self harm"),
        ("self harmed", "self harm"),
        ("self harms", "self harms"),
    ):
        written = written.replace(apart, together)
    return f" {written} "


def _spelt(word: str) -> str:
    if len(word) < 6 or word in _OTHER_WORDS:
        return word
    for clear in _CLEAR_WORDS:
        slips = 2 if len(clear) >= 9 else 1
        if word[0] == clear[0] and OSA.distance(word, clear, score_cutoff=slips) <= slips:
            return clear
    return word
