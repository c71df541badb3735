"""The three who are 18 or under, and where they go."""

from typing import Final

from scripts.walks.frame import Answer, Walk, Walker

YEAR_9: Final[dict[str, Answer]] = {
    "stopped-machine": 2,
    "who-to-help": ("Babies, children and teenagers",),
    "subjects-liked": ("Bodies and living things", "Art, music and drama"),
    "out-and-about": 4,
    "why-this-illness": 3,
    "washing-and-dressing": 2,
    "value-recognition": 3,
    "subjects-avoided": ("Maths and money", "Physics"),
    "side-by-side": 4,
    "screen-day": 2,
    "nights-and-weekends": 2,
    "same-shape-days": 2,
    "teach-a-skill": 4,
    "write-their-story": 5,
    "new-way-to-show": 5,
    "value-relationships": 5,
    "blood-and-smells": 2,
    "someone-cries": 3,
    "tools-and-hands": 4,
    "when-it-kicks-off": 3,
}
YEAR_11: Final[dict[str, Answer]] = {
    "stopped-machine": 5,
    "who-to-help": ("Adults of working age", "Older people"),
    "subjects-liked": ("Making and building things", "Food and cooking"),
    "out-and-about": 5,
    "why-this-illness": 2,
    "washing-and-dressing": 3,
    "value-recognition": 4,
    "subjects-avoided": ("English and languages", "Maths and money"),
    "side-by-side": 4,
    "screen-day": 1,
    "nights-and-weekends": 4,
    "same-shape-days": 3,
    "tools-and-hands": 5,
    "on-your-feet": 5,
    "value-achievement": 5,
    "blood-and-smells": 4,
    "when-it-kicks-off": 4,
    "records-just-right": 1,
    "numbers-in-order": 1,
    "run-the-place": 2,
}
PARENT: Final[dict[str, Answer]] = {
    "stopped-machine": 2,
    "who-to-help": ("Babies, children and teenagers", "Adults of working age"),
    "subjects-liked": ("Bodies and living things", "How people think and get on"),
    "out-and-about": 3,
    "why-this-illness": 3,
    "washing-and-dressing": 5,
    "value-recognition": 3,
    "subjects-avoided": ("Maths and money", "Physics", "Computers"),
    "side-by-side": 5,
    "screen-day": 2,
    "nights-and-weekends": 2,
    "same-shape-days": 5,
    "people-all-day": 5,
    "explain-until-clear": 5,
    "teach-a-skill": 4,
    "value-conditions": 5,
    "value-support": 5,
    "blood-and-smells": 5,
    "someone-cries": 5,
    "touch-to-treat": 5,
}


def year_9(walker: Walker) -> None:
    """Has a lesson on it, likes animals and drawing, and knows doctors and nurses."""
    walker.open("/")
    walker.begin()
    walker.look("question")
    walker.answer(YEAR_9)
    walker.look("list")
    walker.tell(
        {
            "Where are you now?": "Year 7, 8 or 9",
            "GCSEs at grade 4": "Not sure",
            "English and maths": "Not sure",
            "Earning while you learn": "I don't mind",
            "How soon": "Later",
        }
    )
    walker.write("I love animals and drawing, and I look after my little cousins a lot.")
    walker.look("first-job", walker.main.locator("#place-1"), taller=60)
    walker.open("/results/different")
    walker.save("health-play-specialist")
    walker.open("/roles/health-play-specialist")
    walker.look("ladder", walker.main.get_by_role("heading", name="The way here"))
    walker.look("ways-in", walker.main.get_by_role("heading", name="Ways in", exact=True))
    walker.open("/map")
    walker.save("youth-worker")
    walker.save("playworker")
    walker.look_at_paper("paper")


def year_11(walker: Walker) -> None:
    """Will not get English or maths at grade 4, and was told that this closes health for good."""
    walker.begin()
    walker.answer(YEAR_11)
    walker.tell(
        {
            "Where are you now?": "Year 11",
            "GCSEs at grade 4": "One to four",
            "English and maths": "Neither yet",
            "The highest qualification": "None yet",
            "Earning while you learn": "I'd like to",
            "How soon": "Within a year",
        }
    )
    walker.look("list", walker.main.locator("#place-1"), taller=60)
    walker.open("/results?way=this_year")
    walker.look("this-year")
    walker.open("/roles/emergency-care-assistant/ways")
    walker.look("ways", walker.main.get_by_role("heading", name="The best way"))
    walker.open("/money")
    walker.look("money", walker.main.get_by_role("heading", name="Learning after Year 11"))
    walker.open("/compare?roles=emergency-care-assistant,reablement-worker,endoscopy-assistant")
    walker.look("compare", walker.main.get_by_role("heading", level=1))
    for role_id in ("emergency-care-assistant", "reablement-worker", "endoscopy-assistant"):
        walker.save(role_id)
    walker.open("/my-plan")
    walker.look("plan", walker.main.get_by_role("heading", name="My next three steps"))


def parent(walker: Walker) -> None:
    """Left school at 16 to have a baby, must earn, and would like to be like her midwife."""
    walker.begin()
    walker.answer(PARENT)
    walker.tell(
        {
            "Where are you now?": "I've left school, and I'm under 19",
            "GCSEs at grade 4": "One to four",
            "English and maths": "English only",
            "The highest qualification": "Level 1, or GCSEs at grades 1 to 3",
            "Earning while you learn": "I need to earn while I train",
            "How soon": "As soon as I can",
        }
    )
    walker.write(
        "I have a baby so I need hours that fit nursery. My midwife was lovely and I would like "
        "to be like her."
    )
    walker.look("list", walker.main.locator("#place-1"), taller=60)
    walker.look("nurse", walker.main.get_by_role("link", name="General practice nurse").first)
    walker.open("/roles/maternity-support-worker")
    walker.look("fit", walker.main.get_by_role("heading", name="You and this job"))
    walker.look("ways-in", walker.main.get_by_role("heading", name="Ways in", exact=True))
    walker.open("/money")
    walker.look("money", walker.main.get_by_role("heading", name="If you have a child"))
    for role_id in ("maternity-support-worker", "family-hub-worker", "dental-nurse"):
        walker.save(role_id)
    walker.open("/my-plan")
    walker.look("plan", walker.main.get_by_role("heading", name="Questions to ask an adviser"))


WALKS: Final = (
    Walk("1-year-9", year_9),
    Walk("2-year-11-without-gcses", year_11),
    Walk("3-seventeen-with-a-baby", parent),
)
