"""Nothing is hard-coded: in a pseudo-locale every word of the interface has brackets round it."""

import re

import pypdfium2
import pytest
from flask import Flask

from scripts.messages.pseudo import OPEN
from tests.integration.web_language.untranslated import untranslated
from tests.integration.web_personal.browsing import Browser

PUBLIC = [
    "/",
    "/roles",
    "/roles?q=nusre",
    "/roles?q=xylophone",
    "/roles?q=.",
    "/roles?q=looking+after+babies",
    "/roles?family=dental&setting=hospice",
    "/roles?route=direct&no_degree=1",
    "/roles?family=medical&route=direct&q=doctor",
    "/roles/porter",
    "/roles/porter/ways",
    "/roles/hospital-doctor",
    "/roles/no-such-job",
    "/compare",
    "/compare?roles=porter",
    "/roles/porter?text=short",
    "/roles/paramedic",
    "/roles/porter/report",
    "/roles/porter/report/thanks",
    "/roles?q=I+want+to+die",
    "/roles?taken=phone.postcode",
    "/map",
    "/map?q=xylophone",
    "/map?q=nurse&family=nursing",
    "/map?family=dental&setting=hospice",
    "/map?near=porter",
    "/offline",
    "/compare?roles=porter,care-worker",
    "/compare?roles=porter,care-worker,adult-nurse,paramedic,dental-nurse",
    "/how-matching-works",
    "/glossary",
    "/privacy",
    "/cookies",
    "/light-or-dark",
    "/money",
    "/accessibility",
    "/credits",
    "/paper",
    "/come-back",
    "/come-back?closed=idle",
    "/finish",
    "/finish?done=forgotten",
    "/api",
    "/no/such/page",
]
PERSONAL = [
    "/",
    "/questions",
    "/questions/who-to-help",
    "/questions/who-to-help?problem=nothing",
    "/questions/who-to-help?from=list",
    "/about-you",
    "/your-words",
    "/results",
    "/results?show=20",
    "/results?way=this_year&way=earning",
    "/results/like/porter",
    "/results/different",
    "/map",
    "/my-plan",
    "/results?family=nursing&route=apprenticeship",
    "/results/where",
    "/results/where?q=nurse",
    "/results/where/porter",
    "/roles/porter",
    "/roles/porter/ways",
    "/compare?roles=porter,care-worker",
    "/my-journey",
    "/my-journey/delete",
    "/finish",
    "/come-back",
]


def look(reader: Browser, path: str) -> list[str]:
    page = reader.open(path)
    assert page.status_code in (200, 404)
    assert '<html lang="en-XA">' in reader.html
    assert "&lt;span" not in reader.html
    return untranslated(reader.html)


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_is_translated(reader: Browser, path: str) -> None:
    reader.open("/?lang=en-XA")
    assert look(reader, path) == []


@pytest.fixture
def person(reader: Browser) -> Browser:
    """Somebody who has answered, told, written and saved."""
    reader.open("/?lang=en-XA")
    reader.send("/start")
    for item, value in (
        ("stopped-machine", "5"),
        ("out-and-about", "1"),
        ("why-this-illness", "4"),
        ("washing-and-dressing", "2"),
        ("who-to-help", "children"),
        ("subjects-liked", "chemistry"),
    ):
        reader.open(f"/questions/{item}")
        reader.send(f"/questions/{item}", [("answer", value), ("do", "next")])
    reader.open("/about-you")
    facts = [("stage", "year_11"), ("gcses", "some"), ("earn", "must")]
    reader.send("/about-you", facts, drop=[name for name, _ in facts])
    reader.open("/your-words")
    reader.send("/your-words", [("words", "I like to fix things."), ("do", "save")])
    for role in ("porter", "care-worker"):
        reader.open(f"/roles/{role}")
        reader.send(f"/roles/{role}/save")
    return reader


def test_every_page_of_a_journey_is_translated(person: Browser) -> None:
    found = {path: words for path in PERSONAL if (words := look(person, path))}
    assert found == {}


def test_what_is_said_of_whole_jobs_is_translated(person: Browser) -> None:
    person.open("/results")
    first, second, *_ = dict.fromkeys(re.findall(r"/roles/([a-z-]+)/not-for-me", person.html))
    person.send(f"/roles/{first}/not-for-me")
    assert untranslated(person.html) == []
    person.send(f"/roles/{second}/more-like-this")
    assert untranslated(person.html) == []
    for path in ("/results", "/my-journey"):
        assert look(person, path) == []


def test_the_plan_is_translated_and_its_paper_is_english(person: Browser) -> None:
    person.open("/my-plan")
    person.send("/my-plan/notes/porter", [("note", "x" * 400)])
    assert untranslated(person.html) == []
    person.open("/my-plan")
    paper = person.send("/my-plan/pdf", [("code", "0")])
    with pypdfium2.PdfDocument(paper.data) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert "My next" in text
    assert OPEN not in text


def test_a_report_of_a_mistake_is_translated(reader: Browser) -> None:
    reader.open("/?lang=en-XA")
    reader.open("/roles/porter/report")
    reader.send("/roles/porter/report", [("text", "No reason is given.")], drop=["wrong"])
    assert untranslated(reader.html) == []


def test_errors_are_translated(person: Browser) -> None:
    person.open("/your-words")
    person.send("/your-words", [("words", "word " * 600), ("do", "save")])
    assert untranslated(person.html) == []
    person.open("/come-back")
    person.send("/come-back", [("code", "0000 0000 00000")])
    assert untranslated(person.html) == []


@pytest.mark.parametrize("path", ["/", "/roles/porter", "/no/such/page"])
def test_a_language_from_right_to_left_turns_the_page_round(reader: Browser, path: str) -> None:
    reader.open("/?lang=ar-XB")
    reader.open(path)
    assert '<html lang="ar-XB" dir="rtl">' in reader.html


def test_made_up_languages_are_only_for_those_who_ask(pseudo_site: Flask) -> None:
    page = pseudo_site.test_client().get("/", headers={"Accept-Language": "ar, en-XA"})
    assert '<html lang="en-GB">' in page.text


def test_the_search_for_hard_coded_words_finds_them() -> None:
    page = '<html lang="en-XA"><p title="A tip">⟦Fïñé⟧ <b>not</b></p><i lang="en-GB">fine</i>'
    assert untranslated(page) == ["A tip", "not"]
    assert untranslated('<html lang="en-XA"><p>⟦Fïñé <b>inside</b>⟧ 12, …</p>') == []


@pytest.mark.parametrize("path", ["/roles/paramedic", "/roles/paramedic/ways"])
def test_the_facts_of_a_way_do_not_call_our_words_english(reader: Browser, path: str) -> None:
    assert reader.open(f"{path}?lang=en-XA").status_code == 200
    assert 'lang="en-GB"' in reader.html
    assert f'way__facts"><li><span lang="en-GB" dir="ltr">{OPEN}' not in reader.html
