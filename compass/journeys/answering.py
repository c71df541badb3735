"""What happens to a journey when its person tells us something, and what the log says of it."""

from collections.abc import Iterator, Mapping

from compass.journeys import events
from compass.journeys.disputing import answered_again, count_again
from compass.journeys.store import contents
from compass.journeys.work import Work
from matching.answers import BadAnswers, Fact, Value, check_about
from matching.parts import OWN_WORDS
from matching.questionnaire import Item, Questionnaire


def keep_answer(
    work: Work, bank: Questionnaire, item: Item, value: Value, took_ms: int | None
) -> None:
    """Keep the answer to an item in place of any earlier one."""
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
    work.log(*questionnaire_events(bank, met, answered))
    answered_again(work, item, tuple(earlier) if isinstance(earlier, list) else earlier, value)


def questionnaire_events(
    bank: Questionnaire, before: Mapping[str, bool], answered: events.QuestionnaireAnswered
) -> Iterator[events.Event]:
    """The events of one answer: started before the first, completed after the last of a part.

    ``before`` holds the items touched so far, True for answered, False for skipped. An item is
    never untouched again, so each part starts and completes once.
    """
    if not before:
        yield events.QuestionnaireStarted(instrument=bank.version, n_items=len(bank.first_pass))
    yield answered
    after = {**before, answered.item: not answered.skipped}
    yield from _completed(bank.version, "first", bank.first_pass, before, after)
    yield from _completed(bank.version, "second", bank.second_pass, before, after)


def _completed(
    instrument: str,
    part: events.Part,
    items: tuple[Item, ...],
    before: Mapping[str, bool],
    after: Mapping[str, bool],
) -> Iterator[events.Event]:
    ids = {item.id for item in items}
    if ids and ids <= after.keys() and not ids <= before.keys():
        answered = sum(after[item_id] for item_id in ids)
        yield events.QuestionnaireCompleted(
            instrument=instrument, part=part, answered=answered, skipped=len(ids) - answered
        )


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
