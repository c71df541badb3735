"""The file that a new role starts from: every field of the schema, with what goes there."""

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import Final, get_args

import yaml

from roles_catalogue.role_files import PLACEHOLDER
from roles_catalogue.schema import (
    Certainty,
    Family,
    PayFramework,
    Regulation,
    RouteKind,
    Sector,
    Setting,
)
from roles_catalogue.traits import CONDITIONS, INTERESTS

TEMPLATE: Final = Path(__file__).with_name("new_role.yaml")
REVIEWED_AFTER: Final = timedelta(days=365)


def new_role(role_id: str, family: Family, title: str | None, on: date) -> str:
    """The text of a role file in which everything but these is still to be written."""
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        role_id=_scalar(role_id),
        title=PLACEHOLDER if title is None else _scalar(title),
        family=family.value,
        sectors=_listed(Sector),
        settings=_listed(Setting),
        frameworks=_listed(PayFramework),
        statuses=", ".join(get_args(Regulation.model_fields["status"].annotation)),
        route_kinds=_listed(RouteKind),
        certainties=_listed(Certainty),
        interests=", ".join(f"{name}: 4" for name in INTERESTS),
        conditions="\n".join(
            f"  {name}: {PLACEHOLDER}  # {meaning}" for name, meaning in CONDITIONS.items()
        ),
        checked_on=on.isoformat(),
        review_by=(on + REVIEWED_AFTER).isoformat(),
    )


def _listed(choices: type[StrEnum]) -> str:
    return ", ".join(choice.value for choice in choices)


def _scalar(text: str) -> str:
    """Text as YAML has it: in quotes if it needs them. ("2026" and "no" do.)"""
    written: str = yaml.safe_dump([text], allow_unicode=True, width=1_000, default_flow_style=True)
    return written.strip().removeprefix("[").removesuffix("]")
