"""What happens to a journey when its person tells us something, and what the log says of it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from compass.journeys import events
from compass.journeys.disputing import count_again
from compass.journeys.store import contents, log
from compass.journeys.types import Asking
from compass.journeys.work import Work
from matching.adaptive import MOST
from matching.answers import Answers, BadAnswers, Fact, Value, check_about
from matching.disputes import counts_again
from matching.parts import OWN_WORDS
from matching.questionnaire import Item, Mode, Questionnaire


@dataclass(frozen=True)
class Logged:
    """What the log has of a journey's questions: the parts that ended, and the ids of the items
    that were met. Each is read only when it is asked for, as most answers end nothing."""

    ended: Callable[[], Collection[events.Part]]
    items: Callable[[], frozenset[str]]


def with_answer(answers: Answers, item: Item, value: Value) -> Answers:
    """The answers as they will be held once this one is kept."""
    again = counts_again(item, answers.values.get(item.id), value)
    return replace(
        answers,
        values={**answers.values, item.id: value},
        disputed=answers.disputed - again,
    )


def keep_answer(
    work: Work,
    bank: Questionnaire,
    item: Item,
    value: Value,
    took_ms: int | None,
    asking: Asking,
) -> None:
    """Keep the answer to an item in place of any earlier one; ``asking`` is as it stands then."""
    before = contents.answers(work.session, work.row.id)
    earlier = before.get(item.id)
    contents.put_answer(
        work.session,
        work.row.id,
        item.id,
        value,
        questionnaire_version=bank.version,
        at=work.at,
    )
    answered = events.QuestionnaireAnswered(
        item=item.id,
        skipped=value is None,
        changed=item.id in before and before[item.id] != contents.as_stored(value),
        ms=events.capped_ms(took_ms),
    )
    met = {item_id: kept is not None for item_id, kept in before.items()}
    logged = Logged(
        ended=partial(log.parts_ended, work.session, work.row.id),
        items=partial(log.items_met, work.session, work.row.id),
    )
    work.log(*questionnaire_events(bank, met, answered, asking, logged))
    earlier = tuple(earlier) if isinstance(earlier, list) else earlier
    count_again(work, counts_again(item, earlier, value))


def questionnaire_events(
    bank: Questionnaire,
    before: Mapping[str, bool],
    answered: events.QuestionnaireAnswered,
    asking: Asking,
    logged: Logged,
) -> Iterator[events.Event]:
    """The events of one answer: started before the first, completed at the end of a part.

    ``before`` holds the items touched so far, True for answered, False for skipped. A list that
    is steady may be less so after one more answer and steady again after another, so what
    ``logged`` has as ended does not end again. If some of a part was met while statistics were
    off, it may have ended then, and nobody can tell: its end is not in the log, rather than late.
    """
    if not before:
        yield events.QuestionnaireStarted(
            instrument=bank.version, mode=asking.mode, n_items=_longest(bank, asking.mode)
        )
    yield answered
    after = {**before, answered.item: not answered.skipped}
    for part, items in _parts_met(bank, after, asking):
        if part not in logged.ended() and logged.items().issuperset({*items} - {answered.item}):
            given = sum(after[item_id] for item_id in items)
            yield events.QuestionnaireCompleted(
                instrument=bank.version,
                mode=asking.mode,
                part=part,
                answered=given,
                skipped=len(items) - given,
                certainty=asking.now.certainty,
            )


def _longest(bank: Questionnaire, mode: Mode) -> int:
    """How many items come before the list at most."""
    return len(bank.first_pass) if mode == "fixed" else min(MOST, len(bank.items))


def _parts_met(
    bank: Questionnaire, after: Mapping[str, bool], asking: Asking
) -> Iterator[tuple[events.Part, Collection[str]]]:
    """The parts that are at their end, with the ids of their items."""
    # An older item bank's answers are kept, and count for nothing here.
    met = [item.id for item in bank.items if item.id in after]
    if asking.mode == "adaptive":
        if asking.now.done:
            yield "first", met
        if len(met) == len(bank.items):
            yield "second", met
        return
    forms: tuple[tuple[events.Part, tuple[Item, ...]], ...] = (
        ("first", bank.first_pass),
        ("second", bank.second_pass),
    )
    for part, items in forms:
        if items and all(item.id in after for item in items):
            yield part, [item.id for item in items]


def checked_about(bank: Questionnaire, fields: Mapping[str, object]) -> dict[str, Fact | None]:
    """Facts about the person as the item bank offers them.

    Raises:
        BadAnswers: an unknown field, or a value that a field does not offer.
    """
    known = {field.id: field for field in bank.about}
    strange = [name for name in fields if name not in known]
    if strange:
        raise BadAnswers(tuple(f"{name!a:.40} is not something we ask." for name in strange))
    return {name: check_about(known[name], value) for name, value in fields.items()}


def keep_about(work: Work, fields: Mapping[str, Fact | None]) -> None:
    """Keep checked facts; None takes one back."""
    for name, value in fields.items():
        changed = contents.put_about(work.session, work.row.id, name, value, work.at)
        work.log(events.AboutAnswered(field=name, skipped=value is None, changed=changed))


def keep_words(work: Work, text: str) -> None:
    """Keep the person's own words in place of any earlier ones; none takes them back."""
    if contents.put_words(work.session, work.row.id, text, work.at):
        work.log(events.OwnWordsWritten(cleared=not text))
        count_again(work, (OWN_WORDS,))
