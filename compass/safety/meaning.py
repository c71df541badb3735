"""A second reader: signs of distress in what a text means, where no rule knows its words.

Rules know the words that they were given; of new ways to say the same they miss most. The sentence
encoder that reads own words has been taught by hundreds of millions of sentences. A plane in its
space, fitted to our made-up cases, tells texts like those of people in trouble from others:
``compass bench safety --fit`` makes it and writes ``meaning.json``. It is one sum of products; no
text is kept. Without an encoder, or with another model, the rules stand alone.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from compass.safety.wording import plain_words
from matching.encoder import Encoder

FILE: Final = Path(__file__).with_name("meaning.json")


@dataclass(frozen=True)
class Reader:
    """``weights``, one a dimension, and ``bias`` are the plane; ``least`` is the distance from it
    at which a text counts. ``model`` is the encoder that they were fitted to."""

    model: str
    weights: tuple[float, ...]
    bias: float
    least: float

    def reads(self, model: str) -> bool:
        """True for the model that the plane was fitted to, in any export of it."""
        return model.partition("+")[0] == self.model

    def suggests_distress(self, text: str, encoder: Encoder) -> bool:
        """True if the text means much the same as what people in trouble write."""
        words = encoded_words(text)
        if not words:
            return False
        vector = encoder.encode(words)
        far = sum(w * float(v) for w, v in zip(self.weights, vector, strict=True)) + self.bias
        return far >= self.least


def encoded_words(text: str) -> str:
    """What the encoder is given of a text: as the rules read it, too."""
    return plain_words(text).replace(" . ", ". ").strip()


@cache
def reader(file: Path = FILE) -> Reader:
    """The plane that comes with the program."""
    fitted = json.loads(file.read_text(encoding="utf-8"))
    return Reader(
        model=fitted["model"],
        weights=tuple(fitted["weights"]),
        bias=fitted["bias"],
        least=fitted["least"],
    )
