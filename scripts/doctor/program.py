"""Is the program itself here: Python, its packages, the versions that were tested?"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from scripts.doctor.finding import Findings, ok, problem, warning

OLDEST_PYTHON: Final = (3, 11)
DISTRIBUTION: Final = "career-compass"
SERVING: Final = (
    "alembic",
    "babel",
    "bm25s",
    "click",
    "faiss",
    "flask",
    "flask_compress",
    "flask_babel",
    "flask_wtf",
    "fpdf",
    "gunicorn",
    "networkx",
    "nhsuk_frontend_jinja",
    "numpy",
    "onnxruntime",
    "prometheus_client",
    "psycopg",
    "pyarrow",
    "pydantic",
    "pydantic_settings",
    "rapidfuzz",
    "segno",
    "spectree",
    "sqlalchemy",
    "Stemmer",
    "structlog",
    "tokenizers",
    "whitenoise",
    "yaml",
)
"""Modules that answering a visitor needs, under the names they are imported by."""
IMPORT_SECONDS: Final = 120
NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
LOCKED: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)

# ORT_DISABLE_TELEMETRY: docs/decisions/0006-no-reports-from-libraries.md.
# Each import is announced before it is tried: a library built for another processor ends the
# whole process, and then the last line says which one it was.
TRY_IMPORTS: Final = """
import importlib, sys
for name in sys.argv[1:]:
    print("trying", name, flush=True)
    try:
        importlib.import_module(name)
    except BaseException as error:
        print("failed", name, type(error).__name__, flush=True)
print("done", flush=True)
"""


def python_version(found: tuple[int, int, int]) -> Findings:
    """New enough?"""
    shown = ".".join(str(part) for part in found)
    if found[:2] < OLDEST_PYTHON:
        oldest = ".".join(str(part) for part in OLDEST_PYTHON)
        return [
            problem(
                "python",
                f"Python {shown} is too old; {oldest} or newer is needed.",
                f"make clean && make setup PYTHON=python{oldest}",
            )
        ]
    return [ok("python", f"Python {shown}")]


def imports(modules: Sequence[str] = SERVING, python: str = sys.executable) -> Findings:
    """Can everything that serving needs be imported? Tried in a process of its own."""
    try:
        tried = subprocess.run(
            [python, "-c", TRY_IMPORTS, *modules],
            capture_output=True,
            text=True,
            timeout=IMPORT_SECONDS,
            env={**os.environ, "ORT_DISABLE_TELEMETRY": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [problem("packages", "importing them takes minutes.", "make clean && make setup")]
    lines = [line.split() for line in tried.stdout.splitlines()]
    failed = [f"{words[1]} ({words[2]})" for words in lines if words[0] == "failed"]
    if lines[-1:] != [["done"]]:
        last = lines[-1][1] if lines else "Python"
        failed.append(f"{last} (ends the program)")
    if failed:
        what = f"cannot be imported: {', '.join(failed)}."
        return [problem("packages", what, "make clean && make setup")]
    return [ok("packages", f"all {len(modules)} that serving needs can be imported")]


def locked_versions(lock: str) -> Mapping[str, frozenset[str]]:
    """The versions that a lock file names: more than one where they depend on Python's."""
    found: dict[str, set[str]] = {}
    for name, locked in LOCKED.findall(lock):
        found.setdefault(name, set()).add(locked)
    return {name: frozenset(versions) for name, versions in found.items()}


def versions(lock: Path, needed: Sequence[str] | None = None) -> Findings:
    """Are the installed versions those of the lock? They are the ones that were tested."""
    needed = direct_needs() if needed is None else needed
    if not lock.is_file():
        return [ok("versions", "no lock file here to compare with: installed as a package")]
    strays = []
    for name, wanted in locked_versions(lock.read_text(encoding="utf-8")).items():
        installed = _installed(name)
        if installed is None and name in needed:
            return [problem("versions", f"{name} is not installed.", "make setup")]
        if installed is not None and installed not in wanted:
            strays.append(f"{name} {installed} instead of {' or '.join(sorted(wanted))}")
    if strays:
        what = f"not as locked: {'; '.join(strays[:4])}{' …' if len(strays) > 4 else ''}."
        return [warning("versions", what, f"touch {lock} && make setup")]
    return [ok("versions", f"as in {lock.name}")]


def direct_needs() -> tuple[str, ...]:
    """The packages that this project itself asks for, without its extras."""
    names = (NAME.match(line) for line in requires(DISTRIBUTION) or () if "extra ==" not in line)
    return tuple(name[0].lower() for name in names if name)


def builders(modules: Sequence[str] = ("torch", "sentence_transformers")) -> Findings:
    """torch and its like: only ``compass build`` needs them."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        return [
            ok("build tools", f"no {', '.join(missing)}: this machine serves, and cannot build")
        ]
    return [ok("build tools", f"{', '.join(modules)} are here; only compass build loads them")]


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
