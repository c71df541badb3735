"""What kinds of roles the catalogue has, and how much it says of each. Balance is part of truth."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from statistics import median
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import (
    AgeRequirement,
    EntryRoute,
    ExperienceRequirement,
    Family,
    LevelRequirement,
    RegistrationRequirement,
    Role,
    RoleRequirement,
    RouteKind,
    TariffRequirement,
)

CARE_AND_COMMUNITY: Final = frozenset(
    {
        Family.ADULT_SOCIAL_CARE,
        Family.CHILDREN_AND_SOCIAL_WORK,
        Family.THIRD_SECTOR,
    }
)
"""Families of social care, children's services, social work, charities and community."""

NON_CLINICAL: Final = frozenset(
    {
        Family.ADMINISTRATION,
        Family.CORPORATE_AND_MANAGEMENT,
        Family.DIGITAL_AND_DATA,
        Family.ESTATES_AND_FACILITIES,
    }
)
"""Families whose jobs hardly anybody links with health."""

LEVELS: Final = (
    "no more than GCSEs",
    "a level 3 qualification",
    "more than level 3",
    "another job, a register or experience first",
)

GCSES: Final = 2
SCHOOL_LEAVER: Final = 18
_HIRES: Final = frozenset({RouteKind.DIRECT, RouteKind.APPRENTICESHIP})
_NO_START: Final = frozenset({RouteKind.VOLUNTEERING, RouteKind.TALENT_HUB})


def entry_level(role: Role) -> int:
    """What the easiest way in asks for at its start: an index of ``LEVELS``."""
    routes = [r for r in role.entry_routes if r.kind not in _NO_START and not r.stepping_stone]
    return min((_asked(route) for route in routes), default=len(LEVELS) - 1)


def open_at_sixteen_to_eighteen(role: Role) -> bool:
    """True if a job or an apprenticeship in the role can begin at 16 to 18 with no more than
    GCSEs."""
    return any(
        route.kind in _HIRES
        and not route.stepping_stone
        and _asked(route) == 0
        and all(
            (need.minimum or 0) <= SCHOOL_LEAVER
            for need in route.requirements
            if isinstance(need, AgeRequirement)
        )
        for route in role.entry_routes
    )


def words(role: Role) -> int:
    """How many words the full page has of its own."""
    texts = (
        role.pitch,
        *role.what_you_do,
        role.day,
        role.suits_you,
        *role.hard_parts,
        *role.skills,
        role.hours,
        *(route.first_step for route in role.entry_routes),
        role.next_step.text,
    )
    return sum(len(text.split()) for text in texts)


def to_markdown(catalogue: Catalogue) -> str:
    """The counts as a part of docs/coverage.md."""
    roles = catalogue.roles
    lines = [
        "## Balance",
        "",
        f"{len(roles)} roles. {_number(roles, _in(CARE_AND_COMMUNITY))} are in adult social care, "
        "children's services and social work, or charities and community; "
        f"{_number(roles, _in(NON_CLINICAL))} in administration, management, digital or estates; "
        f"{_number(roles, open_at_sixteen_to_eighteen)} can be begun as a job or an apprenticeship "
        "at 16 to 18 with no more than GCSEs.",
        "",
        "| family | roles | words of a page: median | fewest |",
        "| - | - | - | - |",
    ]
    for family, members in catalogue.families().items():
        lines.append(f"| {family.value} | {len(members)} | {_depth(members)} |")
    lines.append(f"| all | {len(roles)} | {_depth(roles)} |")
    lines += ["", "| the easiest way in asks for | roles |", "| - | - |"]
    lines += _table(Counter(LEVELS[entry_level(role)] for role in roles), LEVELS)
    lines += ["", "A role may belong to several sectors.", "", "| sector | roles |", "| - | - |"]
    sectors = Counter(sector.value for role in roles for sector in role.sectors)
    lines += _table(sectors, sorted(sectors))
    return "\n".join(lines) + "\n"


def _asked(route: EntryRoute) -> int:
    worst = 0
    for need in route.requirements:
        match need:
            case (
                RoleRequirement()
                | RegistrationRequirement()
                | ExperienceRequirement(asked="required")
            ):
                return len(LEVELS) - 1
            case LevelRequirement(level=level) if level > GCSES:
                worst = max(worst, 1 if level == GCSES + 1 else 2)
            case TariffRequirement():
                worst = max(worst, 1)
            case _:
                pass
    return worst


def _in(families: frozenset[Family]) -> Callable[[Role], bool]:
    return lambda role: role.family in families


def _number(roles: Iterable[Role], which: Callable[[Role], bool]) -> int:
    return sum(1 for role in roles if which(role))


def _depth(roles: Iterable[Role]) -> str:
    counts = [words(role) for role in roles]
    return f"{median(counts):.0f} | {min(counts)}"


def _table(counts: Counter[str], names: Iterable[str]) -> Iterator[str]:
    return (f"| {name} | {counts[name]} |" for name in names)
