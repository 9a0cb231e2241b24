"""Views: what a template is given. Every value is ready to print; no template works anything out.

A `str` is plain text, which the templates escape. A `Markup` was made by the markdown room.
Paths are those of pages within the site (`vacancies/dbt-therapist.html`); `href(path)` in a
template turns one into a link relative to the page at hand.

The view of a vacancy is made of more than a hundred: structs, for a frozen dataclass takes four times as long to make.
"""

from __future__ import annotations

import msgspec
from markupsafe import Markup


class DateView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A day or moment for a `<time>` element: `iso` for machines, `text` for people."""

    iso: str
    text: str


class ChangeView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A status that is still to come, with its words: the script puts them in place once `at` has passed."""

    code: str  # open, closed or withdrawn
    at: str  # an ISO moment with an offset from UTC
    label: str
    detail: str
    notice: str
    closing: str  # what leads the closing date among the facts: "Closes", "Closed at 5pm on"


class StatusView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where the vacancy stands on the day of the build, and what the script needs to correct it.

    `code` is upcoming, open, closed or withdrawn. `opens_at` and `closes_at` are ISO moments with an offset
    from UTC, or empty where the record has none. `changes` are in the order of the codes.
    """

    code: str
    label: str  # "Open", "Closed", "Opens soon", "Withdrawn"
    detail: str  # "closes 23 November 2025", "no closing date stated", "closed 13 November 2025"
    opens_at: str
    closes_at: str
    review_note: str  # "" or what to know when nobody has looked at the source since its review date
    changes: tuple[ChangeView, ...] = ()


class CardView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A vacancy in a list or a search result. `mark` is another whenever anything in it is."""

    slug: str
    path: str
    title: str
    kind: str  # "" for an ordinary vacancy, else "Job description", "Sessional pool"
    employer: str
    place: str
    pay: str
    pay_note: str  # "" or its pay in a year of full-time work, where the source's own figures are for something else
    contract: str
    summary: str
    status: StatusView
    mark: bytes = b""


class FactLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of a fact; `date` is printed in a `<time>` after `text`."""

    text: str = ""
    date: DateView | None = None
    note: str = ""  # smaller, after the line


class FactView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A key fact. `state` is stated, not_stated, in_conflict or, if the record is silent, not_told.

    `anchor` is where the page says `more`, or "": a conflict's `id`, or a part of the vacancy page: details,
    person-specification, eligibility, applying, not-stated, conflicts, source.
    """

    code: str
    name: str
    state: str
    lines: tuple[FactLine, ...]
    anchor: str = ""
    more: str = ""  # the words of the link: "What to ask"
    headline: str = ""  # stands for the lines where there is room for one; if empty, the first of them does
    first: int = 1  # how many of the lines are as good as the first: all readings of what is told in two ways


class SectionView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    id: str
    heading: str
    kind: str  # decides its place, and what it weighs in a search
    html: Markup | None
    items: tuple[Markup, ...]


class CriterionView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    id: str  # unique on the page
    key: str  # the record's criterion id; the script takes it from `id`, which ends in it
    text: Markup
    level: str  # essential, desirable, unmarked, lost
    level_label: str
    basis: str  # "" when stated, else "implied by the wording"
    assessed_by: str  # "application form and interview", or ""
    parts_rule: str
    parts: tuple[Markup, ...]
    themes: tuple[str, ...]  # for search


class CriteriaGroupView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    id: str
    heading: str
    category: str  # the common name of the group, or "" where the employer's heading says as much
    criteria: tuple[CriterionView, ...]


class ChecklistView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    storage_key: str  # the slug
    counts: str  # "29 essential and 6 desirable criteria"
    marking: str  # how the levels are marked, in words
    note: str
    groups: tuple[CriteriaGroupView, ...]


class RequirementView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A requirement in words. `lead` introduces `children` ("One of these:"); a leaf has only `text`."""

    text: str
    lead: str
    children: tuple[RequirementView, ...]
    open_note: str  # "The advert says “such as”: others may be accepted. Ask." or ""
    note: str


class EligibilityView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    requirement: RequirementView | None
    points: tuple[FactLine, ...]  # trainees, UK registration, checks, sponsorship, disability commitment


class QuestionView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    text: str
    alternative: str  # "" or "Instead of question 1"


class LinkView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    text: str
    url: str
    host: str  # shown beside the link, so that nobody is led elsewhere unseen; "" if there is nothing to show
    rel: str = ""


class ApplyingView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`link` is None when the vacancy is closed or the source gives no address."""

    lines: tuple[FactLine, ...]
    link: LinkView | None
    instructions: Markup | None
    questions: tuple[QuestionView, ...]
    documents: tuple[LinkView, ...]
    contact: tuple[FactLine, ...]


class UnstatedView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    name: str
    question: str


class ReadingView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    says: str
    where: str


class ConflictView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    id: str
    name: str
    readings: tuple[ReadingView, ...]
    note: str


class AbbreviationView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    abbreviation: str
    expansion: str
    synonyms: tuple[str, ...]
    help: str


class SourceView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    lines: tuple[FactLine, ...]  # kind of source, retrieved, checked, review by, note
    link: LinkView | None


class EmployerLink(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    name: str
    path: str
    as_advertised: str  # "" unless the advert used another name
    also_known_as: tuple[str, ...]  # for search


class VacancyView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    slug: str
    title: str
    title_note: str
    kind: str  # "" for an ordinary vacancy
    kind_note: str
    pay_note: str  # "" or what the pay comes to in a year of full-time work, and how that was worked out
    source_word: str  # what the source is called in a sentence: "advert"
    employer: EmployerLink
    status: StatusView
    notice: str  # "" or why one cannot apply: closed, withdrawn, not yet open
    facts: tuple[FactView, ...]  # the five-second panel
    summary: Markup
    purpose: Markup | None
    description: Markup | None
    sections: tuple[SectionView, ...]
    details: tuple[FactView, ...]  # clients, modalities, delivery, reporting, supervision, systems, benefits …
    checklist: ChecklistView | None
    eligibility: EligibilityView | None
    applying: ApplyingView
    not_stated: tuple[UnstatedView, ...]
    conflicts: tuple[ConflictView, ...]
    source: SourceView
    abbreviations: tuple[AbbreviationView, ...]
    similar: tuple[CardView, ...]  # open roles like it, when this one is not open
    listed: tuple[ListedUnder, ...]  # the pages that list it among others, by facet
    json_ld: str  # "" when none is emitted
    edit_url: str  # "" without a repository


class EmployerView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    name: str
    sector: str
    also_known_as: tuple[str, ...]
    areas: tuple[str, ...]
    about: Markup | None
    note: str
    website: LinkView | None
    idle: bool  # nothing is open, which the first page says
    groups: tuple[CardGroup, ...]  # open, closed: as far as this page of the list has them
    pagination: PaginationView


class EmployerRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    name: str
    path: str
    sector: str
    counts: str  # "1 open, 2 closed"


class ListView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A list of vacancies under one heading; `lead` says what to do when there is none."""

    heading: str
    lead: str
    groups: tuple[CardGroup, ...]
    pagination: PaginationView


class CardGroup(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    id: str
    heading: str
    lead: str
    cards: tuple[CardView, ...]
    more: str = ""  # the words of the link to those that are left out, or ""
    more_path: str = ""


class PageNumber(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A page of a list; `gap` if pages before it are left out."""

    number: int
    path: str
    current: bool
    gap: bool


class PaginationView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where one is in a list of `pages` pages; `previous` and `next` are addresses, or ""."""

    page: int
    pages: int
    previous: str
    next: str
    links: tuple[PageNumber, ...]  # none if there is but one page


class FacetLink(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    label: str
    path: str


class ListedUnder(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A facet's name, and the pages of those of its values that a vacancy has."""

    name: str
    links: tuple[FacetLink, ...]


class FacetValueView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A value of a facet, and how many vacancies that one can still apply for have it.

    `roles` are the parts that a modality has in those vacancies, each with its own count and page.
    """

    key: str
    label: str
    path: str
    count: int
    roles: tuple[FacetValueView, ...] = ()


class FacetView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A way to narrow a list. Values without a current vacancy are there too, with a count of 0."""

    code: str
    name: str
    kind: str  # "values" or "range"
    unit: str  # of a range: "pounds a year, full time"
    help: str
    shown: bool  # there is something to choose
    opened: bool  # it begins unfolded
    first: tuple[FacetValueView, ...]  # eight at most
    others: tuple[FacetValueView, ...]  # the rest, in the order of their labels or in their own
    others_label: str  # "All 43 towns and cities", or ""


class FinderView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The page that finds everything: the first page of the list, and the ways to narrow it."""

    heading: str
    lead: str
    groups: tuple[CardGroup, ...]
    facets: tuple[FacetView, ...]
    pagination: PaginationView
    current: int  # how many vacancies there are to apply for
    over: int  # how many are closed or withdrawn
    count_words: str  # "34 vacancies, closing soonest first"
    chunk: int  # how many cards come in one file


class FacetPageView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A page of the vacancies of one value of a facet."""

    heading: str
    lead: str
    facet: str  # the facet's name
    groups: tuple[CardGroup, ...]
    pagination: PaginationView
    siblings: tuple[FacetValueView, ...]  # other values of the facet
    roles: tuple[FacetValueView, ...]  # of a modality: its parts in the vacancies
    finder_query: str  # the finder's address with this value chosen


class HomeView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    lead: str
    groups: tuple[CardGroup, ...]  # dated and open, open-ended, recently closed; empty groups are left out
    find_by: tuple[FacetView, ...]  # where to begin; only the facets that have anything to choose


class ContentView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    html: Markup


class AddView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The form that writes a record; without JavaScript, the annotated example and what to do with it."""

    example: str  # the text of the annotated example, or ""
    new_url: str  # where GitHub begins a new file among the vacancies, or "" without a repository


class NavigationLink(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    label: str
    path: str
    current: bool


class OfflineView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What there is for reading offline: the worker, the manifest, and the site as one file at an absolute address."""

    worker: str
    manifest: str
    zip_url: str  # "" where there is no such file
    zip_size: str  # "3.2 MB", or "" where it is not known


class Frame(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every page has around its content."""

    site_name: str
    tagline: str
    language: str
    navigation: tuple[NavigationLink, ...]
    footer: tuple[NavigationLink, ...]
    disclaimer: str
    built: DateView  # the day of the build
    preview: bool  # the day was set by hand under `serve`
    repository: str
    offline: OfflineView | None = None  # None where nothing is made for reading offline
    search: bool = True  # whether there is a search for words


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An open vacancy in the feed. `id` and `url` are absolute; `updated` is ISO with an offset."""

    id: str
    url: str
    title: str
    updated: str
    summary: str


class FeedView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The Atom feed. Its addresses are absolute."""

    title: str
    language: str
    feed_url: str
    site_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


class SitemapEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    url: str
    modified: str  # an ISO day, or ""


class RobotsView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    sitemap_url: str
