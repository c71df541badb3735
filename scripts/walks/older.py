"""The three who have left school, or who read little English, and where they go."""

from typing import Final

from scripts.walks.frame import LIBRARY, Answer, Walk, Walker

A_LEVELS: Final[dict[str, Answer]] = {
    "stopped-machine": 2,
    "who-to-help": ("Adults of working age", "Older people"),
    "subjects-liked": (
        "Bodies and living things",
        "How people think and get on",
        "English and languages",
    ),
    "out-and-about": 3,
    "why-this-illness": 5,
    "washing-and-dressing": 4,
    "value-recognition": 3,
    "subjects-avoided": ("Computers", "Business and organising"),
    "side-by-side": 4,
    "screen-day": 2,
    "nights-and-weekends": 4,
    "same-shape-days": 2,
    "on-your-feet": 3,
    "write-their-story": 3,
    "odd-result": 5,
    "explain-until-clear": 4,
    "samples-and-measuring": 3,
    "people-all-day": 4,
    "blood-and-smells": 4,
    "someone-cries": 4,
    "teach-a-skill": 4,
    "value-achievement": 4,
    "value-independence": 4,
    "when-it-kicks-off": 4,
    "touch-to-treat": 4,
}

OUT_OF_WORK: Final[dict[str, Answer]] = {
    "stopped-machine": 3,
    "who-to-help": ("Older people", "Adults of working age"),
    "subjects-liked": ("Food and cooking", "How people think and get on"),
    "out-and-about": 4,
    "why-this-illness": 1,
    "washing-and-dressing": 5,
    "value-recognition": 3,
    "subjects-avoided": ("Chemistry", "Physics", "Maths and money"),
    "side-by-side": 3,
    "screen-day": 2,
    "nights-and-weekends": 1,
    "same-shape-days": 5,
    "on-your-feet": 4,
    "talk-them-into-it": 3,
    "when-it-kicks-off": 3,
    "run-the-place": 3,
    "teach-a-skill": 5,
    "explain-until-clear": 4,
    "odd-result": 2,
    "tools-and-hands": 3,
    "blood-and-smells": 3,
    "someone-cries": 4,
    "people-all-day": 4,
    "touch-to-treat": 4,
    "value-conditions": 5,
    "value-relationships": 5,
}

LITTLE_ENGLISH: Final[dict[str, Answer]] = {
    "stopped-machine": 5,
    "who-to-help": ("Mostly my own team, not patients or the public",),
    "subjects-liked": ("Maths and money", "Computers", "Making and building things"),
    "out-and-about": 3,
    "washing-and-dressing": 2,
    "value-recognition": 3,
    "subjects-avoided": ("English and languages", "History, law, beliefs and places"),
    "side-by-side": 5,
    "screen-day": 3,
    "nights-and-weekends": 3,
    "tools-and-hands": 5,
    "machines-and-software": 5,
    "samples-and-measuring": 4,
    "on-your-feet": 3,
}
"""What is not here the pupil could not read, and skips."""

POLISH: Final = "Lubię naprawiać telefony i komputery. Chcę pomagać ludziom."
SHORT_ENGLISH: Final = "i like fix phone and computer. i help my brother he is ill"


def nineteen(walker: Walker) -> None:
    """Wants to know if university is the only way, and what it would be instead."""
    walker.begin()
    walker.answer(A_LEVELS)
    walker.tell(
        {
            "Where are you now?": "I'm 19 or over",
            "GCSEs at grade 4": "Five or more",
            "English and maths": "Both",
            "The highest qualification": ("Level 3: A levels, T Level, BTEC or Access course"),
            "Earning while you learn": "I'd like to",
            "How soon": "Within a year",
            "UCAS points": "112 to 135",
            "Subjects you are studying": (
                "Biology",
                "Psychology or sociology",
                "English, a language, history or another humanity",
            ),
        }
    )
    walker.look("list", walker.main.locator("#place-1"), taller=120)
    walker.open("/results?way=earning&way=this_year")
    walker.look("list-while-earning", walker.main.locator("#place-1"), taller=120)
    walker.open("/roles/occupational-therapist")
    walker.look("way", walker.main.get_by_role("heading", name="Your way there from here"))
    walker.open("/compare?roles=occupational-therapist,paramedic,mental-health-nurse")
    walker.look("compare", walker.main.get_by_role("heading", name="Years, pay and hours"))
    walker.open("/map")
    walker.look("map")
    for role_id in ("occupational-therapist", "paramedic", "mental-health-nurse"):
        walker.save(role_id)
    walker.open("/my-plan")
    walker.look("plan", walker.main.get_by_role("heading", name="My next three steps"))


def out_of_work(walker: Walker) -> None:
    """Sent by the Talent Hub, at a library's computer: what can I start, and does it pay?"""
    walker.open("/")
    walker.look("start", walker.main.get_by_role("heading", name="Left school a while"))
    walker.begin()
    walker.answer(OUT_OF_WORK)
    walker.tell(
        {
            "Where are you now?": "I'm 19 or over",
            "GCSEs at grade 4": "None",
            "English and maths": "Neither yet",
            "The highest qualification": "None yet",
            "Earning while you learn": "I need to earn while I train",
            "How soon": "As soon as I can",
        }
    )
    walker.write(
        "I looked after my mum for two years until she died. Before that I packed boxes. I have "
        "two children at school, so I want work in the day"
    )
    walker.look("list", walker.main.locator("#place-1"))
    walker.open("/roles/day-centre-worker")
    walker.look("ways-in", walker.main.get_by_role("heading", name="Ways in", exact=True))
    for role_id in ("day-centre-worker", "food-project-worker", "occupational-therapy-assistant"):
        walker.save(role_id)
    walker.open(
        "/compare?roles=day-centre-worker,food-project-worker,occupational-therapy-assistant"
    )
    walker.look("compare", walker.main.get_by_role("heading", name="Years, pay and hours"))
    walker.open("/my-plan")
    walker.look("plan", walker.main.get_by_role("heading", name="My next three steps"))
    walker.look_at_paper("paper")


def little_english(walker: Walker) -> None:
    """An old phone without JavaScript at first; the school's computer room has it."""
    walker.begin()
    walker.open("/questions/subjects-liked")
    walker.look("question")
    walker.open("/questions")
    walker.answer(LITTLE_ENGLISH)
    walker.tell(
        {
            "Where are you now?": "Year 10",
            "GCSEs at grade 4": "Not sure",
            "English and maths": "Not sure",
            "Earning while you learn": "I'd like to",
        }
    )
    walker.look("list", walker.main.locator("#place-1"))
    walker.write(POLISH)
    walker.look("other-language")
    walker.write(SHORT_ENGLISH)
    walker.switch_scripts(on=True)
    walker.open("/roles/it-support-technician")
    walker.follow("Read the short version")
    walker.look("role-short", walker.main.get_by_role("heading", level=1))
    walker.look("hard-words", walker.main.get_by_role("heading", name="What you do", exact=True))
    walker.save("it-support-technician")
    walker.open("/my-plan")
    walker.look("plan", walker.main.get_by_role("heading", name="My next"))


WALKS: Final = (
    Walk("4-nineteen-with-a-levels", nineteen),
    Walk("5-thirty-four-out-of-work", out_of_work, window=LIBRARY),
    Walk("6-little-english", little_english, javascript=False),
)
