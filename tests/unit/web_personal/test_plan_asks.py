"""The questions to take to an adviser."""

from datetime import date

from matching.person import Person
from roles_catalogue.schema import PayFramework
from tests.support.engines import real_catalogue
from web.plan.asks import PAY, asks_for

ON = date(2026, 11, 21)


def test_why_pay_is_asked_says_nothing_that_the_jobs_box_denies() -> None:
    catalogue = real_catalogue()
    banded = next(
        role
        for role in catalogue.roles
        if role.pay.framework is PayFramework.AGENDA_FOR_CHANGE
        and catalogue.pay_range(role, ON) is None
    )
    other = next(role for role in catalogue.roles if role.pay.framework is PayFramework.CHARITY)
    adult = Person(stage="adult", highest_level=6, gcses="five_plus", english_maths="both")
    asked = [ask for ask in asks_for([banded, other], adult, catalogue, ON) if ask.question == PAY]
    assert [ask.jobs for ask in asked] == [(banded.title, other.title)]
    assert asked[0].why == "It depends on the post or the employer, so we have no figure."
