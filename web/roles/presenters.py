"""A role in ready words: the card for lists, and everything the role page says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from matching.needs import Outcome
from matching.routes import RouteCheck, RouteStatus
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Certainty, EntryRoute, PayFramework, Role, RouteKind
from web.language.choice import english
from web.language.words import N_, Words, _, translated
from web.roles import words
from web.roles.provenance import Reference, editorial, references
from web.roles.requirements import Asked, asked

STATUS_WORDS: Final[Mapping[str, str]] = Words(
    {
        "open_now": N_("Open to you now"),
        "one_step": N_("One step away"),
        "unknown": N_("Can't tell yet"),
        "closed": N_("Further off"),
        "never": N_("Not a way in for you"),
    }
)
"""Each status of a way in, the nearest first."""

NO_START: Final = frozenset({RouteKind.PROMOTION, RouteKind.VOLUNTEERING, RouteKind.TALENT_HUB})
"""What begins in another job, or helps to get in and is no start by itself."""

ROUGHLY: Final = ("about", "around", "often", "roughly", "usually")
"""How a length begins that says by itself that it is no promise."""

HURDLES_SHOWN: Final = 2

HURDLE_LEADS: Final = Words(
    {Outcome.MISSING: N_("What would meet it:"), Outcome.UNKNOWN: N_("To find out:")}
)
FIRST_HURDLE_LEAD: Final = N_("Your step:")


@dataclass(frozen=True)
class RoleCard:
    """What ``ui.role_card`` shows. ``badges`` are (status, words)."""

    id: str
    href: str
    title: str
    pitch: str
    family: str
    family_label: str
    tint: str
    badges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PayWords:
    """``amount`` is empty where no figure can be given; ``line`` says why."""

    amount: str
    line: str
    note: str
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class Hurdle:
    """What one step would meet. ``lead`` introduces the step."""

    text: str
    lead: str
    step: str


@dataclass(frozen=True)
class WayIn:
    """One entry route. ``status`` and its words are empty when we know nothing of the person.
    ``elsewhere_first``: it leads into another job, from which one trains on for this one.
    ``hurdles`` are all that stand in the way, where they are several; else ``why`` and ``step``
    say it."""

    kind: str
    kind_label: str
    kind_line: str
    label: str
    facts: tuple[str, ...]
    asks_title: str
    asks: tuple[Asked, ...]
    places: tuple[str, ...]
    first_step: str
    sources: tuple[Reference, ...]
    status: str = ""
    status_words: str = ""
    why: str = ""
    step: str = ""
    hurdles: tuple[Hurdle, ...] = ()
    elsewhere_first: bool = False

    @property
    def hurdles_title(self) -> str:
        return _("What decides it") if self.status == "unknown" else _("In the way")

    @property
    def hurdles_shown(self) -> tuple[Hurdle, ...]:
        return self.hurdles[:HURDLES_SHOWN]

    @property
    def hurdles_folded(self) -> tuple[Hurdle, ...]:
        return self.hurdles[HURDLES_SHOWN:]


@dataclass(frozen=True)
class Rating:
    label: str
    level: int
    words: str


def title_of(role_id: str, catalogue: Catalogue) -> str:
    """The title of a role, or for one that has left the catalogue the nearest thing to it."""
    if role_id in catalogue:
        return catalogue.get(role_id).title
    return role_id.replace("-", " ").capitalize()


def role_card(role: Role, badges: tuple[tuple[str, str], ...] = ()) -> RoleCard:
    """The card of one role, for any list."""
    return RoleCard(
        id=role.id,
        href=f"/roles/{role.id}",
        title=role.title,
        pitch=role.pitch,
        family=role.family.value,
        family_label=words.FAMILY_LABELS[role.family],
        tint=words.FAMILY_TINTS[role.family],
        badges=badges,
    )


def role_links(ids: Iterable[str], catalogue: Catalogue) -> tuple[RoleCard, ...]:
    """Cards of the roles that the catalogue has, in the given order."""
    return tuple(role_card(catalogue.get(role_id)) for role_id in ids if role_id in catalogue)


def status_of(check: RouteCheck) -> str:
    """The badge of one route check: ``never`` is a closed way with nothing to be done."""
    return "never" if check.is_never else check.status.value


def nearness(status: str) -> int:
    """The place of a status in the order in which ways in are shown."""
    return [*STATUS_WORDS, ""].index(status)


def nearest_first(
    checks: Iterable[RouteCheck], role: Role, *, must_earn: bool = False
) -> tuple[RouteCheck, ...]:
    """Checks of a role's ways in, the nearest first. Of those that are alike near: a start before
    moving up from another job, trying it out or being helped; for somebody who must earn, what
    pays before what does not; what lacks little before what lacks more; and a way into the job
    before one into another job first; then in the role's own order."""

    def place(check: RouteCheck) -> tuple[int, bool, bool, int, bool, int]:
        unpaid = must_earn and not check.earn
        elsewhere = role.entry_routes[check.index].stepping_stone
        late = check.kind in NO_START
        near, lacks = nearness(status_of(check)), len(check.failed)
        return near, late, unpaid, lacks, elsewhere, check.index

    return tuple(sorted(checks, key=place))


def pay_words(role: Role, catalogue: Catalogue, on: date) -> PayWords:
    """What the role pays on a day, with the source of every figure."""
    framework = words.FRAMEWORK_LINES[role.pay.framework]
    pay = catalogue.pay_range(role, on)
    if pay is None:
        line = _("Pay varies. %(framework)s.", framework=framework)
        if role.pay.framework is PayFramework.AGENDA_FOR_CHANGE and not role.pay.bands:
            line = _("%(framework)s. Which band depends on the post.", framework=framework)
        return PayWords("", line, role.pay.varies_because or "", ())
    same = pay.min_gbp == pay.max_gbp
    amount = words.pounds(pay.min_gbp)
    if not same:
        amount = _("%(least)s to %(most)s", least=amount, most=words.pounds(pay.max_gbp))
    first, *_between, last = (*pay.bands, pay.bands[-1])
    usual = pay.certainty is Certainty.USUAL
    if first == last:
        band = _("usually band %(band)s", band=first) if usual else _("band %(band)s", band=first)
    elif usual:
        band = _("usually bands %(first)s to %(last)s", first=first, last=last)
    else:
        band = _("bands %(first)s to %(last)s", first=first, last=last)
    line = _(
        "a year, full time, in the NHS (%(band)s, pay year %(pay_year)s)",
        band=band,
        pay_year=pay.pay_year,
    )
    sources = references(pay.provenance) + references(pay.band_provenance)
    return PayWords(amount, line, role.pay.varies_because or "", sources)


def ways_in(
    role: Role,
    catalogue: Catalogue,
    checks: Sequence[RouteCheck] = (),
    *,
    must_earn: bool = False,
) -> tuple[WayIn, ...]:
    """Every entry route; with checks of all of them, each with its status, nearest first."""
    if not checks:
        return tuple(_way_in(route, catalogue, None) for route in role.entry_routes)
    return tuple(
        _way_in(role.entry_routes[check.index], catalogue, check)
        for check in nearest_first(checks, role, must_earn=must_earn)
    )


def _way_in(route: EntryRoute, catalogue: Catalogue, check: RouteCheck | None) -> WayIn:
    status = status_of(check) if check else ""
    # An open way's step is the route's own first step, which is on the page anyway.
    step = check.step if check and check.status is not RouteStatus.OPEN_NOW else ""
    return WayIn(
        kind=route.kind.value,
        kind_label=words.ROUTE_LABELS[route.kind],
        kind_line=words.ROUTE_LINES[route.kind],
        label=route.label,
        facts=_facts(route),
        asks_title=_asks_title(route),
        asks=tuple(asked(requirement, catalogue) for requirement in route.requirements),
        places=places_of(route, catalogue),
        first_step=route.first_step,
        sources=route_sources(route, catalogue),
        status=status,
        status_words=STATUS_WORDS[status] if status else "",
        why=check.why if check else "",
        step=step,
        hurdles=_hurdles(check) if check and step else (),
        elsewhere_first=route.stepping_stone,
    )


def _hurdles(check: RouteCheck) -> tuple[Hurdle, ...]:
    """Everything in the way: the step to take first, then what else is missing, then what is to be
    found out. Empty if one step meets it all."""
    whys: dict[str, list[str]] = {}
    for unmet in check.failed:
        whys.setdefault(unmet.step, []).append(unmet.why)
    if len(whys) < 2:
        return ()
    leads = {unmet.step: HURDLE_LEADS[unmet.outcome] for unmet in check.failed}
    first = translated(FIRST_HURDLE_LEAD)
    leads[check.step] = first
    hurdles = [Hurdle(" ".join(dict.fromkeys(whys[s])), leads[s], s) for s in whys]
    order = [first, *HURDLE_LEADS.values()]
    return tuple(sorted(hurdles, key=lambda hurdle: order.index(hurdle.lead)))


def _facts(route: EntryRoute) -> tuple[str, ...]:
    """Money and time, with "usually" where that is all we know."""
    if route.kind is RouteKind.TALENT_HUB:
        money = _("Free")
    elif route.earn:
        money = (
            _("Paid from the start")
            if route.kind is RouteKind.DIRECT
            else _("Paid while you train")
        )
    else:
        money = _("Not paid while you do it")
    length = length_words(route)
    return (money, english(length)) if length else (money,)


def length_words(route: EntryRoute) -> str:
    """How long a way in takes, with "usually" where that is all we know; empty if nobody says."""
    length = route.usual_length or ""
    if length and route.certainty is Certainty.USUAL and not length.startswith(ROUGHLY):
        # The length is the catalogue's own words, so this word is, too.
        length = f"usually {length}"
    return length[:1].upper() + length[1:]


def _asks_title(route: EntryRoute) -> str:
    usual = route.certainty is Certainty.USUAL
    if not route.requirements:
        return _("Usually asks for nothing first.") if usual else _("Asks for nothing first.")
    return _("Usually asks for:") if usual else _("Asks for:")


def places_of(route: EntryRoute, catalogue: Catalogue) -> tuple[str, ...]:
    """Where in the city the route is taught."""
    providers = catalogue.reference.providers
    names = [providers[row].name for row in route.providers if row in providers]
    return tuple(dict.fromkeys(names))


def route_sources(route: EntryRoute, catalogue: Catalogue) -> tuple[Reference, ...]:
    """The rows that the route rests on, and a plain word where only our editors say so."""
    reference = catalogue.reference
    found = [reference.providers[row].provenance for row in route.providers]
    if route.reference and route.kind is RouteKind.APPRENTICESHIP:
        found.append(reference.apprenticeships[route.reference].provenance)
    elif route.reference and route.kind is RouteKind.T_LEVEL:
        found.append(reference.t_levels[route.reference].provenance)
    elif route.reference and route.kind is RouteKind.TALENT_HUB:
        found.append(reference.programmes[route.reference].provenance)
    rows = tuple(dict.fromkeys(ref for item in found for ref in references(item)))
    if not rows or "editorial" in route.source.lower():
        rows += (editorial(),)
    return rows


def ratings(role: Role) -> tuple[tuple[str, tuple[Rating, ...]], ...]:
    """Working life in groups, each rating with its level from 0 to 4 and what that means."""
    return tuple(
        (
            translated(group),
            tuple(
                Rating(
                    words.CONDITION_LABELS[name],
                    role.conditions[name],
                    translated(words.CONDITION_WORDS[name][role.conditions[name]]),
                )
                for name in names
            ),
        )
        for group, names in words.CONDITION_GROUPS.items()
    )
