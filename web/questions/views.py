"""Pages that ask. Each one is a form that posts to itself and then moves on by a redirect."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matching.answers import BadAnswers
from matching.questionnaire import TEXT_LIMIT, Item, UnknownItem
from web import device
from web.caching import no_compression
from web.device import require_journey
from web.questions import forms, pace
from web.questions.flow import next_more, next_open, place_of
from web.questions.presenters import CHANGED, ORIGINS, about_page, question_page
from web.services import services

bp = Blueprint("questions", __name__)


@bp.get("/questions")
def resume() -> ResponseReturnValue:
    """To the first question not met yet; to the list if there is none."""
    journey = require_journey()
    item = next_open(services().questionnaire, {*journey.answered_ids, *journey.skipped_ids})
    return redirect(_question(item) if item else url_for("results.show"), 303)


@bp.get("/questions/more")
def more() -> ResponseReturnValue:
    """To the first of the other questions not met yet; to the list if there is none."""
    journey = require_journey()
    item = next_more(services().questionnaire, {*journey.answered_ids, *journey.skipped_ids})
    return redirect(_question(item) if item else url_for("results.show"), 303)


@bp.get("/questions/<item_id>")
def ask(item_id: str) -> ResponseReturnValue:
    item = _item(item_id)
    page = question_page(
        services().questionnaire,
        item,
        given=require_journey().answers.values.get(item.id),
        origin=request.args.get("from", ""),
        problem=request.args.get("problem", ""),
    )
    return render_template(
        "questions/question.html",
        page=page,
        submission=forms.new_submission(),
        asked=_now_ms(),
        quick=pace.counted(request.args.get("quick", type=int)),
    )


@bp.post("/questions/<item_id>")
def answer(item_id: str) -> ResponseReturnValue:
    journey, item = require_journey(), _item(item_id)
    origin, quick = request.form.get("from", ""), request.form.get("quick", type=int)
    choice = forms.read_choice(item, request.form)
    if choice.problem:
        return _again(item, {"problem": choice.problem, "from": origin, "quick": quick})
    paced = pace.measure(
        request.form.get("asked", type=int), _now_ms(), quick, chose=not choice.skipped
    )
    services().journeys.answer(
        journey,
        item.id,
        choice.value,
        submission=request.form.get("submission", ""),
        took_ms=paced.took_ms,
    )
    if origin in ORIGINS:
        return redirect(CHANGED[origin], 303)
    following = place_of(services().questionnaire, item).after
    return redirect(_question(following, paced.quick), 303)


def _again(item: Item, told: Mapping[str, str | int | None]) -> ResponseReturnValue:
    """Ask once more, on a page of its own: going back to it later sends nothing again."""
    if told["problem"] == forms.STRANGE:
        services().journeys.count_rejected("questionnaire.answered", "bad_value")
    query = urlencode({name: value for name, value in told.items() if value})
    return redirect(f"{_question(item)}?{query}", 303)


@bp.get("/about-you")
def about_you() -> ResponseReturnValue:
    journey = require_journey()
    origin = _origin(request.args.get("from", ""))
    return render_template(
        "questions/about_you.html",
        page=about_page(services().questionnaire.about, journey.about, origin=origin),
        origin=origin,
        submission=forms.new_submission(),
    )


@bp.post("/about-you")
def tell_about() -> ResponseReturnValue:
    journey = require_journey()
    facts = forms.read_about(services().questionnaire.about, request.form)
    try:
        services().journeys.tell_about(
            journey, facts, submission=request.form.get("submission", "")
        )
    except BadAnswers:
        # Only a form that is not ours offers other values.
        abort(400)
    return redirect(ORIGINS.get(request.form.get("from", ""), url_for("results.show")), 303)


@bp.get("/your-words")
def your_words() -> ResponseReturnValue:
    journey = require_journey()
    return _words_page(journey.own_words, _origin(request.args.get("from", "")))


@bp.post("/your-words")
def write_words() -> ResponseReturnValue:
    journey = require_journey()
    origin = _origin(request.form.get("from", ""))
    text = "" if request.form.get("do") == "clear" else request.form.get(forms.WORDS, "")
    try:
        services().journeys.write_own_words(
            journey, text, submission=request.form.get("submission", "")
        )
    except BadAnswers:
        return _words_page(text, origin, forms.too_long(text))
    return redirect(ORIGINS[origin], 303)


def _words_page(text: str, origin: str, error: str = "") -> ResponseReturnValue:
    no_compression()
    return render_template(
        "questions/your_words.html",
        text=text,
        limit=TEXT_LIMIT,
        origin=origin,
        back_href=ORIGINS[origin],
        errors=((forms.WORDS, error),) if error else (),
        has_words=bool(require_journey().own_words),
        can_be_read=services().engine.encoder_available,
        submission=forms.new_submission(),
    ), (422 if error else 200)


def _item(item_id: str) -> Item:
    try:
        return services().questionnaire.item(item_id)
    except UnknownItem:
        abort(404)


def _origin(raw: str) -> str:
    return raw if raw in ORIGINS else "list"


def _question(item: Item | None, quick: int = 0) -> str:
    """The address of a question; of the list after the last one."""
    query = f"?{urlencode({'quick': quick})}" if quick else ""
    if item is None:
        return url_for("results.show") + query
    return url_for("questions.ask", item_id=item.id) + query


def _now_ms() -> int:
    return int(device.now() * 1000)
