"""Rules about what a role points to: rows of the tables, and other roles."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.reference import LeedsProgramme, ReaderUse, Register
from roles_catalogue.schema import RegistrationRequirement, Role, RoleRequirement

NOT_EMPLOYERS: Final = ("network", "system")
"""Kinds of rows in leeds_employers.csv that employ nobody themselves."""


@rule("employers-known", "Employers are organisations of leeds_employers.csv that employ people.")
def _employers_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        for key in role.employers:
            rows = catalogue.reference.employers_by_key.get(key, ())
            if not rows:
                yield role.id, f"employer {key} is not in leeds_employers.csv"
            elif rows[0].kind in NOT_EMPLOYERS:
                yield role.id, f"{key} is a {rows[0].kind}, which employs nobody; leave it out"


@rule("next-step-row", "The next step rests on a Leeds row that a reader can use today.")
def _next_step_row(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        row = catalogue.reference.leeds_row(role.next_step.row)
        if row is None:
            yield role.id, f"next_step row {role.next_step.row} is in no Leeds table"
        elif isinstance(row, LeedsProgramme) and row.reader_use is not ReaderUse.PUBLIC:
            yield (
                role.id,
                f"next_step row {row.id} ({row.name}) is marked {row.reader_use}; "
                "choose one that a reader can use",
            )


@rule("soc-known", "The SOC 2020 code is a unit group of soc2020.csv.")
def _soc_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        if role.soc2020 not in catalogue.reference.soc:
            yield role.id, f"soc2020 {role.soc2020} is not in soc2020.csv"


@rule("onet-known", "Every O*NET occupation has interests, values and knowledge.")
def _onet_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        for code in (link.code for link in role.onet):
            row = catalogue.reference.onet.get(code)
            if row is None:
                yield role.id, f"O*NET {code} is in none of the three onet tables"
                continue
            for name in ("interests", "values", "knowledge"):
                if not getattr(row, name):
                    yield role.id, f"O*NET {code} ({row.title}) has no {name}; link another"


@rule("esco-known", "Every ESCO occupation is a row of esco_occupations.csv, named once.")
def _esco_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        codes = [link.code for link in role.esco]
        for code in dict.fromkeys(codes):
            if code not in catalogue.reference.esco:
                yield role.id, f"ESCO {code} is not in esco_occupations.csv"
            elif codes.count(code) > 1:
                yield role.id, f"ESCO {code} is there more than once; keep one link"


@rule("regulation-row", "A regulated role names its regulator's row, an unregulated one none.")
def _regulation_row(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        status, row_id = role.regulation.status, role.regulation.row
        if row_id is None:
            if status == "regulated":
                yield role.id, "a regulated role needs a row of regulated_professions.csv"
            continue
        row = catalogue.reference.regulators.get(row_id)
        if row is None:
            yield role.id, f"regulation row {row_id} is not in regulated_professions.csv"
        elif status == "not_regulated":
            yield role.id, f"not_regulated, but names the row {row_id}; drop one of the two"
        elif (status == "voluntary_register") is not (row.register is Register.VOLUNTARY):
            yield role.id, f"{row_id} is a {row.register} register, but the status is {status}"


@rule("regulated-title", "A role whose title the law protects is marked as regulated.")
def _regulated_title(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    protected = sorted(
        {
            title
            for row in catalogue.reference.regulators.values()
            if row.register is Register.STATUTORY
            for title in row.protected_titles or (row.profession,)
        }
    )
    for role in catalogue:
        if role.regulation.status == "regulated":
            continue
        for title in protected:
            if re.search(rf"\b{re.escape(title)}s?\b", role.title, re.IGNORECASE):
                yield role.id, f"the title holds {title!r}, which is protected: mark it regulated"


def _is_no_role(role_id: str, catalogue: Catalogue) -> bool:
    """True if no file has this id; a file that cannot be read is not its neighbours' fault."""
    return role_id not in catalogue and role_id not in catalogue.unread


@rule("paths-agree", "leads_to names other roles that exist, each once.")
def _paths_agree(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        for other in dict.fromkeys(role.later):
            if other == role.id:
                yield role.id, "leads_to names the role itself"
            elif role.later.count(other) > 1:
                yield role.id, f"leads_to names {other} more than once"
            elif _is_no_role(other, catalogue):
                yield role.id, f"leads_to names {other}, which is no role of the catalogue"


@rule("no-orphan", "Each role leads to another, or another leads to it.", "warning")
def _no_orphan(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    followed = {other for role in catalogue for other in role.later}
    for role in catalogue:
        if len(catalogue) > 1 and not role.later and role.id not in followed:
            yield role.id, "no move leads here or on from here; add one that people really make"


@rule("role-requirement-known", "A requirement to work in another role names one that exists.")
def _role_requirement_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        for need in (need for route in role.entry_routes for need in route.requirements):
            if not isinstance(need, RoleRequirement):
                continue
            if need.role_id == role.id:
                yield role.id, "a way in asks for the role itself"
            elif _is_no_role(need.role_id, catalogue):
                yield role.id, f"a way in asks for {need.role_id}, which is no role"


@rule("promotion-on-path", "A role that is a way into another has it in its leads_to.")
def _promotion_on_path(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        for need in (need for route in role.entry_routes for need in route.requirements):
            if not isinstance(need, RoleRequirement) or need.role_id not in catalogue:
                continue
            if need.role_id != role.id and role.id not in catalogue.get(need.role_id).later:
                yield need.role_id, f"{role.id} has a way in from here; add it to leads_to"


@rule("titles-unique", "No two roles share a title, and no title is another role's other name.")
def _titles_unique(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    homes: dict[str, str] = {}
    for role in catalogue:
        first = homes.setdefault(role.title.casefold(), role.id)
        if first != role.id:
            yield role.id, f"{first} has the title {role.title!r} too"
    for role in catalogue:
        for name in role.other_names:
            home = homes.get(name.casefold())
            if home is not None:
                yield role.id, f"the other name {name!r} is the title of {home}; drop it"


def _profession_row(catalogue: Catalogue, need: RegistrationRequirement) -> bool:
    """True if a profession or title of some register stands in what the requirement names."""
    return any(
        re.search(rf"\b{re.escape(name)}\b", need.profession, re.IGNORECASE)
        for row in catalogue.reference.regulators.values()
        for name in (row.profession, *row.protected_titles)
    )


@rule("registration-known", "A registration that is asked for is on some register.", "warning")
def _registration_known(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role, need in _registrations(catalogue):
        if not _profession_row(catalogue, need):
            yield role.id, f"no row of regulated_professions.csv is called {need.profession!r}"


def _registrations(catalogue: Catalogue) -> Iterator[tuple[Role, RegistrationRequirement]]:
    for role in catalogue:
        for route in role.entry_routes:
            for need in route.requirements:
                if isinstance(need, RegistrationRequirement):
                    yield role, need


RULES = (
    _employers_known,
    _next_step_row,
    _soc_known,
    _onet_known,
    _esco_known,
    _regulation_row,
    _regulated_title,
    _paths_agree,
    _no_orphan,
    _role_requirement_known,
    _promotion_on_path,
    _titles_unique,
    _registration_known,
)
