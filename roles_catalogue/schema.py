"""What a role is: the shape of one file in ``roles_catalogue/roles/<family>/``.

Everything is frozen. A field that is missing, misspelt or of the wrong kind stops the
loading of the file with pydantic's message, which names the field. Rules that need more
than one role, or a reference table, live in ``checks.py``.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from roles_catalogue.traits import CONDITION_MAX, CONDITIONS, INTERESTS

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=12, max_length=400)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=160)]
ShortPhrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=90)]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, min_length=60, max_length=900)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Family(StrEnum):
    NURSING = "nursing"
    MIDWIFERY = "midwifery"
    MEDICAL = "medical"
    DENTAL = "dental"
    ALLIED_HEALTH = "allied-health"
    HEALTHCARE_SCIENCE = "healthcare-science"
    AMBULANCE = "ambulance"
    PHARMACY = "pharmacy"
    PSYCHOLOGICAL = "psychological"
    ADULT_SOCIAL_CARE = "adult-social-care"
    CHILDREN_AND_SOCIAL_WORK = "children-and-social-work"
    PUBLIC_HEALTH = "public-health"
    PRIMARY_CARE = "primary-care"
    THIRD_SECTOR = "third-sector"
    ADMINISTRATION = "administration"
    ESTATES_AND_FACILITIES = "estates-and-facilities"
    DIGITAL_AND_DATA = "digital-and-data"
    CORPORATE_AND_MANAGEMENT = "corporate-and-management"
    RESEARCH_AND_EDUCATION = "research-and-education"


class Sector(StrEnum):
    NHS = "nhs"
    PRIMARY_CARE = "primary_care"
    SOCIAL_CARE = "social_care"
    PUBLIC_HEALTH = "public_health"
    THIRD_SECTOR = "third_sector"
    INDEPENDENT = "independent"


class Setting(StrEnum):
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    GP_PRACTICE = "gp_practice"
    PHARMACY = "pharmacy"
    DENTAL_PRACTICE = "dental_practice"
    HOMES = "homes"
    CARE_HOME = "care_home"
    COMMUNITY = "community"
    SCHOOL = "school"
    AMBULANCE = "ambulance"
    LABORATORY = "laboratory"
    OFFICE = "office"
    CONTACT_CENTRE = "contact_centre"
    HOSPICE = "hospice"


class RouteKind(StrEnum):
    T_LEVEL = "t_level"
    APPRENTICESHIP = "apprenticeship"
    COLLEGE = "college"
    DEGREE = "degree"
    DIRECT = "direct"
    TALENT_HUB = "talent_hub"
    VOLUNTEERING = "volunteering"
    GRADUATE_SCHEME = "graduate_scheme"
    PROMOTION = "promotion"


DEGREE_LEVEL: Final = 6
NOT_WITHOUT_DEGREE: Final = frozenset(
    {RouteKind.DEGREE, RouteKind.GRADUATE_SCHEME, RouteKind.PROMOTION, RouteKind.VOLUNTEERING}
)


class Certainty(StrEnum):
    """How a fact is shown: as it is, or with "usually"."""

    SOURCED = "sourced"
    USUAL = "usual"


# Requirements: what an entry route asks of a person. Each says only what can be checked
# against an answer, or carries words for what cannot.


class AgeRequirement(Frozen):
    kind: Literal["age"]
    minimum: int | None = Field(default=None, ge=14, le=25)
    maximum: int | None = Field(default=None, ge=16, le=25)

    @model_validator(mode="after")
    def _has_a_bound(self) -> "AgeRequirement":
        if self.minimum is None and self.maximum is None:
            raise ValueError("an age requirement needs a minimum or a maximum")
        return self


class LevelRequirement(Frozen):
    """A finished qualification at this level or above, of any subject unless some are named."""

    kind: Literal["level"]
    level: int = Field(ge=1, le=7)
    subjects: tuple[Phrase, ...] = ()


class GcseRequirement(Frozen):
    kind: Literal["gcses"]
    count: int = Field(ge=1, le=9)
    grade: int = Field(default=4, ge=1, le=9)


class EnglishMathsRequirement(Frozen):
    """English and maths at GCSE grade 4, or an accepted equal such as functional skills level 2.

    With ``can_be_taken_during`` the course or employer helps the person reach it on the way.
    """

    kind: Literal["english_maths"]
    can_be_taken_during: bool = False


class TariffRequirement(Frozen):
    """UCAS tariff points, usually from three A levels, a T Level or a BTEC."""

    kind: Literal["tariff"]
    points: int = Field(ge=32, le=168)


class ExperienceRequirement(Frozen):
    kind: Literal["experience"]
    what: Phrase
    asked: Literal["required", "helps"] = "required"


class RoleRequirement(Frozen):
    """Having worked in another role of the catalogue first: the heart of a promotion."""

    kind: Literal["role"]
    role_id: Slug
    usual_years: int | None = Field(default=None, ge=1, le=15)


class LicenceRequirement(Frozen):
    kind: Literal["driving_licence"]
    asked: Literal["required", "helps"] = "required"


class RegistrationRequirement(Frozen):
    """Being on a professional register already."""

    kind: Literal["registration"]
    profession: Phrase


class JobRequirement(Frozen):
    """Being hired by an employer first: true of every apprenticeship."""

    kind: Literal["job_offer"]


class NoteRequirement(Frozen):
    """Something everybody is asked for and that we do not check, such as a DBS check."""

    kind: Literal["note"]
    text: Phrase


Requirement = Annotated[
    AgeRequirement
    | LevelRequirement
    | GcseRequirement
    | EnglishMathsRequirement
    | TariffRequirement
    | ExperienceRequirement
    | RoleRequirement
    | LicenceRequirement
    | RegistrationRequirement
    | JobRequirement
    | NoteRequirement,
    Field(discriminator="kind"),
]


class EntryRoute(Frozen):
    """One way in. ``reference`` is a row of a reference table where the kind has one:

    apprenticeship → apprenticeship_standards.csv, t_level → t_levels.csv,
    talent_hub → leeds_programmes.csv. A degree or college route names Leeds providers in
    ``providers`` (rows of leeds_providers.csv) where a row says that they teach it.
    ``level`` is the qualification level it ends at, as the reference table has it.
    ``gives_degree: false`` says that training at level 6 or above ends in something else, such
    as a trade's own diploma; without it, that level is taken for a degree.
    ``stepping_stone`` marks a way into another job first, from which this one needs more training.
    """

    kind: RouteKind
    label: Phrase
    reference: str | None = None
    level: int | None = Field(default=None, ge=1, le=8)
    gives_degree: Literal[False] | None = None
    providers: tuple[str, ...] = ()
    usual_length: Phrase | None = None
    earn: bool
    requirements: tuple[Requirement, ...] = ()
    stepping_stone: bool = False
    first_step: Sentence
    valid_from: date | None = None
    valid_until: date | None = None
    certainty: Certainty
    source: Phrase

    @model_validator(mode="after")
    def _only_a_high_level_needs_denying(self) -> "EntryRoute":
        if self.gives_degree is False and (self.level or 0) < DEGREE_LEVEL:
            raise ValueError("gives_degree: false belongs to level 6 or above only; drop it")
        return self

    @property
    def needs_no_degree(self) -> bool:
        """True if it asks for no degree and no register, is no degree itself, and is a start:
        see ``Role.needs_no_degree``."""
        if self.kind in NOT_WITHOUT_DEGREE or self.stepping_stone:
            return False
        if (self.level or 0) >= DEGREE_LEVEL and self.gives_degree is not False:
            return False
        return not any(
            isinstance(need, RegistrationRequirement)
            or (isinstance(need, LevelRequirement) and need.level >= DEGREE_LEVEL)
            for need in self.requirements
        )


class PayFramework(StrEnum):
    AGENDA_FOR_CHANGE = "agenda_for_change"
    MEDICAL = "medical"
    COUNCIL = "council"
    PROVIDER = "provider"
    GP_PRACTICE = "gp_practice"
    CHARITY = "charity"
    PRACTICE = "practice"


class Pay(Frozen):
    """Pay by framework. Figures are never written here: they are computed from the band table.

    Agenda for Change pay has ``bands`` and the ``band_row`` that says so. Where no row knows the
    band of an NHS job it has neither, and ``varies_because`` says what the band depends on.
    """

    framework: PayFramework
    bands: tuple[str, ...] = ()
    band_row: str | None = None
    varies_because: Sentence | None = None

    @model_validator(mode="after")
    def _bands_or_a_reason(self) -> "Pay":
        if self.framework is PayFramework.AGENDA_FOR_CHANGE:
            if bool(self.bands) is not (self.band_row is not None):
                raise ValueError(
                    "Agenda for Change bands and the band_row they come from go together"
                )
            if not self.bands and self.varies_because is None:
                raise ValueError(
                    "Agenda for Change pay needs bands and a band_row, or varies_because "
                    "to say what the band depends on"
                )
        elif self.bands or self.band_row is not None:
            raise ValueError("bands belong to Agenda for Change only")
        elif self.varies_because is None:
            raise ValueError("pay outside Agenda for Change needs varies_because")
        return self


class Regulation(Frozen):
    status: Literal["regulated", "voluntary_register", "not_regulated"]
    row: str | None = None
    note: Sentence | None = None


class OnetLink(Frozen):
    code: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{4}\.\d{2}$")]
    confidence: Literal["high", "medium", "low"]
    note: Sentence | None = None


class EscoLink(Frozen):
    """The European occupation that is this job (high), one broader or narrower than it (medium),
    or one that is only related (low)."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{4}(\.\d+)+$")]
    confidence: Literal["high", "medium", "low"]
    note: Sentence | None = None


class Move(Frozen):
    """A step from this role to another one that people really take.

    ``up`` is to more responsibility or another profession, ``sideways`` to work of the same
    weight elsewhere. ``usual_years`` counts in this role and in any training on the way, 0 for a
    move that needs no waiting; ``needs`` names the qualification, if one is asked for. Both are
    what is usual, and are shown so.
    """

    role: Slug
    kind: Literal["up", "sideways"] = "up"
    usual_years: int | None = Field(default=None, ge=0, le=15)
    needs: Phrase | None = None


class Short(Frozen):
    """The role on a card, for who wants less: with the title and the pitch it stands alone."""

    does: tuple[ShortPhrase, ...] = Field(min_length=3, max_length=3)
    hard: ShortPhrase
    first_step: ShortPhrase


class NextStep(Frozen):
    """One concrete thing to do in Leeds, resting on a row of a Leeds reference table."""

    text: Sentence
    row: str


def is_editorial(source: str) -> bool:
    """True for the words that stand where a source is missing: "Editorial: general knowledge"."""
    return source.casefold().startswith("editorial")


class Source(Frozen):
    """Where the description of the role was learnt from; the wording is our own."""

    title: Phrase
    url: str | None = None
    source_date: str
    used_for: Phrase

    @property
    def is_editorial(self) -> bool:
        """True if nobody says so but our editors."""
        return is_editorial(self.title)


class Role(Frozen):
    id: Slug
    title: Phrase
    other_names: tuple[Phrase, ...] = ()
    family: Family
    sectors: tuple[Sector, ...] = Field(min_length=1)
    settings: tuple[Setting, ...] = Field(min_length=1)
    pitch: Sentence
    short: Short
    what_you_do: tuple[Sentence, ...] = Field(min_length=5, max_length=7)
    day: Paragraph
    suits_you: Paragraph
    hard_parts: tuple[Sentence, ...] = Field(min_length=2, max_length=5)
    skills: tuple[Phrase, ...] = Field(min_length=4, max_length=8)
    pay: Pay
    hours: Sentence
    regulation: Regulation
    entry_routes: tuple[EntryRoute, ...] = Field(min_length=1)
    leads_to: tuple[Move, ...] = ()
    soc2020: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
    onet: tuple[OnetLink, ...] = ()
    esco: tuple[EscoLink, ...] = ()
    editorial_interests: dict[str, int] | None = None
    conditions: dict[str, int]
    employers: tuple[str, ...] = ()
    next_step: NextStep
    sources: tuple[Source, ...] = Field(min_length=1)
    what_changed: Sentence | None = None
    checked_on: date
    review_by: date

    @model_validator(mode="after")
    def _is_reviewed_after_it_was_checked(self) -> "Role":
        if self.review_by <= self.checked_on:
            raise ValueError("review_by must be after checked_on")
        return self

    @model_validator(mode="after")
    def _ratings_are_complete(self) -> "Role":
        missing = [name for name in CONDITIONS if name not in self.conditions]
        unknown = [name for name in self.conditions if name not in CONDITIONS]
        if missing or unknown:
            raise ValueError(f"conditions: missing {missing}, unknown {unknown}")
        outside = {k: v for k, v in self.conditions.items() if not 0 <= v <= CONDITION_MAX}
        if outside:
            raise ValueError(f"conditions must be 0 to {CONDITION_MAX}: {outside}")
        if self.editorial_interests is not None:
            if set(self.editorial_interests) != set(INTERESTS):
                raise ValueError(f"editorial_interests must rate exactly {list(INTERESTS)}")
            if not all(1 <= v <= 7 for v in self.editorial_interests.values()):
                raise ValueError("editorial_interests must be 1 to 7")
        if not self.onet and self.editorial_interests is None:
            raise ValueError("a role needs an O*NET link or editorial_interests")
        return self

    @property
    def later(self) -> tuple[str, ...]:
        """The ids of the roles that people move on to."""
        return tuple(move.role for move in self.leads_to)

    @property
    def needs_no_degree(self) -> bool:
        """True if some way in from outside the job asks for no degree and is none itself.

        It asks what you need to start: no degree and no professional register. The level that
        the training ends at does not matter, only whether it is a degree: a shop trainee who
        starts with GCSEs and earns a level 6 diploma needs none, while a degree apprentice
        spends years on one and is asked for the same grades as a student. A promotion does not
        count: it starts in another role. Nor does volunteering: it is a way to try a job, not
        to be hired for it.
        """
        return any(route.needs_no_degree for route in self.entry_routes)
