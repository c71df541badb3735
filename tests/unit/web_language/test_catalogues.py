"""Reading catalogues, and the words in them."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from web.language.catalogues import (
    ENGLISH,
    PO_FILE,
    BadCatalogue,
    broken,
    read_languages,
    script_messages,
)
from web.language.words import N_, Words, _, ngettext, translated


@pytest.mark.parametrize(
    ("english", "other", "says"),
    [
        ("Hello", "Helo", ""),
        ("Hello", "", ""),
        ("%(n)s jobs in %(place)s", "Yn %(place)s: %(n)s", ""),
        ("%(n)s jobs", "%(m)s o swyddi", "gaps"),
        ("%(n)s jobs", "swyddi", "gaps"),
        ("Up to 400%%", "Hyd at 400%%", ""),
        ("Up to 400%%", "Hyd at 400%", "%"),
        ('See <a href="%(x)s">this</a>', 'Gweler <a href="%(x)s">hwn</a>', ""),
        ('See <a href="%(x)s">this</a>', 'Gweler <a href="%(x)s">hwn', "tags"),
        ("Plain", "<script>alert(1)</script>", "tags"),
        (("1 job", "%(num)s jobs"), ("1 swydd", "%(num)s o swyddi"), ""),
        (("1 job", "%(num)s jobs"), ("%(num)s swydd", "%(num)s o swyddi"), ""),
        (("%(num)s job", "%(num)s jobs"), ("un swydd", "%(num)s o swyddi"), ""),
        (("1 job", "%(num)s jobs"), ("1 swydd", "%(n)s o swyddi"), "gaps"),
    ],
)
def test_what_would_break_a_page_is_found(
    english: str | tuple[str, str], other: str | tuple[str, str], says: str
) -> None:
    found = broken(Message(english, other))
    assert (says in found) if says else not found


def test_a_fuzzy_translation_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "cy" / PO_FILE
    path.parent.mkdir(parents=True)
    path.write_text('#, fuzzy\nmsgid "Hello"\nmsgstr "Helo"\n\nmsgid "Jobs"\nmsgstr "Swyddi"\n')
    welsh = read_languages([tmp_path])["cy"]
    assert welsh.translations.gettext("Jobs") == "Swyddi"
    assert welsh.translations.gettext("Hello") == "Hello"
    assert (welsh.name, welsh.direction, welsh.made_up) == ("Cymraeg", "ltr", False)


def test_english_comes_first_and_needs_no_catalogue(tmp_path: Path) -> None:
    assert list(read_languages([tmp_path])) == [ENGLISH.code]


@pytest.mark.parametrize("text", ["msgid broken", 'msgid "a"\nmsgstr[0'])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cy" / PO_FILE
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(BadCatalogue, match=r"messages\.po"):
        read_languages([tmp_path])


def test_outside_a_request_words_are_english() -> None:
    assert _("Hello %(name)s", name="Ann") == "Hello Ann"
    assert ngettext("%(num)s job", "%(num)s jobs", 1) == "1 job"
    assert ngettext("%(num)s job", "%(num)s jobs", 2000, num="2,000") == "2,000 jobs"
    assert translated("") == ""
    words = Words({"a": N_("Alpha"), "b": N_("Beta")})
    assert dict(words) == {"a": "Alpha", "b": "Beta"}
    assert words.get("c", "none") == "none"


def test_scripts_have_words_in_the_template() -> None:
    assert "Still there?" in script_messages()


def test_a_catalogue_of_many_plurals_is_whole() -> None:
    assert Catalog("ar").num_plurals == 6, "what the pseudo-locale from right to left is for"
