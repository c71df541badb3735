"""Every page of the site, in every state that looks different: a table, and how to get there.

A route that is neither here nor in ``NOT_PAGES`` fails a test (tests/integration/test_pages.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from playwright.sync_api import Page

from matching.questionnaire import TEXT_LIMIT
from tests.browser.getting_there import (
    WRONG_CODE,
    at,
    code,
    counted_again,
    deleted,
    finished,
    from_elsewhere,
    in_trouble,
    more_like_this,
    new_code,
    next_without_answer,
    not_for_me,
    not_like_me,
    not_like_me_in_its_place,
    not_like_me_on_a_role,
    note,
    note_left_over,
    note_unseen,
    put_back,
    report,
    report_nothing,
    start_anyway,
    suggestions,
    three_codes,
    too_many_codes,
    too_many_reports,
    without_token,
    words,
    words_anyway,
)

Who = Literal[
    "stranger", "newcomer", "early", "clearer", "regular", "keen", "passer-by", "limited", "cut off"
]
"""Whose browser it is.

stranger: without a cookie. newcomer: has begun, and answered nothing. early: has answered
three questions. clearer: so many that the picture grows clearer. regular: all that is asked,
facts, words, saved roles. keen: all answers. passer-by: a browser used once, for this state.
limited: has answered, at a site without a text encoder whose limits nobody else shares.
cut off: a stranger at a site whose database is broken.
"""

TOO_LARGE: Final = 70_000


@dataclass(frozen=True)
class State:
    """``endpoint`` is the view that answers; ``go`` starts from an open page of the browser."""

    name: str
    endpoint: str
    who: Who
    go: Callable[[Page], object]
    status: int = 200


def state(
    name: str, endpoint: str, who: Who, go: Callable[[Page], object] | str, status: int = 200
) -> State:
    return State(name, endpoint, who, at(go) if isinstance(go, str) else go, status)


STATES: Final = (
    state("home", "pages.home", "stranger", "/"),
    state("how matching works", "pages.how_matching_works", "stranger", "/how-matching-works"),
    state("glossary", "pages.glossary", "stranger", "/glossary"),
    state("money", "pages.money", "stranger", "/money"),
    state("privacy", "pages.privacy", "stranger", "/privacy"),
    state("cookies", "pages.cookies", "stranger", "/cookies"),
    state("accessibility", "pages.accessibility", "stranger", "/accessibility"),
    state("light or dark", "colours.choose", "stranger", "/light-or-dark"),
    state("credits", "pages.credits", "stranger", "/credits"),
    state("the API", "reference.show", "stranger", "/api"),
    state("roles", "roles.index", "stranger", "/roles"),
    state("roles: found", "roles.index", "stranger", "/roles?q=nurse"),
    state("roles: a slip", "roles.index", "stranger", "/roles?q=nurze"),
    state("roles: meaning", "roles.index", "stranger", "/roles?q=looking+after+old+people"),
    state("roles: a wish", "roles.index", "stranger", "/roles?q=a+job+without+gcses"),
    state("roles: no words", "roles.index", "stranger", "/roles?q=%F0%9F%99%82"),
    state("roles: outside", "roles.index", "stranger", "/roles?q=midwife&family=dental"),
    state("roles: suggestions", "roles.index", "stranger", suggestions),
    state("roles: nothing like it", "roles.index", "stranger", "/roles?q=zzzzqqqq"),
    state("roles: filters", "roles.index", "stranger", "/roles?route=apprenticeship&no_degree=1"),
    state("roles: a family", "roles.index", "stranger", "/roles?family=medical"),
    state("roles: nothing left", "roles.index", "stranger", "/roles?family=medical&route=direct"),
    state("role", "roles.show", "stranger", "/roles/paramedic"),
    state("role without a degree", "roles.show", "stranger", "/roles/care-worker"),
    state("roles: help lines", "roles.index", "stranger", "/roles?q=i+want+to+die"),
    state("roles: taken out", "roles.index", "stranger", "/roles?q=nurse+07911+123456"),
    state("report", "reports.form", "stranger", "/roles/paramedic/report"),
    state("report: nothing chosen", "reports.send", "stranger", report_nothing, 422),
    state("report: thanks", "reports.thanks", "stranger", "/roles/paramedic/report/thanks"),
    state("report: help lines", "reports.send", "stranger", report("I want to die")),
    state(
        "report: taken out",
        "reports.thanks",
        "stranger",
        "/roles/paramedic/report/thanks?taken=phone",
    ),
    state("results: help lines", "results.show", "passer-by", in_trouble),
    state("offline", "offline.page", "stranger", "/offline"),
    state("role, as kept", "offline.role", "stranger", "/offline/roles/paramedic"),
    state("ways", "roles.ways", "stranger", "/roles/paramedic/ways"),
    state(
        "ways: none",
        "roles.ways",
        "stranger",
        "/roles/foundation-doctor/ways?prefer=no-university",
    ),
    state("role unknown", "roles.show", "stranger", "/roles/nurze", 404),
    state("paper", "questions.paper", "stranger", "/paper"),
    state("paper: with a journey", "questions.paper", "newcomer", "/paper"),
    state("compare", "compare.show", "stranger", "/compare?roles=paramedic,care-worker"),
    state(
        "compare: much alike",
        "compare.show",
        "stranger",
        "/compare?roles=gp-healthcare-assistant,hospice-healthcare-assistant",
    ),
    state(
        "compare: four",
        "compare.show",
        "stranger",
        "/compare?roles=porter,paramedic,care-worker,dental-nurse",
    ),
    state("compare: nothing picked", "compare.show", "stranger", "/compare"),
    state("compare: with what", "compare.show", "stranger", "/compare?roles=paramedic"),
    state("map", "map.show", "stranger", "/map"),
    state("map: a search", "map.show", "stranger", "/map?q=babies"),
    state("map: nothing lights up", "map.show", "stranger", "/map?family=medical&route=direct"),
    state("map: near a job", "map.show", "stranger", "/map?near=porter"),
    state("come back", "journey.come_back", "stranger", "/come-back"),
    state("come back: nothing open", "journey.come_back", "stranger", "/results"),
    state("come back: idle", "journey.come_back", "stranger", "/come-back?closed=idle"),
    state(
        "come back: ended",
        "journey.come_back",
        "stranger",
        "/come-back?closed=ended&to=/roles/paramedic",
    ),
    state("come back: wrong code", "journey.use_code", "stranger", code(WRONG_CODE), 422),
    state("come back: no code", "journey.use_code", "stranger", code(""), 422),
    state("finish: nothing to forget", "journey.finish", "stranger", "/finish"),
    state("404", "errors", "stranger", "/nowhere", 404),
    state("405", "errors", "stranger", "/start", 405),
    state("403", "errors", "passer-by", from_elsewhere, 403),
    state("home: begun", "pages.home", "newcomer", "/"),
    state("question: scale", "questions.ask", "newcomer", "/questions/stopped-machine"),
    state("question: several", "questions.ask", "newcomer", "/questions/who-to-help"),
    state("question: long several", "questions.ask", "newcomer", "/questions/subjects-liked"),
    state("question: one of", "questions.ask", "newcomer", "/questions/what-matters-most"),
    state("question: extra", "questions.ask", "newcomer", "/questions/someone-cries"),
    state("question: unknown", "questions.ask", "newcomer", "/questions/nothing", 404),
    state(
        "question: error, scale",
        "questions.answer",
        "newcomer",
        next_without_answer("stopped-machine"),
    ),
    state(
        "question: error, several",
        "questions.answer",
        "newcomer",
        next_without_answer("who-to-help"),
    ),
    state(
        "question: error, one of",
        "questions.answer",
        "newcomer",
        next_without_answer("what-matters-most"),
    ),
    state("about you", "questions.about_you", "newcomer", "/about-you"),
    state("own words", "questions.your_words", "newcomer", "/your-words"),
    state("results: starter", "results.show", "newcomer", "/results"),
    state("role with a journey", "roles.show", "newcomer", "/roles/paramedic"),
    state("my journey: empty", "journey.mine", "newcomer", "/my-journey"),
    state("my plan: empty", "plan.show", "newcomer", "/my-plan"),
    state("place: no order yet", "results.place", "newcomer", "/results/where/paramedic"),
    state("finish: no code", "journey.finish", "newcomer", "/finish"),
    state("delete?", "journey.confirm_delete", "newcomer", "/my-journey/delete"),
    state("come back: one open", "journey.come_back", "newcomer", "/come-back"),
    state("400", "errors", "newcomer", without_token, 400),
    state("413", "errors", "newcomer", words("x" * TOO_LARGE), 413),
    state("home: carry on", "pages.home", "regular", "/"),
    state("results", "results.show", "regular", "/results"),
    state("results: taken out", "results.show", "regular", "/results?taken=phone.postcode"),
    state("results: quick", "results.show", "regular", "/results?quick=5"),
    state("results: filters", "results.show", "regular", "/results?route=apprenticeship"),
    state("results: relaxed", "results.show", "regular", "/results?family=dental"),
    state("results: all", "results.show", "regular", "/results?show=all"),
    state("results: further on", "results.show", "regular", "/results?show=all&page=2"),
    state(
        "results: switches",
        "results.show",
        "regular",
        "/results?way=this_year&way=no_university&way=earning",
    ),
    state("like", "results.like", "regular", "/results/like/paramedic"),
    state("like: no order yet", "results.like", "newcomer", "/results/like/paramedic"),
    state("different", "results.different", "regular", "/results/different"),
    state("different: no order yet", "results.different", "newcomer", "/results/different"),
    state("where", "results.where", "regular", "/results/where"),
    state("where: several", "results.where", "regular", "/results/where?q=nurse"),
    state("where: nothing like it", "results.where", "regular", "/results/where?q=zzzzqqqq"),
    state("where: no words", "results.where", "regular", "/results/where?q=%F0%9F%99%82"),
    state("map: mine", "map.show", "regular", "/map"),
    state("map: mine, filters", "map.show", "regular", "/map?family=dental"),
    state("place", "results.place", "regular", "/results/where/paramedic"),
    state("place: filters", "results.place", "regular", "/results/where/paramedic?family=dental"),
    state("compare: for you", "compare.show", "regular", "/compare?roles=paramedic,care-worker"),
    state(
        "compare: five picked",
        "compare.show",
        "regular",
        "/compare?roles=porter,paramedic,care-worker,dental-nurse,dentist",
    ),
    state("question: change", "questions.ask", "regular", "/questions/odd-result?from=list"),
    state("about you: told", "questions.about_you", "regular", "/about-you?from=journey"),
    state("own words: written", "questions.your_words", "regular", "/your-words?from=journey"),
    state(
        "own words: too long",
        "questions.write_words",
        "regular",
        words("word " * (TEXT_LIMIT // 4)),
        422,
    ),
    state("role with ways checked", "roles.show", "regular", "/roles/paramedic"),
    state("ways from here", "roles.ways", "regular", "/roles/midwife/ways?prefer=earn"),
    state("role saved", "roles.show", "regular", "/roles/care-worker"),
    state("code shown", "journey.show_code", "regular", new_code),
    state("code shown once", "journey.show_code", "regular", "/my-journey/code"),
    state("my plan", "plan.show", "regular", "/my-plan"),
    state("my plan: note too long", "plan.write_note", "regular", note("word " * 80), 422),
    state("my plan: two notes", "plan.write_note", "regular", note_unseen, 422),
    state("my plan: with a note", "plan.show", "regular", note("Ask Jo about nights")),
    state("my plan: a note left over", "plan.show", "regular", note_left_over),
    state("my journey: full", "journey.mine", "regular", "/my-journey"),
    state("finish: with a code", "journey.finish", "regular", "/finish"),
    state("question: out of turn", "questions.ask", "regular", "/questions/odd-result"),
    state("question: the list is steady", "questions.ask", "regular", "/questions?more=1"),
    state("question: of the fixed form", "questions.ask", "regular", "/questions?form=fixed"),
    state("question: an early picture", "questions.ask", "early", "/questions"),
    state("question: getting clearer", "questions.ask", "clearer", "/questions"),
    state("results: an early picture", "results.show", "early", "/results"),
    state("results: getting clearer", "results.show", "clearer", "/results"),
    state("results: what changed", "results.show", "keen", "/results"),
    state("my journey: three codes", "journey.mine", "keen", three_codes),
    state("my plan: no room for a code", "plan.show", "keen", "/my-plan"),
    state("results: not like me", "results.show", "keen", not_like_me),
    state("role: not like me", "roles.show", "keen", not_like_me_on_a_role),
    state("place: not like me", "results.place", "keen", not_like_me_in_its_place),
    state("my journey: not counted", "journey.mine", "keen", "/my-journey"),
    state("results: counted again", "results.show", "keen", counted_again),
    state("results: not for me", "results.show", "keen", not_for_me),
    state("results: put back", "results.show", "keen", put_back),
    state("like: kept", "results.like", "keen", more_like_this),
    state("my journey: marks", "journey.mine", "keen", "/my-journey"),
    state("finished", "journey.finish", "passer-by", finished),
    state("finished: kept", "journey.finish", "stranger", "/finish?done=kept"),
    state("finished: deleted", "journey.finish", "passer-by", deleted),
    state("503", "errors", "cut off", start_anyway, 503),
    state("own words: cannot be read", "questions.your_words", "limited", "/your-words"),
    state("results: words not used", "results.show", "limited", words_anyway),
    state("report: too many", "reports.send", "limited", too_many_reports, 429),
    state(
        "come back: too many wrong codes",
        "journey.use_code",
        "limited",
        too_many_codes,
        429,
    ),
)

NOT_PAGES: Final[dict[str, str]] = {
    "offline.worker": "a script",
    "colours.keep": "leads back to where the reader was",
    "questions.resume": "leads to the next question",
    "questions.tell_about": "leads to the list",
    "journey.start": "leads to the questions",
    "journey.forget_me": "leads to the page that says it is done",
    "journey.delete": "leads to the page that says it is done",
    "journey.statistics": "leads to My journey",
    "journey.make_code": "leads to the page that shows the code",
    "journey.revoke_code": "leads to My journey",
    "journey.save": "leads back to where the button was",
    "journey.unsave": "leads back to where the button was",
    "journey.dispute": "leads back to where the button was",
    "journey.count_again": "leads back to where the button was",
    "journey.not_for_me": "leads back to where the button was",
    "journey.as_before": "leads back to where the button was",
    "journey.more_like_this": "leads to the jobs like it",
    "journey.download": "a file",
    "plan.move": "leads back to the plan",
    "plan.take_away": "a file",
    "suggestions.suggest": "JSON for a script",
    "journey.here": "an empty answer to a script",
    "api.questionnaire": "JSON",
    "api.filters": "JSON",
    "api.openapi": "JSON",
    "api.glossary": "JSON",
    "api.roles": "JSON",
    "api.role": "JSON",
    "api.search": "JSON",
    "api.match": "JSON",
    "api.next_question": "JSON",
    "api.paths": "JSON",
    "api.place": "JSON",
    "api.health": "JSON",
    "api.nowhere": "JSON",
    "operations.ready": "JSON",
    "operations.metrics": "figures for Prometheus",
}
"""Views that show no page of their own, and what they do instead."""

ERROR_PAGES: Final = "errors"
"""The endpoint named by states that no single view answers."""
