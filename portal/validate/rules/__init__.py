"""Rules: what JSON Schema cannot say. One generator of diagnostics for each, named after the mistake.

A rule's first line of docstring states what must be true. A rule sees records that may be badly shaped, so
that one kind of mistake never hides another; `reading` gives it a value only where the value has its type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from portal.cellar.diagnostics import Diagnostic
from portal.load.record import Record
from portal.validate.language import Language
from portal.validate.marks import Register
from portal.validate.rules import (
    applying,
    catalogue,
    clients,
    criteria,
    dates,
    facts,
    likeness,
    markup,
    pay,
    people,
    scales,
    sentences,
    text,
    words,
)
from portal.validate.schema import Schema

RecordRule = Callable[[Record], Iterator[Diagnostic]]
SchemaRule = Callable[[Record, Schema], Iterator[Diagnostic]]
LanguageRule = Callable[[Record, Language], Iterator[Diagnostic]]
DayRule = Callable[[Record, date], Iterator[Diagnostic]]
CatalogueRule = Callable[[Register], Iterator[Diagnostic]]

VACANCY: tuple[RecordRule, ...] = (
    dates.closes_before_opens,
    dates.posted_after_closing,
    dates.interview_before_closing,
    dates.opens_before_posted,
    dates.withdrawn_before_posted,
    dates.year_out_of_range,
    dates.closing_at_midnight,
    dates.closing_time_without_date,
    dates.closing_basis_against_date,
    dates.review_missing,
    dates.review_before_check,
    facts.key_fact_missing,
    facts.placeholder,
    facts.stated_and_not_stated,
    facts.stated_and_in_conflict,
    facts.conflict_and_not_stated,
    facts.readings_alike,
    facts.conflict_repeated,
    pay.range_reversed,
    pay.pay_without_period,
    pay.pay_impossible,
    pay.pay_unlikely,
    pay.band_and_grade,
    pay.band_outside_scheme,
    pay.duration_of_permanent,
    clients.extended_without_oldest,
    clients.ages_against_population,
    clients.modality_repeated,
    criteria.criterion_id_repeated,
    criteria.level_against_marking,
    criteria.assessment_unknown,
    criteria.requirement_kind,
    sentences.criterion_hides_two,
    sentences.sentence_too_long,
    applying.target_missing,
    applying.target_without_method,
    applying.target_and_missing,
    applying.target_form,
    applying.question_id_repeated,
    applying.question_unknown,
    people.personal_mailbox,
    people.mobile_number,
)
"""The rules for one vacancy."""

EVERY: tuple[RecordRule, ...] = (
    text.unsafe_link,
    text.empty_value,
    text.template_text,
    text.garbled_text,
    text.quotation_mark_alone,
    markup.html_in_text,
    markup.heading_skipped,
    markup.markdown_in_plain_text,
    markup.link_without_text,
    markup.image_without_alt,
)
"""The rules for the texts of any record."""

LANGUAGE: tuple[LanguageRule, ...] = (
    words.abbreviation_unknown,
    words.wording_in_doubt,
)
"""The rules for the words of any record, held against the glossary and the wording list."""

SCHEMA: tuple[SchemaRule, ...] = (scales.band_against_pay,)
"""The rules for one vacancy that look something up in its schema."""

DAY: tuple[DayRule, ...] = (
    dates.closing_date_passed,
    dates.closing_date_far,
    dates.checked_in_future,
)
"""The rules for one vacancy that somebody works on, on that day."""

CATALOGUE: tuple[CatalogueRule, ...] = (
    catalogue.unknown_employer,
    catalogue.employer_named_twice,
    catalogue.reference_used_twice,
    catalogue.name_used_twice,
    catalogue.synonym_used_twice,
    catalogue.town_written_differently,
    likeness.text_used_twice,
)
"""The rules for all records together."""
