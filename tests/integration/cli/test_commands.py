"""The commands that answer and end, as installed."""

import json
import math
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matching.answers import parse_answers
from matching.artefacts import MANIFEST_FILE
from matching.as_json import match_as_json, write_json
from matching.encoder import MODEL_FILE, TOKENIZER_FILE
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from matching.remembered import REMEMBERED_FILE
from roles_catalogue.catalogue import Catalogue
from tests.integration.cli.conftest import COMPASS, Compass
from tests.support.server import ON
from tests.unit.roles_catalogue.workbench import SOUND

ANSWERS: dict[str, Any] = {
    "answers": {"stopped-machine": 5, "who-to-help": ["older_people"], "screen-day": 1},
    "text": "I’d like to mend things – and chat",
    "about": {"stage": "year_11", "earn": "must"},
}
HEAVY = ("flask", "numpy", "faiss", "onnxruntime", "sqlalchemy", "pydantic", "torch", "yaml")


def test_help_waits_for_no_library() -> None:
    code = "import sys, scripts.main; print([m for m in sys.argv[1:] if m in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True
    )
    assert told.stdout == "[]\n"


def test_no_question_loads_what_only_building_needs() -> None:
    code = (
        "import sys, scripts.serve, scripts.prepare, scripts.match, web.app;"
        "print([m for m in ('torch', 'sentence_transformers', 'sklearn', 'onnx')"
        " if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_version_and_help(compass: Compass) -> None:
    assert compass("--version").stdout.startswith("compass, version ")
    assert compass("--help").returncode == 0
    assert compass().returncode == 2
    assert compass("nonsense").returncode == 2


def test_a_match_is_the_engine_s_own_to_the_last_byte(
    compass: Compass, artefacts: Path, tmp_path: Path
) -> None:
    (tmp_path / "answers.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    ask = ("match", "answers.json", "--limit", "4", "--seed", "3", "--format", "json")
    first = compass(*ask)
    assert first.returncode == 0, first.stderr
    assert compass(*ask).stdout == first.stdout
    engine = Engine.open(artefacts, Catalogue.load(), Questionnaire.load())
    on = date.fromisoformat(ON)
    slate = engine.recommend(parse_answers(engine.questionnaire, ANSWERS), on=on, limit=4, seed=3)
    assert first.stdout == write_json(match_as_json(slate, engine.catalogue, on), indent=2)
    for role in json.loads(first.stdout)["roles"]:
        assert math.fsum(part["value"] for part in role["contributions"]) == role["score"]


def test_asking_leaves_nothing_behind(compass: Compass, tmp_path: Path) -> None:
    assert compass("match", "-", stdin="{}").returncode == 0
    assert compass("search", "nurse").returncode == 0
    assert compass("questionnaire").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_stops_early_gets_no_traceback(environment: dict[str, str]) -> None:
    told = subprocess.run(
        ["sh", "-c", f'"{COMPASS}" questionnaire --format json | head -n 1'],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "{\n"
    assert "Traceback" not in told.stderr


def test_bytes_that_are_no_text_find_something_or_are_refused(
    environment: dict[str, str],
) -> None:
    told = subprocess.run(
        [COMPASS, "search", "--format", "json", b"n\xffurse"],
        env=environment,
        capture_output=True,
        check=True,
    )
    assert json.loads(told.stdout)["query"] == "n?urse"


@pytest.mark.parametrize("command", [("match", "-"), ("search", "nurse")])
def test_without_artefacts_it_says_what_to_run(
    compass: Compass, tmp_path: Path, command: tuple[str, ...]
) -> None:
    told = compass(*command, stdin="{}", extra={"COMPASS_ARTEFACTS": str(tmp_path / "none")})
    assert told.returncode == 1
    assert "Run: compass build" in told.stderr


def test_stale_artefacts_are_refused(compass: Compass, artefacts: Path, tmp_path: Path) -> None:
    manifest = json.loads((artefacts / "manifest.json").read_text(encoding="utf-8"))
    manifest["versions"]["catalogue"] = "another"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    told = compass("match", "-", stdin="{}", extra={"COMPASS_ARTEFACTS": str(tmp_path)})
    assert told.returncode == 1
    assert "Run: compass build" in told.stderr


def test_a_bad_setting_is_a_wrong_call(compass: Compass) -> None:
    told = compass("search", "nurse", extra={"COMPASS_ENCODER": "perhaps"})
    assert told.returncode == 2
    assert "COMPASS_ENCODER" in told.stderr


def test_a_secret_is_asked_for_only_by_who_needs_it(compass: Compass) -> None:
    production = {"COMPASS_ENVIRONMENT": "production"}
    assert compass("search", "nurse", extra=production).returncode == 0
    told = compass("serve", extra=production)
    assert told.returncode == 2
    assert "COMPASS_SECRET_KEY" in told.stderr


def test_a_fresh_build_does_nothing(compass: Compass) -> None:
    told = compass("build")
    assert told.returncode == 0
    assert told.stdout.startswith("Nothing to do: already built")
    assert told.stderr == ""


def test_the_catalogue_is_checked_and_exported(compass: Compass) -> None:
    assert compass("catalogue", "check").returncode == 0
    document = json.loads(compass("catalogue", "export", "--format", "json").stdout)
    assert len(document["roles"]) == len(Catalogue.load())


def test_texts_are_compared_by_meaning_and_what_was_read_is_remembered(
    compass: Compass, artefacts: Path, tmp_path: Path
) -> None:
    # A copy of the model alone, as what is read is kept beside it.
    folder = tmp_path / "artefacts"
    folder.mkdir()
    for name in (MANIFEST_FILE, MODEL_FILE, TOKENIZER_FILE):
        shutil.copy(artefacts / name, folder)
    ask = ("catalogue", "neighbours", "--texts", "day", "--roles", str(SOUND))
    extra = {"COMPASS_ARTEFACTS": str(folder)}
    first = compass(*ask, extra=extra)
    assert first.returncode == 0, first.stderr
    assert "once" in first.stderr
    line, *texts = first.stdout.splitlines()
    assert re.fullmatch(r" 0\.\d\d  0\.\d\d  day: home-helper and night-nurse", line)
    assert len(texts) == 2
    again = compass(*ask, extra=extra)
    assert (again.stdout, again.stderr) == (first.stdout, "")
    kept = tmp_path / "artefacts-compared" / REMEMBERED_FILE
    assert len(np.load(kept)["keys"]) == 2 * 8 - 1  # the nurse's pay has bands and no text


def test_texts_are_compared_by_wording_where_the_model_is_switched_off(compass: Compass) -> None:
    ask = ("catalogue", "neighbours", "--texts", "day", "--roles", str(SOUND))
    told = compass(*ask, extra={"COMPASS_ENCODER": "off"})
    assert told.returncode == 0
    assert "COMPASS_ENCODER switches the text model off" in told.stderr
    assert "  -  day: home-helper and night-nurse" in told.stdout
