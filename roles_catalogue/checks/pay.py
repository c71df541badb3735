"""Rules about pay: bands come from their tables, and what no table knows is worth asking."""

import re
from collections.abc import Iterator
from datetime import date

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.reference import BAND_ORDER
from roles_catalogue.schema import PayFramework


@rule("bands-known", "Agenda for Change bands lie within the band_row and have pay on the day.")
def _bands_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        if role.pay.framework is not PayFramework.AGENDA_FOR_CHANGE or role.pay.band_row is None:
            continue
        row = catalogue.reference.role_bands.get(role.pay.band_row)
        if row is None:
            yield role.id, f"band_row {role.pay.band_row} is not in role_bands.csv"
        for band in role.pay.bands:
            if band not in BAND_ORDER:
                yield role.id, f"band {band!r} is not one of {', '.join(BAND_ORDER)}"
            elif catalogue.reference.pay_band(band, on) is None:
                yield role.id, f"pay_bands.csv has no pay for band {band} on {on}"
            elif row is not None and band not in row.bands:
                yield role.id, f"band {band} is outside {row.id} ({row.band_from} to {row.band_to})"


@rule("no-band-known", "An NHS job without bands is in no row of role_bands.csv.")
def _no_band_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    rows = {row.role.casefold(): row.id for row in catalogue.reference.role_bands.values()}
    for role in catalogue:
        if role.pay.framework is not PayFramework.AGENDA_FOR_CHANGE or role.pay.bands:
            continue
        for name in (role.title, *role.other_names):
            if name.casefold() in rows:
                yield (
                    role.id,
                    f"role_bands.csv knows {name!r}: use band_row {rows[name.casefold()]}",
                )


@rule("pay-says-what-to-ask", "Where there is no figure for pay, the reader learns what to ask.")
def _pay_says_what_to_ask(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        reason = role.pay.varies_because
        if role.pay.bands or reason is None:
            continue
        if not re.search(r"\bask", reason, re.IGNORECASE):
            yield role.id, "pay.varies_because should say what to ask"
        if role.pay.framework is PayFramework.AGENDA_FOR_CHANGE and "band" not in reason:
            yield role.id, "pay.varies_because should say what the band depends on"


RULES = (_bands_known, _no_band_known, _pay_says_what_to_ask)
