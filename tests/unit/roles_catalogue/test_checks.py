"""Every rule: a sound catalogue keeps them all, and each one notices when it is broken."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles_catalogue.checks import (
    RULES,
    ages,
    check,
    likeness,
    reading,
    spelling,
    texts,
)
from tests.unit.roles_catalogue.broken import BROKEN
from tests.unit.roles_catalogue.spoiling import (
    APPRENTICESHIP,
    BAND_UNKNOWN,
    DEGREE,
    DIRECT,
    PROMOTION,
    T_LEVEL,
    Broken,
    Roles,
    put,
    route,
    threefold,
)
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    TODAY,
    catalogue_of,
    findings_of,
    real_catalogue,
    reference,
    sound_roles,
)

GUIDE = Path(__file__).parents[3] / "docs" / "editing-the-catalogue.md"


def test_a_sound_catalogue_keeps_every_rule() -> None:
    assert check(catalogue_of(sound_roles().values()), TODAY) == ()


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.rule}: {case.says[:40]}")
def test_a_broken_rule_is_noticed_and_named(case: Broken) -> None:
    roles = sound_roles()
    case.spoil(roles)
    found = findings_of(roles, case.rule)
    assert any(where == case.where and case.says in message for where, message in found), found


def test_every_rule_has_been_broken_by_a_test() -> None:
    elsewhere = {
        "all-written",
        "glossary-explains-once",
        "glossary-needed",
        "pay-points-agree",
        "reading-grade-checked",
        "spelling-checked",
    }
    assert {case.rule for case in BROKEN} | elsewhere == {rule.name for rule in RULES}


def test_rules_have_a_name_of_their_own_and_one_plain_line() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
        assert rule.description.endswith(".")
        assert "\n" not in rule.description


def test_errors_come_before_warnings() -> None:
    roles = sound_roles()
    put(HELPER, "skills", 0, value="color and care")(roles)
    put(NURSE, "soc2020", value="9999")(roles)
    found = check(catalogue_of(roles.values()), TODAY)
    assert [(f.severity, f.rule, f.where) for f in found] == [
        ("error", "soc-known", NURSE),
        ("warning", "british-spelling", HELPER),
    ]


# What a rule must leave alone


@pytest.mark.parametrize(
    ("rule", "allow"),
    [
        ("apprenticeship-level", route(APPRENTICESHIP, "label", "Foundation apprenticeship")),
        ("t-level-open", route(T_LEVEL, "reference", "science")),
        # Seven words in a row, or the name of a programme, may be said anywhere.
        ("no-copied-phrasing", threefold("Now you cook, clean and chat in a big flat.")),
        ("route-due", route(DIRECT, "valid_until", "2026-11-21")),
        (
            "degree-asks",
            route(DEGREE, "requirements", [{"kind": "level", "level": 6}], NURSE),
        ),
        (
            "degree-asks",
            route(DEGREE, "requirements", [{"kind": "registration", "profession": "nurse"}], NURSE),
        ),
        (
            "degree-asks",  # an access course at a college, on the way to a degree
            lambda roles: roles[NURSE]["entry_routes"][DEGREE].update(
                providers=["lsfc-1"], requirements=[]
            ),
        ),
        (
            "registration-known",
            route(
                DEGREE,
                "requirements",
                [{"kind": "registration", "profession": "adult nurse"}],
                NURSE,
            ),
        ),
        ("no-band-known", put(NURSE, "pay", value=BAND_UNKNOWN)),
        ("pay-says-what-to-ask", put(NURSE, "pay", value=BAND_UNKNOWN)),
        (
            "pay-says-what-to-ask",  # a figure says more than an answer would
            put(NURSE, "pay", "varies_because", value="Nights add to it."),
        ),
        (
            "next-step-age",
            put(
                HELPER,
                "next_step",
                value={"text": "Ask Forum Central, heard in 2020.", "row": "forumcentral-1"},
            ),
        ),
        (
            "reading-grade",  # one plain sentence that is long for its own grade
            put(
                HELPER,
                "pitch",
                value="You are the person who remembers that the yellow cup is for medicine, and "
                "that the curtains open before anybody is allowed to speak.",
            ),
        ),
        ("regulated-title", put(HELPER, "title", value="Physiotherapy assistant")),
        ("regulation-row", put(HELPER, "regulation", value={"status": "voluntary_register"})),
        ("no-stereotypes", put(HELPER, "pitch", value="Calm a girl of six and her gran.")),
        ("british-spelling", put(HELPER, "pitch", value="Colour the centre of the page.")),
        ("spelling", put(HELPER, "pitch", value="Ms Hussain's £5 lunch is at 1pm on the 2nd.")),
        ("spelling", put(HELPER, "pitch", value="Sixteen-year-olds can’t use the dentist’s MRI.")),
        ("spelling", put(HELPER, "pitch", value="NHS GPs and HCAs look at jobs.nhs.uk daily.")),
        ("spelling", put(HELPER, "pitch", value="Reablement in Seacroft, at the Notre Dame café.")),
        ("spelling", put(HELPER, "skills", 0, value="color and care")),  # named by another rule
        (
            "texts-alike",  # plain facts are often told in nearly the same words
            put(NURSE, "hours", value="Usually mornings, with every second weekend off."),
        ),
        ("no-repeats", put(NURSE, "pitch", value="Mind that hoist! It bites.")),
        (
            "no-repeats",  # first steps may well be the same
            route(PROMOTION, "first_step", "Look for home care jobs near you.", NURSE),
        ),
    ],
)
def test_what_is_right_is_left_alone(rule: str, allow: Callable[[Roles], object]) -> None:
    roles = sound_roles()
    allow(roles)
    assert findings_of(roles, rule) == []


def test_a_degree_apprenticeship_need_not_say_its_level() -> None:
    roles = sound_roles()
    roles[HELPER]["entry_routes"][APPRENTICESHIP].update(
        reference="ST0781", level=6, label="Nurse degree apprenticeship"
    )
    level = reference().apprenticeships["ST0781"].level
    assert level >= 6
    assert findings_of(roles, "apprenticeship-level") == []


def test_funding_that_will_end_is_no_way_in_even_before_the_day() -> None:
    roles = sound_roles()
    route(APPRENTICESHIP, "reference", "ST0384")(roles)
    found = check(catalogue_of(roles.values()), date(2026, 1, 1))
    assert "apprenticeship-funded" in {finding.rule for finding in found}


def test_a_t_level_was_open_while_it_took_students() -> None:
    roles = sound_roles()
    route(T_LEVEL, "reference", "healthcare-science")(roles)
    found = check(catalogue_of(roles.values()), date(2025, 9, 1))
    assert "t-level-open" not in {finding.rule for finding in found}


def test_pay_points_and_bands_must_agree() -> None:
    facts = reference()
    first = facts.pay_bands[0]
    spoilt = replace(facts, pay_bands=(replace(first, max_gbp=99999), *facts.pay_bands[1:]))
    found = findings_of(sound_roles(), "pay-points-agree", spoilt)
    assert found == [
        (
            f"pay_bands:{first.pay_year} {first.band}",
            f"says {first.min_gbp} to 99999, but pay_points.csv "
            f"says {first.min_gbp} to {first.max_gbp}",
        )
    ]
    without = replace(facts, pay_points=())
    assert len(findings_of(sound_roles(), "pay-points-agree", without)) == len(facts.pay_bands)


def test_bands_need_pay_on_the_day() -> None:
    found = check(catalogue_of(sound_roles().values()), date(2020, 1, 1))
    assert [(f.rule, f.message) for f in found] == [
        ("bands-known", "pay_bands.csv has no pay for band 5 on 2020-01-01")
    ]


@pytest.mark.parametrize(
    ("source_date", "first", "old"),
    [
        ("2023-11-21", date(2023, 11, 21), False),
        ("2023-11-20", date(2023, 11, 20), True),
        ("2023", date(2023, 1, 1), True),
        ("2024 or later", date(2024, 1, 1), False),
        ("2021-12 or 2022-01", date(2022, 1, 1), True),
        ("about 2014 to 2022; check what still runs", date(2022, 1, 1), True),
        ("2022 (as a page of 2026 says)", date(2022, 1, 1), True),
        ("undated", None, False),
    ],
)
def test_a_source_is_as_old_as_its_words_allow(
    source_date: str, first: date | None, old: bool
) -> None:
    assert ages.first_day(source_date) == first
    assert ages.is_old(source_date, TODAY) is old


def test_every_date_of_a_row_for_next_steps_is_understood() -> None:
    facts = reference()
    ids = (*facts.programmes, *facts.providers, *facts.employers)
    rows = [row for row_id in ids if (row := facts.leeds_row(row_id)) is not None]
    dates = {row.provenance.source_date for row in rows}
    silent = {said for said in dates if ages.first_day(said) is None}
    assert all(said.startswith("undated") for said in silent)


# Language


def test_every_phrase_that_the_guide_forbids_is_found() -> None:
    line = next(
        line for line in GUIDE.read_text(encoding="utf-8").splitlines() if "No adverts" in line
    )
    phrases = re.findall(r'"([^"]+)"', line)
    assert len(phrases) >= 7
    for phrase in phrases:
        roles = sound_roles()
        put(HELPER, "pitch", value=f"You can {phrase} here.")(roles)
        assert findings_of(roles, "no-adverts"), phrase


@given(st.lists(st.text("abc ,;é", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_sentences_lose_nothing(parts: list[str]) -> None:
    text = " ".join(f"{part}." for part in parts)
    assert " ".join(texts.sentences(text)) == " ".join(text.split())


def test_job_titles_do_not_count_towards_the_reading_grade() -> None:
    grade = reading.grader()
    assert grade is not None
    neutral = reading.neutraliser(["Operating department practitioner", "Nurse"])
    hard = "The operating department practitioners wait for the nurse."
    assert neutral(hard) == "The job wait for the job."
    assert grade(neutral(hard)) < grade(hard) - 5


def test_harder_words_and_longer_sentences_raise_the_grade() -> None:
    grade = reading.grader()
    assert grade is not None
    easy = grade("You make tea. You sit down.")
    assert grade("You make tea, then you sit down.") > easy
    assert grade("You prepare refreshments. You recuperate afterwards.") > easy


def test_the_median_grade_of_the_roles_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "grader", lambda: lambda text: 7.5)
    assert findings_of(sound_roles(), "reading-grade") == [
        ("catalogue", "the middle role is at grade 7.5; 6.5 is the most")
    ]


def test_a_missing_reading_tool_is_a_warning_not_a_pass_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "grader", lambda: None)
    found = check(catalogue_of(sound_roles().values()), TODAY)
    assert [(f.severity, f.rule) for f in found] == [("warning", "reading-grade-checked")]
    assert "textstat is not installed" in found[0].message


def test_a_missing_dictionary_is_a_warning_not_a_pass_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spelling, "speller", lambda: None)
    found = check(catalogue_of(sound_roles().values()), TODAY)
    assert [(f.severity, f.rule) for f in found] == [("warning", "spelling-checked")]
    assert "make setup-dev" in found[0].message


def test_the_catalogue_has_no_misspelt_word() -> None:
    assert check(real_catalogue(), TODAY, spelling.RULES) == ()


def test_the_words_of_our_own_are_sorted_and_the_dictionary_lacks_each() -> None:
    own = spelling.known_words()
    assert list(own) == sorted(set(own), key=lambda word: (word.casefold(), word))
    dictionary = spelling.speller()
    assert dictionary is not None
    assert [word for word in own if dictionary.spell(word)] == []


@given(st.lists(st.text("aehlnrst é.", max_size=60), min_size=1, max_size=6))
def test_likeness_is_the_same_both_ways_and_one_for_the_same_text(some: list[str]) -> None:
    found = likeness.wording_likeness(
        [*some, "the helper heats the tea", "The helper heats the tea."]
    )
    assert abs(found - found.T).max() < 1e-5
    assert found.min() > -1e-5
    assert found.max() < 1 + 1e-5
    assert found[-1, -2] > 1 - 1e-5


def test_a_run_of_letters_that_few_texts_have_says_more() -> None:
    usual = [f"You ring the bell at {hour}." for hour in ("one", "two", "three", "four", "five")]
    zeppelin = "You ring the bell of a zeppelin."
    found = likeness.wording_likeness([*usual, zeppelin, "Nobody owns a zeppelin."])[-2]
    assert found[-1] > max(found[:-2])
    assert likeness.wording_likeness(["", "a", "nothing is shared"]).max() == 0


def test_the_next_steps_that_the_guide_offers_can_be_used_and_the_old_are_called_old() -> None:
    table = GUIDE.read_text(encoding="utf-8").split("## Next steps")[1]
    lines = re.findall(r"^\| (.+?) \| (`.+) \|$", table, re.MULTILINE)
    assert len(lines) >= 7
    for what, cells in lines:
        for row_id in re.findall(r"`([^`]+)`", cells):
            row = reference().leeds_row(row_id)
            assert row is not None, row_id
            assert getattr(row, "reader_use", "public") == "public", row_id
            old = ages.is_old(row.provenance.source_date, TODAY)
            assert old is what.startswith("old"), row_id


def test_an_empty_catalogue_has_nothing_to_say_about_roles() -> None:
    assert check(catalogue_of([]), TODAY) == ()
