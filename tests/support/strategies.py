"""Hypothesis strategies for answers, people and filters, drawn from the item bank itself."""

from typing import Any

from hypothesis import strategies as st

from matching.answers import Answers, Fact, check_about
from matching.parts import CODES
from matching.questionnaire import TEXT_LIMIT, AboutField, Item
from matching.route_table import Way
from matching.rules import Wishes
from roles_catalogue.schema import Family, RouteKind, Setting
from tests.support.engines import real_questionnaire


def values(item: Item) -> st.SearchStrategy[Any]:
    """Any answer this item can take, skipped included."""
    offered = [option.value for option in item.options]
    if item.kind == "multi":
        return st.none() | st.lists(st.sampled_from(offered), unique=True).map(
            lambda chosen: tuple(o for o in offered if o in chosen)
        )
    return st.none() | st.sampled_from(offered)


def facts(field: AboutField) -> st.SearchStrategy[Fact]:
    """Any checked answer to one question of "About you"."""
    offered = [str(option.value) for option in field.options]
    if field.kind == "choice":
        return st.sampled_from(offered)
    told = st.lists(st.sampled_from(offered), unique=True, min_size=1)
    return told.map(lambda chosen: check_about(field, chosen) or ())


def abouts() -> st.SearchStrategy[dict[str, Fact]]:
    return st.fixed_dictionaries(
        {}, optional={field.id: facts(field) for field in real_questionnaire().about}
    )


def texts() -> st.SearchStrategy[str]:
    """Nothing, or any Unicode that fits the box."""
    return st.just("") | st.text(max_size=TEXT_LIMIT)


def disputed() -> st.SearchStrategy[frozenset[str]]:
    """A few parts of the picture that somebody says are not like them."""
    return st.frozensets(st.sampled_from(CODES), max_size=4)


def all_answers(
    *, text: st.SearchStrategy[str] | None = None, disputes: bool = False
) -> st.SearchStrategy[Answers]:
    chosen: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {}, optional={item.id: values(item) for item in real_questionnaire().items}
    )
    return st.builds(
        Answers,
        chosen,
        text if text is not None else texts(),
        abouts(),
        disputed() if disputes else st.just(frozenset()),
    )


def wishes() -> st.SearchStrategy[Wishes]:
    def some(kinds: Any) -> st.SearchStrategy[Any]:
        return st.lists(st.sampled_from(list(kinds)), unique=True, max_size=3).map(tuple)

    return st.builds(Wishes, some(RouteKind), some(Family), some(Setting), some(Way))
