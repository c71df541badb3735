"""Text to unit vectors, light: our own int8 ONNX export through onnxruntime and tokenizers.

One thread and one text at a time: measured at about 2 ms and 116 MB, where torch costs 16 ms
and 667 MB. The export is made by ``build.py``; nothing here imports torch.
"""

import os
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

MAX_TOKENS: Final = 256
MODEL_FILE: Final = "encoder.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"


class EncoderUnavailable(RuntimeError):
    """The encoder cannot be loaded; matching goes on without the text block."""


def import_onnxruntime() -> Any:
    """onnxruntime with its telemetry off; the one place where it is imported.

    From 1.29 on its wheels keep a device number in the home folder and report what they run,
    unless this variable is set before the first import. Its reporting thread also makes forked
    workers hang when they end. docs/decisions/0006-no-reports-from-libraries.md
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


class Encoder(Protocol):
    def encode(self, text: str) -> NDArray[np.float64]:
        """A unit vector of the text's meaning."""


class OnnxEncoder:
    """Sentence encoder over ``encoder.onnx`` and ``tokenizer.json`` of an artefact folder."""

    def __init__(self, folder: Path) -> None:
        """Load the session.

        Raises:
            EncoderUnavailable: files missing or unusable; the message says which.
        """
        model, tokenizer = folder / MODEL_FILE, folder / TOKENIZER_FILE
        for needed in (model, tokenizer):
            if not needed.is_file():
                raise EncoderUnavailable(f"{needed.name} is not in {folder}")
        try:
            from tokenizers import Tokenizer

            onnxruntime = import_onnxruntime()
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = False
            self._session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
        # Both libraries raise bare exceptions of their own for a broken file.
        except Exception as error:
            raise EncoderUnavailable(f"the encoder in {folder} does not load: {error}") from error
        self._tokenizer.enable_truncation(max_length=MAX_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, text: str) -> NDArray[np.float64]:
        tokens = self._tokenizer.encode(text)
        feeds = {
            "input_ids": np.array([tokens.ids], dtype=np.int64),
            "attention_mask": np.array([tokens.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([tokens.type_ids], dtype=np.int64),
        }
        (vector,) = self._session.run(None, feeds)
        result: NDArray[np.float64] = vector[0].astype(np.float64)
        return result
