"""Pages that ask. Each one is a form that posts to itself and then moves on by a redirect."""

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from compass.journeys.types import Journey
from matching.answers import BadAnswers
from matching.questionnaire import TEXT_LIMIT, Item, UnknownItem
from web import device
from web.addresses import with_query
from web.caching import no_compression
from web.device import require_journey
from web.questions import forms, pace
from web.questions.flow import Walk, after_answer, carry_on, read_walk
from web.questions.presenters import CHANGED, about_page, question_page
from web.questions.stages import ORIGINS, Stage, changing, of_adaptive, of_fixed_form
from web.safety.beside import listen, with_taken
from web.services import services

bp = Blueprint("questions", __name__)


@bp.get("/questions")
def resume() -> ResponseReturnValue:
    """To the question that comes next; to the list if there is none left."""
    walk = read_walk(request.args)
    return redirect(carry_on(services().journeys.asking(require_journey(), walk.mode), walk), 303)


@bp.get("/questions/<item_id>")
def ask(item_id: str) -> ResponseReturnValue:
    item, journey = _item(item_id), require_journey()
    origin, walk = request.args.get("from", ""), read_walk(request.args)
    page = question_page(
        item,
        changing(origin) if origin in ORIGINS else _stage(item, journey, walk),
        given=journey.answers.values.get(item.id),
        walk=walk,
        origin=origin,
        problem=request.args.get("problem", ""),
    )
    return render_template(
        "questions/question.html",
        page=page,
        submission=forms.new_submission(),
        asked=_now_ms(),
    )


def _stage(item: Item, journey: Journey, walk: Walk) -> Stage:
    bundle = services()
    mode = walk.mode or bundle.journeys.mode_of(journey)
    if mode == "fixed":
        return of_fixed_form(bundle.questionnaire, item, walk)
    asking, met = bundle.journeys.asking(journey, mode), tuple(journey.answers.values)
    return of_adaptive(bundle.questionnaire, item, asking, met, walk)


@bp.post("/questions/<item_id>")
def answer(item_id: str) -> ResponseReturnValue:
    journey, item = require_journey(), _item(item_id)
    origin, walk = request.form.get("from", ""), read_walk(request.form)
    choice = forms.read_choice(item, request.form)
    if choice.problem:
        return _again(item, choice.problem, origin, walk)
    paced = pace.measure(
        request.form.get("asked", type=int), _now_ms(), walk.quick, chose=not choice.skipped
    )
    asking = services().journeys.answer(
        journey,
        item.id,
        choice.value,
        submission=request.form.get("submission", ""),
        took_ms=paced.took_ms,
        mode=walk.mode,
    )
    if origin in ORIGINS:
        return redirect(CHANGED[origin], 303)
    walk = replace(walk, quick=paced.quick)
    return redirect(after_answer(services().questionnaire, item, asking, walk), 303)


def _again(item: Item, problem: str, origin: str, walk: Walk) -> ResponseReturnValue:
    """Ask once more, on a page of its own: going back to it later sends nothing again."""
    if problem == forms.STRANGE:
        services().journeys.count_rejected("questionnaire.answered", "bad_value")
    told = [("problem", problem), *([("from", origin)] if origin else ()), *walk.pairs]
    return redirect(with_query(f"/questions/{item.id}", told), 303)


@bp.get("/paper")
def paper() -> ResponseReturnValue:
    """The fixed form and "About you", to print."""
    bank = services().questionnaire
    return render_template(
        "questions/paper.html",
        items=bank.first_pass,
        facts=bank.about,
        address=f"{request.url_root}paper",
    )


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
        details = services().journeys.write_own_words(
            journey, text, submission=request.form.get("submission", "")
        )
    except BadAnswers:
        return _words_page(text, origin, forms.too_long(text))
    return redirect(with_taken(ORIGINS[origin], details), 303)


def _words_page(text: str, origin: str, error: str = "") -> ResponseReturnValue:
    no_compression()
    listen(text)
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


def _now_ms() -> int:
    return int(device.now() * 1000)
