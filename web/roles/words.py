"""The catalogue's codes in plain words: one place, so that every page says the same."""

from collections.abc import Iterable, Mapping
from typing import Final

from matching.route_table import Way
from roles_catalogue.schema import Family, PayFramework, RouteKind, Sector, Setting
from roles_catalogue.traits import CONDITIONS
from web.language.words import N_, Words, join_words, ngettext

FAMILY_LABELS: Final[Mapping[Family, str]] = Words(
    {
        Family.NURSING: N_("Nursing"),
        Family.MIDWIFERY: N_("Midwifery and birth"),
        Family.MEDICAL: N_("Doctors"),
        Family.DENTAL: N_("Teeth and mouths"),
        Family.ALLIED_HEALTH: N_("Therapy and scanning"),
        Family.HEALTHCARE_SCIENCE: N_("Labs and science"),
        Family.AMBULANCE: N_("Ambulance and 999"),
        Family.PHARMACY: N_("Medicines"),
        Family.PSYCHOLOGICAL: N_("Minds and moods"),
        Family.ADULT_SOCIAL_CARE: N_("Care for adults"),
        Family.CHILDREN_AND_SOCIAL_WORK: N_("Children and families"),
        Family.PUBLIC_HEALTH: N_("A healthier city"),
        Family.PRIMARY_CARE: N_("GP and neighbourhood"),
        Family.THIRD_SECTOR: N_("Charities"),
        Family.ADMINISTRATION: N_("Keeping it organised"),
        Family.ESTATES_AND_FACILITIES: N_("Buildings, food, porters"),
        Family.DIGITAL_AND_DATA: N_("Digital and data"),
        Family.CORPORATE_AND_MANAGEMENT: N_("Running the place"),
        Family.RESEARCH_AND_EDUCATION: N_("Research and teaching"),
    }
)

WAY_LABELS: Final[Mapping[Way, str]] = Words(
    {
        Way.THIS_YEAR: N_("I can start this year"),
        Way.NO_UNIVERSITY: N_("Without university"),
        Way.EARNING: N_("While earning"),
    }
)

FAMILY_LINES: Final[Mapping[Family, str]] = Words(
    {
        Family.NURSING: N_(
            "Looking after people round the clock, on wards, at home and in clinics."
        ),
        Family.MIDWIFERY: N_("With families before, during and after a birth."),
        Family.MEDICAL: N_("Working out what is wrong and deciding what to do about it."),
        Family.DENTAL: N_("Keeping teeth and gums well, and fixing them when they are not."),
        Family.ALLIED_HEALTH: N_(
            "Getting people moving, talking and living again, and seeing inside."
        ),
        Family.HEALTHCARE_SCIENCE: N_("Finding answers in blood, cells, hearts and machines."),
        Family.AMBULANCE: N_("First on the scene, and first on the phone."),
        Family.PHARMACY: N_("The right medicine, the right amount, explained well."),
        Family.PSYCHOLOGICAL: N_("Talking, listening and helping people through hard times."),
        Family.ADULT_SOCIAL_CARE: N_(
            "Helping adults live their own lives, at home and in care homes."
        ),
        Family.CHILDREN_AND_SOCIAL_WORK: N_("Standing by children, young people and families."),
        Family.PUBLIC_HEALTH: N_("Keeping whole neighbourhoods well before anyone gets ill."),
        Family.PRIMARY_CARE: N_("The first door people knock on, near where they live."),
        Family.THIRD_SECTOR: N_("Charities and groups that stand up for people."),
        Family.ADMINISTRATION: N_("The people who know where everything and everyone is."),
        Family.ESTATES_AND_FACILITIES: N_("Wiring, cooking and moving: nothing works without it."),
        Family.DIGITAL_AND_DATA: N_("Numbers, software and the questions they can answer."),
        Family.CORPORATE_AND_MANAGEMENT: N_(
            "Money, people and plans: who decides, hires and pays."
        ),
        Family.RESEARCH_AND_EDUCATION: N_("Testing what works, and teaching the next lot."),
    }
)

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

SECTOR_LABELS: Final[Mapping[Sector, str]] = Words(
    {
        Sector.NHS: N_("the NHS"),
        Sector.PRIMARY_CARE: N_("GP surgeries and other first-contact care"),
        Sector.SOCIAL_CARE: N_("social care"),
        Sector.PUBLIC_HEALTH: N_("public health"),
        Sector.THIRD_SECTOR: N_("charities and community groups"),
        Sector.INDEPENDENT: N_("private employers"),
    }
)

SETTING_LABELS: Final[Mapping[Setting, str]] = Words(
    {
        Setting.HOSPITAL: N_("Hospitals"),
        Setting.CLINIC: N_("Clinics"),
        Setting.GP_PRACTICE: N_("GP surgeries"),
        Setting.PHARMACY: N_("Pharmacies"),
        Setting.DENTAL_PRACTICE: N_("Dental surgeries"),
        Setting.HOMES: N_("People's own homes"),
        Setting.CARE_HOME: N_("Care homes"),
        Setting.COMMUNITY: N_("Out in the community"),
        Setting.SCHOOL: N_("Schools"),
        Setting.AMBULANCE: N_("Ambulances"),
        Setting.LABORATORY: N_("Laboratories"),
        Setting.OFFICE: N_("Offices"),
        Setting.CONTACT_CENTRE: N_("Call centres"),
        Setting.HOSPICE: N_("Hospices"),
    }
)

ROUTE_LABELS: Final[Mapping[RouteKind, str]] = Words(
    {
        RouteKind.DIRECT: N_("Straight into work"),
        RouteKind.APPRENTICESHIP: N_("Apprenticeship"),
        RouteKind.T_LEVEL: N_("T Level"),
        RouteKind.COLLEGE: N_("College course"),
        RouteKind.DEGREE: N_("Degree"),
        RouteKind.TALENT_HUB: N_("Talent Hub"),
        RouteKind.VOLUNTEERING: N_("Volunteering"),
        RouteKind.GRADUATE_SCHEME: N_("Graduate scheme"),
        RouteKind.PROMOTION: N_("Moving up from another job"),
    }
)

ROUTE_LINES: Final[Mapping[RouteKind, str]] = Words(
    {
        RouteKind.DIRECT: N_("You apply for the job and learn it while you do it."),
        RouteKind.APPRENTICESHIP: N_(
            "A real job with training built in. You are paid from day one."
        ),
        RouteKind.T_LEVEL: N_("A two-year course after GCSEs with a long work placement."),
        RouteKind.COLLEGE: N_("A course at a college, full time or part time."),
        RouteKind.DEGREE: N_("A course at a university, with placements in many health jobs."),
        RouteKind.TALENT_HUB: N_("Free one-to-one help in Leeds to find a job or training."),
        RouteKind.VOLUNTEERING: N_("You give some time, and find out if it suits you."),
        RouteKind.GRADUATE_SCHEME: N_("A training job for people who have a degree."),
        RouteKind.PROMOTION: N_("You start in another job and train on from there."),
    }
)

FRAMEWORK_LINES: Final[Mapping[PayFramework, str]] = Words(
    {
        PayFramework.AGENDA_FOR_CHANGE: N_("NHS pay bands"),
        PayFramework.MEDICAL: N_("National pay scales for doctors and dentists"),
        PayFramework.COUNCIL: N_("The council or employer sets it"),
        PayFramework.PROVIDER: N_("Each employer sets its own pay"),
        PayFramework.GP_PRACTICE: N_("Each GP surgery sets its own pay"),
        PayFramework.CHARITY: N_("Each charity sets its own pay"),
        PayFramework.PRACTICE: N_("Each practice sets its own pay"),
    }
)

HOW_OFTEN: Final = (
    N_("hardly ever"),
    N_("now and then"),
    N_("some of most days"),
    N_("much of the day"),
    N_("most of the day"),
)
HOW_MANY: Final = (
    N_("none, or very few"),
    N_("a few"),
    N_("some"),
    N_("many"),
    N_("nearly everyone"),
)

CONDITION_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    N_("Who you are with"): ("people", "team", "children", "adults", "older_people"),
    N_("What it asks of you"): ("hands_on_care", "blood_and_bodies", "emotional_load", "physical"),
    N_("How the time goes"): ("shifts", "pace", "routine", "on_the_move"),
    N_("What you work with"): ("technology", "lab", "desk"),
}

CONDITION_LABELS: Final[Mapping[str, str]] = Words(
    {
        "people": N_("Time with people"),
        "hands_on_care": N_("Hands-on care"),
        "blood_and_bodies": N_("Blood and mess"),
        "emotional_load": N_("Hard moments"),
        "children": N_("Children, teens"),
        "adults": N_("Adults"),
        "older_people": N_("Older people"),
        "lab": N_("Samples, lab"),
        "technology": N_("Machines, tech"),
        "on_the_move": N_("On the move"),
        "shifts": N_("Shift work"),
        "pace": N_("Pace"),
        "team": N_("Teamwork"),
        "desk": N_("Desk and phone"),
        "physical": N_("On your feet"),
        "routine": N_("Set pattern"),
    }
)
"""Short, so that label and bar share a line on a phone; the group and the words say the rest."""

CONDITION_WORDS: Final[dict[str, tuple[str, ...]]] = {
    **{name: HOW_OFTEN for name in CONDITIONS},
    "physical": (
        N_("sitting, nearly always"),
        N_("mostly sitting"),
        N_("up and down"),
        N_("walking, lifting or pushing for much of the day"),
        N_("walking, lifting or pushing for most of the day"),
    ),
    **{name: HOW_MANY for name in ("children", "adults", "older_people")},
    "emotional_load": (
        N_("distress or conflict: hardly ever"),
        N_("distress or conflict: now and then"),
        N_("distress or conflict: most weeks"),
        N_("distress or conflict: often"),
        N_("distress, grief or risk: the heart of the job"),
    ),
    "shifts": (
        N_("office hours"),
        N_("now and then"),
        N_("some evenings or weekends"),
        N_("most weeks"),
        N_("nights, weekends and bank holidays"),
    ),
    "pace": (
        N_("calm"),
        N_("mostly calm"),
        N_("busy at times"),
        N_("busy most days"),
        N_("fast, with emergencies"),
    ),
    "team": (
        N_("nearly always alone"),
        N_("often alone"),
        N_("half and half"),
        N_("mostly together"),
        N_("nearly always together"),
    ),
    "routine": (
        N_("no two days alike"),
        N_("mostly varied"),
        N_("some of each"),
        N_("mostly the same pattern"),
        N_("a known pattern"),
    ),
}
"""What 0, 1, 2, 3 and 4 mean for each condition."""


def pounds(amount: int) -> str:
    """£25,272"""
    return f"£{amount:,}"


def places(settings: Iterable[Setting]) -> str:
    """hospitals, GP surgeries and the community: what may follow "in"."""
    return join_words([_WITHIN[s] for s in settings])


_WITHIN: Final[Mapping[Setting, str]] = Words(
    {
        Setting.HOSPITAL: N_("hospitals"),
        Setting.CLINIC: N_("clinics"),
        Setting.GP_PRACTICE: N_("GP surgeries"),
        Setting.PHARMACY: N_("pharmacies"),
        Setting.DENTAL_PRACTICE: N_("dental surgeries"),
        Setting.HOMES: N_("people's own homes"),
        Setting.CARE_HOME: N_("care homes"),
        Setting.COMMUNITY: N_("the community"),
        Setting.SCHOOL: N_("schools"),
        Setting.AMBULANCE: N_("ambulances"),
        Setting.LABORATORY: N_("laboratories"),
        Setting.OFFICE: N_("offices"),
        Setting.CONTACT_CENTRE: N_("call centres"),
        Setting.HOSPICE: N_("hospices"),
    }
)


def jobs(number: int) -> str:
    """1 job, 2 jobs"""
    return ngettext("%(num)s job", "%(num)s jobs", number, num=f"{number:,}")


def count(number: int, one: str, many: str) -> str:
    """1 year, 2 years: in the reader's language where a catalogue has "%(num)s year"."""
    return ngettext(f"%(num)s {one}", f"%(num)s {many}", number, num=f"{number:,}")


DENIAL_HINT: Final = N_(
    "A search cannot read every “no” and “not”. Where it can, jobs without that come first, but "
    "one below may still have it. It helps to say what you would like, too."
)
