"""The catalogue as one file, for people who use other tools: JSON in full, CSV one row a role.

As many tables with every column described: ``data_package``.
"""

import csv
import io
import json
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue, PayRange
from roles_catalogue.reference import Provenance
from roles_catalogue.schema import Role
from roles_catalogue.traits import CONDITIONS

LIST_SEPARATOR: Final = " | "

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that starts so; a single quote in front makes it plain text."""

CREDITS: Final = (
    "Interests, work values and knowledge: this catalogue includes information from the O*NET "
    "Database by the U.S. Department of Labor, Employment and Training Administration "
    "(USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. Career "
    "Compass has modified all or some of this information. USDOL/ETA has not approved, endorsed, "
    "or tested these modifications.",
    "European occupations: this service uses the ESCO classification of the European Commission. "
    "Used under the CC BY 4.0 licence.",
    "SOC 2020, apprenticeship standards, T Levels: contains public sector information licensed "
    "under the Open Government Licence v3.0.",
)


def to_json(catalogue: Catalogue, on: date) -> str:
    """The catalogue as JSON: version, day, credits, and every role with its pay on that day.

    ``roles[].role`` has the shape of a role file. ``roles[].comes_from`` holds the ids of the
    roles that lead to it. ``roles[].pay_range`` is in pounds a year for full time, or null
    where no NHS band is known.
    """
    document = {
        "catalogue_version": catalogue.version,
        "on": on.isoformat(),
        "credits": CREDITS,
        "roles": [
            {
                "role": role.model_dump(mode="json"),
                "comes_from": catalogue.comes_from(role),
                "pay_range": _pay_as_json(catalogue.pay_range(role, on)),
            }
            for role in catalogue
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _pay_as_json(pay: PayRange | None) -> dict[str, object] | None:
    if pay is None:
        return None
    return {
        "min_gbp": pay.min_gbp,
        "max_gbp": pay.max_gbp,
        "bands": pay.bands,
        "pay_year": pay.pay_year,
        "certainty": pay.certainty,
        "source": _provenance_as_json(pay.provenance),
        "band_source": _provenance_as_json(pay.band_provenance),
    }


def _provenance_as_json(provenance: Provenance) -> dict[str, str | None]:
    return {
        "source": provenance.source,
        "source_url": provenance.source_url,
        "source_date": provenance.source_date,
        "checked_on": provenance.checked_on.isoformat(),
    }


def to_csv(catalogue: Catalogue, on: date) -> str:
    """The catalogue as CSV: a header, then one row a role with its pay on that day.

    Several values in one cell are joined by " | ". A cell that a spreadsheet would run as a
    formula starts with a single quote.
    """
    out = io.StringIO()
    rows = [_row(catalogue, role, on) for role in catalogue]
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: safe_cell(value) for name, value in row.items()})
    return out.getvalue()


def safe_cell(value: object) -> str:
    """A cell's text; None is empty, and nothing can start a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _row(catalogue: Catalogue, role: Role, on: date) -> dict[str, object]:
    pay = catalogue.pay_range(role, on)
    soc = catalogue.reference.soc.get(role.soc2020)
    join = LIST_SEPARATOR.join
    return {
        "id": role.id,
        "title": role.title,
        "other_names": join(role.other_names),
        "family": role.family,
        "sectors": join(role.sectors),
        "settings": join(role.settings),
        "pitch": role.pitch,
        "what_you_do": join(role.what_you_do),
        "day": role.day,
        "suits_you": role.suits_you,
        "hard_parts": join(role.hard_parts),
        "skills": join(role.skills),
        "hours": role.hours,
        "pay_framework": role.pay.framework,
        "pay_bands": join(role.pay.bands),
        "pay_min_gbp": pay.min_gbp if pay else None,
        "pay_max_gbp": pay.max_gbp if pay else None,
        "pay_year": pay.pay_year if pay else None,
        "pay_certainty": pay.certainty if pay else None,
        "pay_source": pay.provenance.source if pay else None,
        "pay_varies_because": role.pay.varies_because,
        "regulation": role.regulation.status,
        "regulation_row": role.regulation.row,
        "entry_routes": join(f"{route.kind}: {route.label}" for route in role.entry_routes),
        "needs_no_degree": "yes" if role.needs_no_degree else "no",
        "leads_to": join(role.later),
        "comes_from": join(catalogue.comes_from(role)),
        "soc2020": role.soc2020,
        "soc2020_title": soc.title if soc else None,
        "onet": join(f"{link.code} ({link.confidence})" for link in role.onet),
        "esco": join(f"{link.code} ({link.confidence})" for link in role.esco),
        **{f"condition_{name}": role.conditions[name] for name in CONDITIONS},
        "employers": join(role.employers),
        "next_step": role.next_step.text,
        "next_step_row": role.next_step.row,
        "sources": join(_source(s.title, s.url, s.source_date) for s in role.sources),
        "checked_on": role.checked_on.isoformat(),
        "catalogue_version": catalogue.version,
    }


def _source(title: str, url: str | None, source_date: str) -> str:
    return f"{title} ({source_date})" + (f" {url}" if url else "")
