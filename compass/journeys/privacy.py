"""Recovery codes, keyed hashes and pseudonyms: how a journey is found without being named."""

import secrets
import unicodedata
from typing import Final
from uuid import UUID

from compass.keys import derive_key, keyed_hash

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so nothing is misread and little is misspelt."""

CODE_LENGTH: Final = 13
"""13 characters of 5 bits are 65 bits: at a thousand guesses a second against a million live
codes, one hit in about a thousand years."""

_GROUPS: Final = ((0, 4), (4, 8), (8, CODE_LENGTH))
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh recovery code, without spaces."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def shown_code(code: str) -> str:
    """The code as it is shown, in groups of 4, 4 and 5."""
    return " ".join(code[start:end] for start, end in _GROUPS)


def read_code(typed: str) -> str | None:
    """The code in what somebody typed: any case, spaces or hyphens, O for 0, I or L for 1.

    None if it cannot be a code.
    """
    folded = unicodedata.normalize("NFKC", typed[: CODE_LENGTH * 8]).upper()
    kept = "".join(c for c in folded if unicodedata.category(c) not in _IGNORED)
    code = kept.translate(_MISREAD)
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


_IGNORED: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"})
"""Unicode's spaces, line ends, invisible marks and every kind of dash."""


class Hashes:
    """The keyed hashes of this site. Nothing that opens a journey is stored in any other form.

    A hash is looked up in an index, which takes a time that depends on its first characters.
    That tells a guesser nothing: without the key nobody can choose a code or token whose hash
    begins in a wanted way. So no comparison here needs to take constant time.
    """

    def __init__(self, secret: bytes) -> None:
        self._code = derive_key(secret, "recovery-code")
        self._token = derive_key(secret, "device-token")
        self._tombstone = derive_key(secret, "tombstone")
        self._plan = derive_key(secret, "plan-code")

    def code(self, code: str) -> str:
        return keyed_hash(self._code, code)

    def plan_code(self, code_id: UUID) -> str:
        """The recovery code of a plan, the same each time from the id of its row.

        So every copy of a plan carries one code, which is not stored in any form but its hash.
        """
        bits = int(keyed_hash(self._plan, code_id.hex), 16)
        return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(CODE_LENGTH))

    def token(self, token: str) -> str:
        return keyed_hash(self._token, token)

    def tombstone(self, journey_id: UUID) -> str:
        return keyed_hash(self._tombstone, journey_id.hex)

    def mark(self) -> str:
        """Tells one secret key from another, and nothing about either."""
        return keyed_hash(self._tombstone, "mark")


class Pseudonyms:
    """Names for ids that hold within one export and nowhere else.

    The key is drawn here and kept nowhere, so two exports cannot be joined on them and nobody,
    we included, can lead one back to a journey.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def name(self, kind: str, value: object) -> str:
        """A pseudonym of 128 bits as 32 hexadecimal digits."""
        return keyed_hash(self._key, f"{kind}:{value}")[:32]
