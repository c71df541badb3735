"""The template of the catalogues is up to date, and the pseudo-locales are sound."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from click.testing import CliRunner

from matching.answers import Answers
from matching.explain import every_sentence
from matching.questionnaire import Questionnaire
from scripts.main import cli
from scripts.messages.pseudo import CLOSE, LONGER_BY, OPEN, accented, mirrored, write_pseudo
from tests.support.engines import toy_engine
from web.language.catalogues import TEMPLATE, problems, read_languages

ON = date(2026, 11, 21)


def extract_into(path: Path) -> None:
    """As `make messages` does it."""
    recipe = Path("Makefile").read_text().partition("pybabel ")[2].partition("\n\n")[0]
    words = recipe.replace("\\\n", " ").split()
    given = [
        f"--output-file={path}" if word.startswith("--output-file") else word for word in words
    ]
    CommandLineInterface().run(["pybabel", *given])  # type: ignore[no-untyped-call]  # Babel's


def test_the_template_is_up_to_date(tmp_path: Path) -> None:
    extract_into(tmp_path / "messages.pot")
    made = (tmp_path / "messages.pot").read_text()
    assert made == TEMPLATE.read_text(), "words have changed: run `make messages`"


def test_the_template_has_words_from_everywhere() -> None:
    with TEMPLATE.open("rb") as file:
        known = {message.id for message in read_po(file)}
    bank = Questionnaire.load()
    assert {item.text for item in bank.items} <= known
    assert (
        "You like fixing things and working with your hands, and practical work is a big part"
        in {str(one)[:84] for one in known}
    )
    assert {"Explore roles", "Nursing", "Keep it open"} <= known


def test_every_reason_is_a_sentence_that_translators_get() -> None:
    sentences, bank = set(every_sentence()), Questionnaire.load()
    for value in (1, 5):
        answers = Answers({item.id: value for item in bank.items if item.kind == "scale"})
        for role in toy_engine().recommend(answers, on=ON, limit=100).roles:
            for reason in (*role.reasons, *role.cautions):
                assert reason.text in sentences


@pytest.mark.parametrize(
    "text",
    ["Hello", "%(num)s jobs", 'Go <a href="%(x)s">home</a> now', "Up to 400%%", "You &amp; me"],
)
def test_made_up_words_keep_what_is_not_words(text: str) -> None:
    for made in (accented(text), mirrored(text)):
        assert made.startswith(OPEN) and made.endswith(CLOSE)
        for kept in ("%(num)s", '<a href="%(x)s">', "</a>", "400%%", "&amp;"):
            assert (kept in text) == (kept in made) or kept == "400%%"


def test_accented_words_are_longer() -> None:
    english = "Every job is one step away: search for it or look through the families."
    assert len(accented(english)) >= len(english) * (1 + LONGER_BY)


def test_accents_change_every_word_that_can_be_read() -> None:
    assert accented("Explore roles").startswith("⟦Éxþļöŕé ŕöļéš ")


def test_pseudo_locales_are_sound_catalogues(tmp_path: Path) -> None:
    for path in write_pseudo(tmp_path):
        with path.open("rb") as file:
            assert list(problems(read_po(file, locale=path.parents[1].name))) == []
    found = read_languages([tmp_path])
    assert {code: one.direction for code, one in found.items()} == {
        "en-GB": "ltr",
        "en-XA": "ltr",
        "ar-XB": "rtl",
    }
    one = found["ar-XB"].translations.ngettext("%(num)s job", "%(num)s jobs", 1)
    assert "job" in one and "jobs" not in one


def test_the_command_checks_what_translators_write(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(cli, ["messages", "pseudo", str(tmp_path)]).exit_code == 0
    assert run(cli, ["messages", "check", str(tmp_path)]).exit_code == 0
    path = tmp_path / "cy" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "%(num)s jobs"\nmsgstr "%(n)s o swyddi"\n')
    found = run(cli, ["messages", "check", str(tmp_path)])
    assert found.exit_code == 1
    assert "its gaps are not those of the English: '%(num)s jobs'" in found.output
    assert "cy: 1 of 1 messages are translated." in found.output
