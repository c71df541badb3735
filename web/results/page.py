"""The whole list page in ready words, from what was shown to whom."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, TypeVar

from compass.journeys.types import Asking, Journey, Shown
from matching.disputes import set_aside
from matching.person import Person
from matching.slate import Slate
from web.addresses import with_query
from web.language.words import _, ngettext, translated
from web.questions.certainty import of_the_list
from web.questions.disputes import Changed, LeftOut, left_out
from web.questions.pace import MANY_QUICK
from web.questions.summary import SummaryRow, answer_rows
from web.results.asked import FIRST, PAGE, Asked, next_step, step_back
from web.results.cards import ResultCard, result_card
from web.results.changes import Change
from web.results.facets import in_use
from web.results.marks import NO_MARKS, MarkedNow, MarksSoFar, mark_of, marks_so_far
from web.results.rose import Rose, rose
from web.results.switches import Switch
from web.results.words import AFTER_OTHERS, MIXED_HEADING, NO_OTHERS, number, relaxed_heading
from web.roles.facets import Facet, WayOut
from web.roles.filters import map_address, wish_fields, wish_pairs
from web.services import Services

HEADINGS_AT_MOST: Final = 3
GO_OVER: Final = "/my-journey#answers"
"""Where all answers stand, each with a way to change it."""
INVITE_AFTER: Final = (3, 6, 9)
"""After these places an invitation stands in the list."""


@dataclass(frozen=True)
class Section:
    """Roles under one heading; the roles that pass all rules have none."""

    id: str
    heading: str
    line: str
    cards: tuple[ResultCard, ...]
    shows_lines: bool = False


@dataclass(frozen=True)
class Notice:
    kind: str
    title: str
    text: str
    href: str = ""
    link: str = ""


@dataclass(frozen=True)
class MoreLink:
    href: str
    text: str


@dataclass(frozen=True)
class ResultsPage:
    """``sure`` says how steady the list is, nothing where there is none. ``invitations`` are
    names, most useful first, which stand in the list after the places ``invite_after``. ``order``
    says in short how the roles follow each other. ``address`` is this list's own, to come back to,
    ``on_map`` that of the map with the same filters.
    ``back`` is there only on a further page of the whole list. ``changed`` is what a press of
    "not like me" has just done, ``left_out`` all that does not count; ``marked`` is what a press of
    "not for me" has just done, ``marks`` all that was said of whole roles. ``rose`` is the picture
    of the answers, on the first page only."""

    title: str
    lead: str
    is_starter: bool
    order: str
    notices: tuple[Notice, ...]
    invitations: tuple[str, ...]
    sections: tuple[Section, ...]
    list_id: str
    address: str
    on_map: str
    facets: tuple[Facet, ...]
    in_use: tuple[WayOut, ...]
    wishes: tuple[tuple[str, str], ...]
    back: MoreLink | None
    more: MoreLink | None
    questions_left: int
    sure: str
    change: Change | None
    answers: tuple[SummaryRow, ...]
    answered: int
    changed: Changed | None = None
    left_out: tuple[LeftOut, ...] = ()
    marked: MarkedNow | None = None
    marks: MarksSoFar = NO_MARKS
    rose: Rose | None = None
    switches: tuple[Switch, ...] = ()
    invite_after: tuple[int, ...] = INVITE_AFTER
    different: str = ""

    @property
    def in_the_list(self) -> tuple[str, ...]:
        """The invitations between the jobs. A first look around has its first one above them: there
        is nothing that fits to see yet."""
        return self.invitations[1:] if self.is_starter else self.invitations


def results_page(
    bundle: Services,
    journey: Journey,
    shown: Shown,
    asked: Asked,
    *,
    asking: Asking,
    facets: tuple[Facet, ...],
    change: Change | None,
    changed: Changed | None = None,
    marked: MarkedNow | None = None,
    switches: tuple[Switch, ...] = (),
) -> ResultsPage:
    """Put the page together; every decision has been taken elsewhere."""
    slate = shown.slate
    person = Person.from_about(journey.about)
    cards = {
        ranked.role_id: result_card(
            ranked,
            bundle.catalogue.get(ranked.role_id),
            list_id=shown.list_id,
            wishes=slate.wishes,
            person=person if journey.about else None,
            saved=ranked.role_id in journey.shortlist,
            mark=mark_of(journey, ranked.role_id),
        )
        for ranked in slate.roles
    }
    counted = len({*journey.answered_ids} - set_aside(bundle.questionnaire, journey.answers))
    starter = slate.basis == "starter"
    return ResultsPage(
        title=_title(slate, asked),
        lead=_lead(slate, counted, asked, left_out=bool(journey.disputed)),
        is_starter=starter,
        order=_order(slate, asked),
        notices=_notices(slate, counted, asked),
        invitations=_invitations(journey, asking),
        sections=_sections(slate, cards),
        list_id=str(shown.list_id),
        address=asked.address(),
        on_map=map_address(asked.wishes),
        facets=facets,
        in_use=in_use(asked),
        wishes=wish_fields(asked.wishes),
        back=_back(asked),
        more=_more(asked, slate),
        questions_left=len(bundle.questionnaire.items) - asking.now.asked,
        sure="" if starter else of_the_list(asking.now),
        change=change,
        answers=answer_rows(bundle.questionnaire, journey, asking.mode, origin="list"),
        answered=len(journey.answered_ids),
        changed=_beside(changed, cards),
        left_out=left_out(bundle.questionnaire, journey.answers, origin="list"),
        marked=None if changed else _beside(marked, cards),
        marks=marks_so_far(bundle.catalogue, journey),
        rose=rose(bundle.engine.directions(journey.answers)) if asked.page == 1 else None,
        switches=switches,
        different=with_query("/results/different", wish_pairs(asked.wishes)),
    )


AtPlace = TypeVar("AtPlace", Changed, MarkedNow)


def _beside(notice: AtPlace | None, cards: dict[str, ResultCard]) -> AtPlace | None:
    """The notice beside the place where the button was, or above the list if it is not there."""
    if notice is None or any(card.place == notice.place for card in cards.values()):
        return notice
    return replace(notice, place=0)


def _title(slate: Slate, asked: Asked) -> str:
    title = _("A first look around") if slate.basis == "starter" else _("Jobs that fit you")
    if asked.page == 1:
        return title
    # Each page says which it is: in a browser's tabs and history they would look alike.
    first, last = slate.roles[0].position, slate.roles[-1].position
    return _(
        "%(title)s: %(first)s to %(last)s of %(all)s",
        title=title,
        first=first,
        last=last,
        all=slate.candidate_count,
    )


def _is_one_of_each(asked: Asked) -> bool:
    """True for the first ten of a starter list. Further down its families come round again, and
    filters may leave only one of them."""
    return asked.show == FIRST and not asked.is_narrowed


def _order(slate: Slate, asked: Asked) -> str:
    if slate.basis != "starter":
        return _("Best first")
    return _("One from each corner") if _is_one_of_each(asked) else _("In no order of fit")


def _lead(slate: Slate, answered: int, asked: Asked, *, left_out: bool = False) -> str:
    if slate.basis == "starter":
        if left_out and not answered:
            return _(
                "Nothing is left that counts: you said that all of it is not like you. Take one "
                "back, or change an answer, and this is your list again."
            )
        if not _is_one_of_each(asked):
            return _(
                "This is not a match yet: you have not told us what you like. So the jobs are not "
                "in the order that fits you."
            )
        return _(
            "This is not a match yet: you have not told us what you like. It is one job from each "
            "corner of health and care, so you can see how different they are."
        )
    everything = slate.candidate_count
    if asked.is_narrowed:
        if not slate.passing_count:
            return _(
                "We looked at all %(all)s jobs. None fits all your filters, so here is what comes "
                "closest.",
                all=everything,
            )
        return ngettext(
            "We looked at all %(all)s jobs. 1 fits your filters and what you told us, best first.",
            "We looked at all %(all)s jobs. %(num)s fit your filters and what you told us, best "
            "first.",
            slate.passing_count,
            all=everything,
        )
    if not answered:
        return _(
            "We looked at all %(all)s jobs and put first what is closest to your own words.",
            all=everything,
        )
    return ngettext(
        "All %(all)s jobs, in the order that fits your 1 answer.",
        "All %(all)s jobs, in the order that fits your %(num)s answers.",
        answered,
        all=everything,
    )


def _notices(slate: Slate, answered: int, asked: Asked) -> tuple[Notice, ...]:
    do_count = f" {_('Your answers do count.')}" if answered else ""
    found: list[Notice] = []
    if "all_same" in slate.notes:
        found.append(
            Notice(
                "careful",
                _("You gave the same answer every time"),
                _(
                    "That is fine. It tells us little about what you would like more. Changing "
                    "two or three answers changes this list a lot."
                ),
                GO_OVER,
                _("Go over my answers"),
            )
        )
    elif asked.quick >= MANY_QUICK:
        found.append(
            Notice(
                "info",
                _("That was quick"),
                ngettext(
                    "You answered one question in under a second. If you meant it, carry on. "
                    "Want to go back over it?",
                    "You answered %(num)s questions in under a second each. If you meant it, "
                    "carry on. Want to go back over them?",
                    asked.quick,
                    num=number(asked.quick),
                ),
                GO_OVER,
                _("Go over my answers"),
            )
        )
    if "few_answers" in slate.notes:
        found.append(
            Notice(
                "info",
                ngettext(
                    "This list rests on one answer",
                    "This list rests on %(num)s answers",
                    answered,
                    num=number(answered),
                ),
                _("It will be more yours with a few more."),
                "/questions",
                _("Answer some more"),
            )
        )
    if "text_not_used" in slate.notes:
        found.append(
            Notice(
                "careful",
                _("Your own words are not in this list"),
                _(
                    "The part that reads them is not running just now. Your words are kept, and "
                    "count "
                    "again when it is back."
                )
                + do_count,
            )
        )
    if "text_not_english" in slate.notes:
        found.append(
            Notice(
                "info",
                _("We can only read English, for now"),
                _(
                    "So your own words are not in this list. Short English with mistakes is fine, "
                    "such as: I like help children."
                )
                + do_count,
                "/your-words",
                _("Change my words"),
            )
        )
    if "text_unclear" in slate.notes:
        found.append(
            Notice(
                "info",
                _("We could not use your own words this time"),
                _(
                    "They are close to none of the jobs, or they only say what you do not want. "
                    "One "
                    "sentence about something you like doing helps."
                )
                + do_count,
                "/your-words",
                _("Change my words"),
            )
        )
    return tuple(found)


def _invitations(journey: Journey, asking: Asking) -> tuple[str, ...]:
    """What is worth asking next, most useful first. The page spreads them out."""
    wanted = {
        "questions": asking.now.item_id is not None and not journey.answered_ids,
        "about": not journey.about,
        "words": not journey.own_words,
    }
    return tuple(name for name, applies in wanted.items() if applies)


def _sections(slate: Slate, cards: dict[str, ResultCard]) -> tuple[Section, ...]:
    """Passing roles, then relaxed ones apart. The places on the page are those of the log, so
    roles are never moved about to make tidier groups."""
    by_codes = groupby(slate.roles, key=lambda role: role.relaxed)
    runs = [(codes, tuple(run)) for codes, run in by_codes]
    passing = [run for codes, run in runs if not codes]
    relaxed = [(codes, run) for codes, run in runs if codes]
    sections = [
        Section("fits", "", "", tuple(cards[role.role_id] for role in run)) for run in passing
    ]
    # Those that pass may all be on earlier pages.
    line = translated(AFTER_OTHERS if slate.passing_count else NO_OTHERS)
    # Roles that bend the same rule need not stand together, and two headings must not be alike.
    kinds = {codes for codes, _ in relaxed}
    if len(relaxed) > min(len(kinds), HEADINGS_AT_MOST):
        bent = tuple(cards[role.role_id] for _, run in relaxed for role in run)
        sections.append(Section("bent", translated(MIXED_HEADING), line, bent, shows_lines=True))
        return tuple(sections)
    for count, (codes, run) in enumerate(relaxed, start=1):
        sections.append(
            Section(
                f"bent-{count}",
                relaxed_heading(codes),
                line if count == 1 else "",
                tuple(cards[role.role_id] for role in run),
            )
        )
    return tuple(sections)


def _back(asked: Asked) -> MoreLink | None:
    before = step_back(asked)
    return (
        None if before is None else MoreLink(before.address(), _("Previous %(num)s jobs", num=PAGE))
    )


def _more(asked: Asked, slate: Slate) -> MoreLink | None:
    longer = next_step(asked, slate.candidate_count)
    if longer is None:
        return None
    then, added = longer
    text = (
        ngettext("Next %(num)s job", "Next %(num)s jobs", added)
        if then.page > 1
        else ngettext("Show %(num)s more job", "Show %(num)s more jobs", added)
    )
    return MoreLink(then.address(f"place-{slate.roles[-1].position + 1}"), text)
