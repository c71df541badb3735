"""The engine with a clock in it: the same answers, and how long they took."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.encoder import Encoder
from matching.recommend import Engine
from matching.search import SearchResult
from matching.slate import Slate
from web.measuring.figures import timed


@dataclass(frozen=True)
class MeasuredEncoder:
    """An encoder whose every text is timed."""

    encoder: Encoder

    def encode(self, text: str) -> NDArray[np.float64]:
        with timed("encode"):
            return self.encoder.encode(text)


class MeasuredEngine(Engine):
    """An engine whose ranking and searching are timed."""

    def recommend(self, *args: Any, **kwargs: Any) -> Slate:
        with timed("recommend"):
            return super().recommend(*args, **kwargs)

    def search(self, *args: Any, **kwargs: Any) -> SearchResult:
        with timed("search"):
            return super().search(*args, **kwargs)


def measured(engine: Engine) -> MeasuredEngine:
    """The same engine, measured."""
    parts = {field.name: getattr(engine, field.name) for field in fields(engine)}
    if engine.encoder is not None:
        parts["encoder"] = MeasuredEncoder(engine.encoder)
    return MeasuredEngine(**parts)
