"""The trait dimensions that roles and people share, block by block.

The order of each tuple is the order of the columns in every vector and table, so
appending is safe and reordering is not: it changes the meaning of stored artefacts.

Sources of the role side of each block: interests, values and subjects come from O*NET
(https://www.onetcenter.org), conditions are our own editorial ratings.
"""

from typing import Final

INTERESTS: Final = (
    "realistic",
    "investigative",
    "artistic",
    "social",
    "enterprising",
    "conventional",
)
"""Holland's six interest areas (RIASEC), as O*NET rates them from 1 to 7."""

VALUES: Final = (
    "achievement",
    "working_conditions",
    "recognition",
    "relationships",
    "support",
    "independence",
)
"""O*NET's six work values, rated from 1 to 7."""

SUBJECTS: Final[dict[str, tuple[str, ...]]] = {
    "biology": ("biology", "medicine_and_dentistry"),
    "chemistry": ("chemistry",),
    "physics": ("physics",),
    "maths": ("mathematics", "economics_and_accounting"),
    "english": ("english_language", "foreign_language", "communications_and_media"),
    "psychology": ("psychology", "sociology_and_anthropology", "therapy_and_counseling"),
    "computing": ("computers_and_electronics", "telecommunications"),
    "business": (
        "administration_and_management",
        "administrative",
        "personnel_and_human_resources",
        "sales_and_marketing",
    ),
    "design_technology": (
        "engineering_and_technology",
        "design",
        "building_and_construction",
        "mechanical",
    ),
    "food": ("food_production",),
    "humanities": (
        "law_and_government",
        "philosophy_and_theology",
        "history_and_archeology",
        "geography",
    ),
    "creative_arts": ("fine_arts",),
}
"""School subject to the O*NET knowledge areas (importance 1 to 5) that are averaged for it."""

CONDITIONS: Final[dict[str, str]] = {
    "people": "How much of the day is spent with patients, families or the public",
    "hands_on_care": "Touching and physically helping people: washing, lifting, treating",
    "blood_and_bodies": "Blood, wounds, smells and bodily fluids",
    "emotional_load": "Distress, grief, conflict or risk that you carry with you",
    "children": "Babies, children and teenagers among the people served",
    "adults": "Adults of working age among the people served",
    "older_people": "Older people among the people served",
    "lab": "Samples, measurements and bench work",
    "technology": "Machines, equipment or software at the centre of the work",
    "on_the_move": "Travelling between places in the working day",
    "shifts": "Nights, weekends and early or late shifts",
    "pace": "Speed, interruptions and emergencies",
    "team": "Working side by side with others (0: nearly always alone)",
    "desk": "Sitting at a desk, screen or telephone",
    "physical": "On your feet, walking, pushing and lifting",
    "routine": "Days that follow a known pattern (0: no two days alike)",
}
"""Working-life conditions, rated 0 (hardly ever) to 4 (most of the day) by our editors."""

CONDITION_MAX: Final = 4
