"""The catalogue: records that passed validation, turned into the model's values, sorted and linked.

Here msgspec fills the model's structs from plain data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from portal.model.catalogue import Catalogue, ContentPage, Employer, Glossary, Site, Term
from portal.model.vacancy import Vacancy

Named = TypeVar("Named", Vacancy, Employer, ContentPage)

Terms = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Vocabulary name to code to its label and help, as the schemas have them."""


class TrustedRecord(Protocol):
    """What is needed of a record; `data` has the body, if there is one, among its fields."""

    @property
    def kind(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def data(self) -> Any: ...


def assemble(records: Iterable[TrustedRecord], terms: Terms, *, site_url: str | None = None) -> Catalogue:
    """The catalogue of `records`, all of them valid, with the vocabularies' `terms`.

    `site_url`, if given, replaces the site's own address.

    Raises `msgspec.ValidationError` for a record that is not valid and `LookupError` when there is not
    exactly one site record: both are for `validate` to have found before.
    """
    ordered = sorted(records, key=lambda record: (record.slug, record.path))
    return Catalogue(
        site=_site(ordered, site_url),
        vacancies=tuple(_named(record, Vacancy) for record in ordered if record.kind == "vacancy"),
        employers={record.slug: _named(record, Employer) for record in ordered if record.kind == "employer"},
        pages=tuple(_named(record, ContentPage) for record in ordered if record.kind == "page"),
        glossary=_glossary(ordered),
        vocabularies={name: _vocabulary(codes) for name, codes in terms.items()},
    )


def trusted(record: TrustedRecord) -> Vacancy | Employer | ContentPage | Site | None:
    """What a valid `record` by itself becomes; None if its kind has no page and no links."""
    match record.kind:
        case "vacancy":
            return _named(record, Vacancy)
        case "employer":
            return _named(record, Employer)
        case "page":
            return _named(record, ContentPage)
        case "site":
            return msgspec.convert(record.data, Site)
    return None


def _named(record: TrustedRecord, model: type[Named]) -> Named:
    named: Mapping[str, Any] = {**record.data, "slug": record.slug, "path": record.path}
    return msgspec.convert(named, model)


def _vocabulary(codes: Mapping[str, Mapping[str, str]]) -> dict[str, Term]:
    ranked = {code: {**words, "rank": rank} for rank, (code, words) in enumerate(codes.items())}
    return msgspec.convert(ranked, dict[str, Term])


def _site(records: Iterable[TrustedRecord], site_url: str | None) -> Site:
    sites = [record for record in records if record.kind == "site"]
    if len(sites) != 1:
        raise LookupError(f"a catalogue needs one site record, and there are {len(sites)}")
    site = msgspec.convert(sites[0].data, Site)
    url = site_url or site.url
    return replace(site, url=url if url.endswith("/") else f"{url}/")


def _glossary(records: Iterable[TrustedRecord]) -> Glossary:
    """The glossary; an empty one if the content has none."""
    found = next((record for record in records if record.kind == "glossary"), None)
    return Glossary(terms={}) if found is None else msgspec.convert(found.data, Glossary)
