"""From one job to another: where people come from, and where a job leads, in ready words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matching.pathways import Money
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Move, Role, RoleRequirement, RouteKind
from web.language.words import N_, Words, _, ngettext
from web.roles.ladder import Edge, Place, Rung
from web.roles.presenters import RoleCard, role_card

MONEY: Final[Mapping[Money, str]] = Words(
    {Money.PAID: N_("You earn"), Money.UNPAID: N_("You study, not paid")}
)


@dataclass(frozen=True)
class Path:
    """A role before or after this one. ``note`` says what the move usually takes, if known, and
    ``money`` whether one earns on the way, where a way in from that job says so. ``length`` is the
    part of the note that is drawn."""

    card: RoleCard
    note: str
    length: str
    money: Money | None

    @property
    def pay(self) -> str:
        return MONEY[self.money] if self.money else ""


def moves_on(role: Role, catalogue: Catalogue) -> tuple[Path, ...]:
    """The jobs that a role leads to: steps up first, each as the editors have them."""
    return _paths({move.role: move for move in role.leads_to}, catalogue, role, is_before=True)


def moves_here(role: Role, catalogue: Catalogue) -> tuple[Path, ...]:
    """The jobs that people come here from, those first that a way in of this role names."""
    return _paths(catalogue.moves_into(role), catalogue, role, is_before=False)


def rungs(paths: Sequence[Path]) -> tuple[Rung, ...]:
    """The same jobs for the picture."""
    return tuple(
        Rung(
            Edge(
                tuple(words for words in (path.length, path.pay) if words),
                path.money,
                "way-promotion" if path.length or path.money else "",
            ),
            place(path.card),
        )
        for path in paths
    )


def place_of(role: Role) -> Place:
    """A role as a place on a ladder."""
    return place(role_card(role))


def place(card: RoleCard) -> Place:
    return Place(card.title, card.href, card.family, card.tint)


def move_words(move: Move) -> str:
    """Usually after about 2 years, with a level 3 diploma."""
    said = _length(move)
    if move.needs is not None:
        said.append(_("usually asks for %(needs)s", needs=move.needs))
    return _line(said)


def _length(move: Move) -> list[str]:
    said = [_("a sideways move")] if move.kind == "sideways" else []
    if move.usual_years:
        said.append(
            ngettext(
                "usually after about a year",
                "usually after about %(num)s years",
                move.usual_years,
            )
        )
    return said


def _line(said: list[str]) -> str:
    line = _(", ").join(said)
    return line[:1].upper() + line[1:]


def _paths(
    moves: Mapping[str, Move], catalogue: Catalogue, role: Role, *, is_before: bool
) -> tuple[Path, ...]:
    found = []
    for other_id, move in moves.items():
        if other_id not in catalogue:
            continue
        other = catalogue.get(other_id)
        money = _money(role, other) if is_before else _money(other, role)
        found.append(
            (
                move.kind == "sideways",
                money is None,
                Path(role_card(other), move_words(move), _line(_length(move)), money),
            )
        )
    # Editors put what matters most first: a sort keeps their order among equals.
    return tuple(path for *_, path in sorted(found, key=lambda entry: entry[:2]))


def _money(before: Role, after: Role) -> Money | None:
    """Whether one earns on the way from one job to another, by the way in that names the first;
    None where none does."""
    for route in after.entry_routes:
        if route.kind is RouteKind.PROMOTION and any(
            isinstance(need, RoleRequirement) and need.role_id == before.id
            for need in route.requirements
        ):
            return Money.PAID if route.earn else Money.UNPAID
    return None
