"""Checks: the tables of words and figures that the form's checks share with those of a build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.load.record import Record
from portal.validate.formrules import rule_tables
from portal.validate.formwords import words_for_form
from portal.validate.language import language_of
from portal.validate.schema import Schemas


def tables(records: Sequence[Record], schemas: Schemas) -> dict[str, Any]:
    """What the form's context has for its checks: the words of the corrections, and what the rules are made of."""
    return {"words": words_for_form(), "rules": rule_tables(language_of(records, schemas))}
