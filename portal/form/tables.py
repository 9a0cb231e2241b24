"""Tables: the words, figures and patterns that a build's checks are made of, for the same checks in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

from portal.cellar import english
from portal.load import slips
from portal.model import fulltime
from portal.model.vacancy import KEY_FACTS
from portal.validate import corrections, faults, figures
from portal.validate.language import SHOUTED, Language
from portal.validate.rules import facts, markup, pay, people, scales, sentences, words


def tables(language: Language) -> dict[str, Any]:
    """The tables by name, ready for JSON: what `portal.form.know` takes, in `templates/assets/js/record/00-words.js`.

    `language` is the site's. The patterns are Python's; `form.reading.pattern` in `30-reading.js` beside it makes
    those of the browser from them.
    """
    return {**_of_shape(), **_of_rules(), **_of_language(language), **_figures(), "patterns": _patterns(language)}


def _of_shape() -> dict[str, Any]:
    """What reading and the schema's messages need."""
    return {
        "facts": KEY_FACTS,
        "fields": {"all": sorted(slips.NAMES), "top": sorted(slips.TOP), "nested": sorted(slips.NESTED)},
        "months": english.MONTHS,
        "otherValues": corrections.OTHER_VALUES,
        "otherWords": corrections.OTHER_WORDS,
        "pairs": figures.PAIRS,
        "singular": faults.SINGULAR,
        "tooWide": corrections.TOO_WIDE,
        "truth": corrections.TRUTH,
        "types": faults.TYPES,
    }


def _of_rules() -> dict[str, Any]:
    return {
        "shouted": sorted(SHOUTED),
        "names": sorted(words.NAMES),
        "quoted": words.QUOTED,
        "entities": markup.ENTITIES,
        "saysNothing": sorted(markup.SAYS_NOTHING),
        "ownNames": people.OWN_NAMES,
        "dotted": english.DOTTED,
        "mostWords": sentences.MOST_WORDS,
        "needed": [".".join(path) for path in facts.NEEDED],
        "namesSomething": [".".join(path) for path in facts.NAMES_SOMETHING],
        "settledByOneValue": facts.SETTLED_BY_ONE_VALUE,
        "settledByFigures": facts.SETTLED_BY_FIGURES,
    }


def _of_language(language: Language) -> dict[str, Any]:
    return {
        "abbreviations": None if language.abbreviations is None else sorted(language.abbreviations),
        "remarks": {
            said: {"kind": remark.kind, "why": remark.why, "instead": remark.instead, "source": remark.source}
            for said, remark in language.remarks.items()
        },
    }


def _patterns(language: Language) -> dict[str, str]:
    patterns = {
        "entity": markup.ENTITY,
        "abbreviation": words.ABBREVIATION,
        "capitals": words.CAPITALS,
        "unread": words.UNREAD,
        "quotation": words.QUOTATION,
        "before": words.BEFORE,
        "after": words.AFTER,
        "wording": language.pattern,
        "end": english.SENTENCE_END,
        "nothing": facts.NOTHING,
        "unfinished": facts.UNFINISHED,
        "asks": sentences.ASKS,
        "andOr": sentences.AND_OR,
        "added": sentences.ADDED,
        "andShows": sentences.AND_SHOWS,
        "mailbox": people.MAILBOX,
        "providers": people.FREE_PROVIDERS,
        "personName": people.NAME,
        "ofWork": people.OF_WORK,
        "mobile": people.MOBILE,
    }
    return {name: pattern.pattern for name, pattern in patterns.items()}


def _figures() -> dict[str, Any]:
    return {
        "timesAYear": {period: float(times) for period, times in fulltime.TIMES_A_YEAR.items()},
        "hoursAWeek": float(fulltime.HOURS_A_WEEK),
        "byLengthOfWeek": fulltime.BY_LENGTH_OF_WEEK,
        "most": pay.MOST,
        "far": pay.FAR,
        "wide": pay.WIDE,
        "likely": _limits(pay.LIKELY),
        "possible": _limits(pay.POSSIBLE),
        "below": scales.BELOW,
        "above": scales.ABOVE,
        "apart": scales.APART,
        "supplement": scales.SUPPLEMENT,
        "supplemented": scales.SUPPLEMENTED,
        "rise": scales.RISE,
    }


def _limits(limits: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float | None]]:
    """The limits by period; for JSON, which knows no end that is open, None where there is none above."""
    return {period: (least, None if most == inf else most) for period, (least, most) in limits.items()}
