"""A role as schema.org describes an occupation, for search engines and other services.

Only what the page itself says as a plain fact: pay only where a source says the band, not where the
band is only usual, for which there is no word here; the level of a qualification only where every
way in asks for one. https://schema.org/Occupation
"""

from datetime import date
from typing import Any, Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Certainty, LevelRequirement, Role

LEEDS: Final = {
    "@type": "City",
    "name": "Leeds",
    "containedInPlace": {"@type": "Country", "name": "United Kingdom"},
}


def occupation(role: Role, catalogue: Catalogue, on: date, url: str) -> dict[str, Any]:
    """JSON-LD of a role on a day; ``url`` is its page's, from the root of the site."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "@id": url,
        "name": role.title,
        "description": role.pitch,
        "occupationLocation": LEEDS,
        "occupationalCategory": _categories(role),
        "responsibilities": list(role.what_you_do),
        "skills": list(role.skills),
        "mainEntityOfPage": {"@type": "WebPage", "@id": url, "lastReviewed": str(role.checked_on)},
    }
    if role.other_names:
        described["alternateName"] = list(role.other_names)
    pay = catalogue.pay_range(role, on)
    if pay is not None and pay.certainty is Certainty.SOURCED:
        described["estimatedSalary"] = {
            "@type": "MonetaryAmount",
            "name": f"NHS Agenda for Change, {pay.pay_year}",
            "currency": "GBP",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": pay.min_gbp,
                "maxValue": pay.max_gbp,
                "unitText": "YEAR",
            },
        }
    level = _level_asked(role)
    if level is not None:
        described["educationRequirements"] = {
            "@type": "EducationalOccupationalCredential",
            "educationalLevel": f"Level {level} or above, by the way in that asks for least",
        }
    return described


def _categories(role: Role) -> list[dict[str, str]]:
    codes = [("SOC 2020", role.soc2020), *(("O*NET-SOC", link.code) for link in role.onet)]
    return [
        {"@type": "CategoryCode", "inCodeSet": scheme, "codeValue": code} for scheme, code in codes
    ]


def _level_asked(role: Role) -> int | None:
    """The lowest level that a way in asks for; None if one asks for none."""
    asked = [
        max((n.level for n in route.requirements if isinstance(n, LevelRequirement)), default=0)
        for route in role.entry_routes
        if not route.stepping_stone
    ]
    return min(asked, default=0) or None
