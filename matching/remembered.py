"""Vectors of texts that an earlier build has read, so that a changed role costs one role's time.

A text is known by a hash of what read it (a model's weights) and of the text itself, so another
model, or another word, is another text. Vectors are kept as float32, and every reader's vectors
are rounded to that, so a build gives the same whether it remembers or not.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Encode = Callable[[Sequence[str]], NDArray[np.float64]]
"""Texts to (texts, dimensions) unit vectors."""

REMEMBERED_FILE: Final = "remembered.npz"


class Remembered:
    """What was read before, and what has been asked for since."""

    def __init__(self, known: dict[bytes, NDArray[np.float32]] | None = None) -> None:
        self._known = known or {}
        self._used: dict[bytes, NDArray[np.float32]] = {}

    @classmethod
    def load(cls, folder: Path) -> "Remembered":
        """What a build left in its folder; nothing if there is none, or it cannot be read."""
        try:
            # Opened here because numpy leaves a file open that it cannot read.
            with (folder / REMEMBERED_FILE).open("rb") as raw:
                file = np.load(raw, allow_pickle=False)
                pairs = zip(file["keys"], file["vectors"], strict=True)
                return cls({key.tobytes(): vector for key, vector in pairs})
        except (OSError, EOFError, ValueError, KeyError, IndexError, BadZipFile):
            return cls()

    def save(self, folder: Path) -> None:
        """Keep what was asked for in this build; what no role says any more is let go."""
        keys = np.array([np.frombuffer(key, dtype=np.uint8) for key in self._used])
        np.savez(folder / REMEMBERED_FILE, keys=keys, vectors=np.array([*self._used.values()]))

    def reader(self, who: str, encode: Encode) -> Encode:
        """``encode``, asked only for texts that ``who`` has not read before."""

        def read(texts: Sequence[str]) -> NDArray[np.float64]:
            keys = [hashlib.sha256(f"{who}\0{text}".encode()).digest() for text in texts]
            found = {key: self._known[key] for key in keys if key in self._known}
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
            if missing:
                vectors = encode([*missing.values()]).astype(np.float32)
                found |= dict(zip(missing, vectors, strict=True))
            self._known |= found
            self._used |= found
            return np.array([found[key] for key in keys], dtype=np.float64)

        return read
