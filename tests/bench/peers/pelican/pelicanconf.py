"""Pelican's settings: articles for vacancies, a tag for each value of a facet, a category for each employer."""

import json
from pathlib import Path
from typing import Any

import yaml

# The plugin for front matter in YAML takes the loader of this name, which is several times slower than the C one.
yaml.SafeLoader = yaml.CSafeLoader  # type: ignore[assignment, misc]

DATA: dict[str, Any] = json.loads(Path("data.json").read_text("utf-8"))

SITENAME = DATA["site"]["name"]
SITEURL = DATA["site"]["url"]
JINJA_GLOBALS = {"data": DATA}
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
DEFAULT_DATE = DATA["site"]["day"]
PATH, OUTPUT_PATH, THEME = "content", "public", "theme"
PLUGINS = ["yaml_metadata"]
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
MARKDOWN: dict[str, Any] = {"extensions": [], "extension_configs": {}, "output_format": "html5"}
FORMATTED_FIELDS: list[str] = []
STATIC_PATHS: list[str] = []
LOG_FILTER: list[tuple[int, str]] = []

SLUGIFY_SOURCE = "basename"
TAG_REGEX_SUBSTITUTIONS: list[tuple[str, str]] = []  # a tag such as "region/london" is its own address
ARTICLE_ORDER_BY = "weight"
ARTICLE_URL = ARTICLE_SAVE_AS = "vacancies/{slug}.html"
TAG_URL = TAG_SAVE_AS = "{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "employers/{slug}.html"
AUTHOR_SAVE_AS = ARCHIVES_SAVE_AS = DRAFT_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES = ["index", "employers", "feed", "sitemap", "robots"]
EMPLOYERS_SAVE_AS, FEED_SAVE_AS, SITEMAP_SAVE_AS = "all-employers.html", "feed.xml", "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
DEFAULT_PAGINATION = 25
PAGINATED_TEMPLATES = {"tag": None, "category": None}
FURTHER = "{base_name}/page-{number}.html"
PAGINATION_PATTERNS = ((1, "{url}", "{save_as}"), (2, FURTHER, FURTHER))
