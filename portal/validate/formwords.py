"""Form words: the tables of words that the form's scripts need to say of a field what a build says of it."""

from __future__ import annotations

from typing import Any

from portal.cellar.english import MONTHS
from portal.load.slips import NAMES, NESTED, TOP
from portal.model.vacancy import KEY_FACTS
from portal.validate.corrections import OTHER_VALUES, OTHER_WORDS, TOO_WIDE, TRUTH
from portal.validate.faults import SINGULAR, TYPES


def words_for_form() -> dict[str, Any]:
    """The tables by name, ready for JSON: what `portal.form.know` takes in `templates/assets/js/form/10-words.js`."""
    return {
        "facts": KEY_FACTS,
        "fields": {"all": sorted(NAMES), "top": sorted(TOP), "nested": sorted(NESTED)},
        "months": MONTHS,
        "otherValues": OTHER_VALUES,
        "otherWords": OTHER_WORDS,
        "singular": SINGULAR,
        "tooWide": TOO_WIDE,
        "truth": TRUTH,
        "types": TYPES,
    }
