"""The catalogue's codes in plain words: one place, so that every page says the same."""

from collections.abc import Iterable
from typing import Final

from roles_catalogue.schema import Family, PayFramework, RouteKind, Sector, Setting
from roles_catalogue.traits import CONDITIONS

FAMILY_LABELS: Final[dict[Family, str]] = {
    Family.NURSING: "Nursing",
    Family.MIDWIFERY: "Midwifery and birth",
    Family.MEDICAL: "Doctors",
    Family.DENTAL: "Teeth and mouths",
    Family.ALLIED_HEALTH: "Therapy and scanning",
    Family.HEALTHCARE_SCIENCE: "Labs and science",
    Family.AMBULANCE: "Ambulance and 999",
    Family.PHARMACY: "Medicines",
    Family.PSYCHOLOGICAL: "Minds and moods",
    Family.ADULT_SOCIAL_CARE: "Care for adults",
    Family.CHILDREN_AND_SOCIAL_WORK: "Children and families",
    Family.PUBLIC_HEALTH: "A healthier city",
    Family.PRIMARY_CARE: "GP and neighbourhood",
    Family.THIRD_SECTOR: "Charities",
    Family.ADMINISTRATION: "Keeping it organised",
    Family.ESTATES_AND_FACILITIES: "Buildings, food, porters",
    Family.DIGITAL_AND_DATA: "Digital and data",
    Family.CORPORATE_AND_MANAGEMENT: "Running the place",
    Family.RESEARCH_AND_EDUCATION: "Research and teaching",
}

FAMILY_LINES: Final[dict[Family, str]] = {
    Family.NURSING: "Looking after people round the clock, on wards, at home and in clinics.",
    Family.MIDWIFERY: "With families before, during and after a birth.",
    Family.MEDICAL: "Working out what is wrong and deciding what to do about it.",
    Family.DENTAL: "Keeping teeth and gums well, and fixing them when they are not.",
    Family.ALLIED_HEALTH: "Getting people moving, talking and living again, and seeing inside.",
    Family.HEALTHCARE_SCIENCE: "Finding answers in blood, cells, hearts and machines.",
    Family.AMBULANCE: "First on the scene, and first on the phone.",
    Family.PHARMACY: "The right medicine, the right amount, explained well.",
    Family.PSYCHOLOGICAL: "Talking, listening and helping people through hard times.",
    Family.ADULT_SOCIAL_CARE: "Helping adults live their own lives, at home and in care homes.",
    Family.CHILDREN_AND_SOCIAL_WORK: "Standing by children, young people and families.",
    Family.PUBLIC_HEALTH: "Keeping whole neighbourhoods well before anyone gets ill.",
    Family.PRIMARY_CARE: "The first door people knock on, near where they live.",
    Family.THIRD_SECTOR: "Charities and groups that stand up for people.",
    Family.ADMINISTRATION: "The people who know where everything and everyone is.",
    Family.ESTATES_AND_FACILITIES: "Wiring, cooking and moving: nothing works without it.",
    Family.DIGITAL_AND_DATA: "Numbers, software and the questions they can answer.",
    Family.CORPORATE_AND_MANAGEMENT: "Money, people and plans: who decides, hires and pays.",
    Family.RESEARCH_AND_EDUCATION: "Testing what works, and teaching the next lot.",
}

FAMILY_TINTS: Final[dict[Family, str]] = {
    Family.NURSING: "mint",
    Family.MIDWIFERY: "rose",
    Family.MEDICAL: "sky",
    Family.DENTAL: "lilac",
    Family.ALLIED_HEALTH: "marigold",
    Family.HEALTHCARE_SCIENCE: "lilac",
    Family.AMBULANCE: "coral",
    Family.PHARMACY: "mint",
    Family.PSYCHOLOGICAL: "sky",
    Family.ADULT_SOCIAL_CARE: "rose",
    Family.CHILDREN_AND_SOCIAL_WORK: "sand",
    Family.PUBLIC_HEALTH: "marigold",
    Family.PRIMARY_CARE: "mint",
    Family.THIRD_SECTOR: "coral",
    Family.ADMINISTRATION: "sky",
    Family.ESTATES_AND_FACILITIES: "sand",
    Family.DIGITAL_AND_DATA: "lilac",
    Family.CORPORATE_AND_MANAGEMENT: "sand",
    Family.RESEARCH_AND_EDUCATION: "marigold",
}

SECTOR_LABELS: Final[dict[Sector, str]] = {
    Sector.NHS: "the NHS",
    Sector.PRIMARY_CARE: "GP surgeries and other first-contact care",
    Sector.SOCIAL_CARE: "social care",
    Sector.PUBLIC_HEALTH: "public health",
    Sector.THIRD_SECTOR: "charities and community groups",
    Sector.INDEPENDENT: "private employers",
}

SETTING_LABELS: Final[dict[Setting, str]] = {
    Setting.HOSPITAL: "Hospitals",
    Setting.CLINIC: "Clinics",
    Setting.GP_PRACTICE: "GP surgeries",
    Setting.PHARMACY: "Pharmacies",
    Setting.DENTAL_PRACTICE: "Dental surgeries",
    Setting.HOMES: "People's own homes",
    Setting.CARE_HOME: "Care homes",
    Setting.COMMUNITY: "Out in the community",
    Setting.SCHOOL: "Schools",
    Setting.AMBULANCE: "Ambulances",
    Setting.LABORATORY: "Laboratories",
    Setting.OFFICE: "Offices",
    Setting.CONTACT_CENTRE: "Call centres",
    Setting.HOSPICE: "Hospices",
}

ROUTE_LABELS: Final[dict[RouteKind, str]] = {
    RouteKind.DIRECT: "Straight into work",
    RouteKind.APPRENTICESHIP: "Apprenticeship",
    RouteKind.T_LEVEL: "T Level",
    RouteKind.COLLEGE: "College course",
    RouteKind.DEGREE: "Degree",
    RouteKind.TALENT_HUB: "Talent Hub",
    RouteKind.VOLUNTEERING: "Volunteering",
    RouteKind.GRADUATE_SCHEME: "Graduate scheme",
    RouteKind.PROMOTION: "Moving up from another job",
}

ROUTE_LINES: Final[dict[RouteKind, str]] = {
    RouteKind.DIRECT: "You apply for the job and learn it while you do it.",
    RouteKind.APPRENTICESHIP: "A real job with training built in. You are paid from day one.",
    RouteKind.T_LEVEL: "A two-year course after GCSEs with a long work placement.",
    RouteKind.COLLEGE: "A course at a college, full time or part time.",
    RouteKind.DEGREE: "A course at a university, with placements in many health jobs.",
    RouteKind.TALENT_HUB: "Free one-to-one help in Leeds to find a job or training.",
    RouteKind.VOLUNTEERING: "You give some time, and find out if it suits you.",
    RouteKind.GRADUATE_SCHEME: "A training job for people who have a degree.",
    RouteKind.PROMOTION: "You start in another job and train on from there.",
}

FRAMEWORK_LINES: Final[dict[PayFramework, str]] = {
    PayFramework.AGENDA_FOR_CHANGE: "NHS pay bands",
    PayFramework.MEDICAL: "National pay scales for doctors and dentists",
    PayFramework.COUNCIL: "The council or employer sets it",
    PayFramework.PROVIDER: "Each employer sets its own pay",
    PayFramework.GP_PRACTICE: "Each GP surgery sets its own pay",
    PayFramework.CHARITY: "Each charity sets its own pay",
    PayFramework.PRACTICE: "Each practice sets its own pay",
}

HOW_OFTEN: Final = (
    "hardly ever",
    "now and then",
    "some of most days",
    "much of the day",
    "most of the day",
)
HOW_MANY: Final = ("none, or very few", "a few", "some", "many", "nearly everyone")

CONDITION_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Who you are with": ("people", "team", "children", "adults", "older_people"),
    "What it asks of you": ("hands_on_care", "blood_and_bodies", "emotional_load", "physical"),
    "How the time goes": ("shifts", "pace", "routine", "on_the_move"),
    "What you work with": ("technology", "lab", "desk"),
}

CONDITION_LABELS: Final[dict[str, str]] = {
    "people": "Time with people",
    "hands_on_care": "Hands-on care",
    "blood_and_bodies": "Blood and mess",
    "emotional_load": "Hard moments",
    "children": "Children, teens",
    "adults": "Adults",
    "older_people": "Older people",
    "lab": "Samples, lab",
    "technology": "Machines, tech",
    "on_the_move": "On the move",
    "shifts": "Shift work",
    "pace": "Pace",
    "team": "Teamwork",
    "desk": "Desk and phone",
    "physical": "On your feet",
    "routine": "Set pattern",
}
"""Short, so that label and bar share a line on a phone; the group and the words say the rest."""

CONDITION_WORDS: Final[dict[str, tuple[str, ...]]] = {
    **{name: HOW_OFTEN for name in CONDITIONS},
    "physical": (
        "sitting, nearly always",
        "mostly sitting",
        "up and down",
        "walking, lifting or pushing for much of the day",
        "walking, lifting or pushing for most of the day",
    ),
    **{name: HOW_MANY for name in ("children", "adults", "older_people")},
    "emotional_load": (
        "distress or conflict: hardly ever",
        "distress or conflict: now and then",
        "distress or conflict: most weeks",
        "distress or conflict: often",
        "distress, grief or risk: the heart of the job",
    ),
    "shifts": (
        "office hours",
        "now and then",
        "some evenings or weekends",
        "most weeks",
        "nights, weekends and bank holidays",
    ),
    "pace": ("calm", "mostly calm", "busy at times", "busy most days", "fast, with emergencies"),
    "team": (
        "nearly always alone",
        "often alone",
        "half and half",
        "mostly together",
        "nearly always together",
    ),
    "routine": (
        "no two days alike",
        "mostly varied",
        "some of each",
        "mostly the same pattern",
        "a known pattern",
    ),
}
"""What 0, 1, 2, 3 and 4 mean for each condition."""


def pounds(amount: int) -> str:
    """£25,272"""
    return f"£{amount:,}"


def join_words(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """a, b and c"""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def places(settings: Iterable[Setting]) -> str:
    """hospitals, GP surgeries and the community: what may follow "in"."""
    return join_words([_WITHIN.get(s, SETTING_LABELS[s].lower()) for s in settings])


_WITHIN: Final = {Setting.GP_PRACTICE: "GP surgeries", Setting.COMMUNITY: "the community"}


def count(number: int, one: str, many: str) -> str:
    """1 job, 2 jobs"""
    return f"{number:,} {one if number == 1 else many}"


DENIAL_HINT: Final = (
    "A search cannot read “no” and “not” well. It looks for the rest of your words, so say what "
    "you would like instead."
)
