"""Rules on what belongs to a person and not to a role: private mailboxes, mobile numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.load.record import Record
from portal.load.slips import typed
from portal.validate.rules.reading import Step

MAILBOX = re.compile(r"(?<![\w.+/-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")

FREE_PROVIDERS = re.compile(
    r"(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|gmx|proton|protonmail|pm|mail"
    r"|zoho|btinternet|btopenworld|sky|talktalk|tiscali|virginmedia|virgin|ntlworld|blueyonder|plus|o2|tutanota)"
    r"\.(com|co\.uk|net|uk|me|org|de|fr|ie)"
)
"""Where anybody may have a mailbox."""

NAME = re.compile(r"(?:[a-z]|[a-z'-]*[aeiouy][a-z'-]*)[._](?:[a-z]+[._])?[a-z'-]*[aeiouy][a-z'-]*[0-9]{0,3}")
"""A mailbox that is shaped like a person's name: `first.last`, `f.last`, `first.m.last2`."""

_SHORT = (
    "advi|appl|art|book|care|cyp|day|dept|desk|educ|help|hr|hub|iapt|info|jobs|join|lead|mail|mind|nurs|play"
    "|resp|team|uni|west|work"
)
_LONG = (
    "access|admin|adoption|adult|analy|apply|assess|autism|camhs|cancer|centre|charity|child|clinic|college"
    "|commun|contact|council|counsel|crisis|depart|direct|eating|employ|enquir|event|families|family|finance"
    "|foster|general|govern|group|health|hospice|hospital|human|inquir|inpatient|intake|learn|manage|media"
    "|medical|mental|north|office|older|online|opportun|outreach|parent|partner|pathway|people|perinatal"
    "|personnel|place|portal|practice|primary|project|psych|public|quality|recep|recruit|refer|region"
    "|research|resourc|schemes|school|secret|service|social|south|staff|student|support|talent|talking|therap"
    "|train|trauma|trust|vacanc|volunt|wellbeing|women|youth"
)
OF_WORK = re.compile(rf"(?<![a-z])(?:{_SHORT})|{_LONG}")
"""How words begin that a team's mailbox is named by. A short one tells only at the start: `art` is in `martin`, too."""

_WORD = re.compile(r"[a-z]{3,}")
OWN_NAMES = ("employer", "employer_name", "organisation", "locations", "areas_served")
"""The fields whose words name an employer, a team or a place, and so may name its mailbox."""


def personal_mailbox(record: Record) -> Iterator[Diagnostic]:
    """A mailbox is a team's or a role's, and no person's own."""
    if not record.may_hold("@", "%40"):
        return
    if not any(_personal(mailbox, frozenset()) for mailbox in _mailboxes(record.joined)):
        return  # as nearly always: where each text stands, and what else the record names, takes 100 µs
    names: frozenset[str] | None = None
    for path, text in record.texts:
        written = _without_escapes(text)
        if "@" not in written or (path[0] == "source" and _SAFE_LINK not in text):
            continue
        names = _own_names(record) if names is None else names
        for mailbox in dict.fromkeys(MAILBOX.findall(written)):
            if label := _personal(mailbox.casefold(), names):
                yield _told_mailbox(record, (path, text), mailbox, label)


def _mailboxes(texts: str) -> Iterator[str]:
    """The mailboxes in `texts`, each text between two NULs, in small letters."""
    for text in _without_escapes(texts).split("\0"):
        if "@" in text:
            yield from map(str.casefold, MAILBOX.findall(text))


_SAFE_LINK = "safelinks.protection.outlook.com/"
"""Outlook puts its own address in the place of each in a mail, and says in it to whom the mail was sent."""
_LINK_WITHIN = re.compile(rf"{re.escape(_SAFE_LINK)}[^\s&]*[?&]url=([^\s&)>\]]+)")
_ESCAPE = re.compile("%([2-7][0-9A-Fa-f])")


def _without_escapes(text: str) -> str:
    """`text` with the letters and signs for which an address on the web has `%40` and the like."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "%" in text else text


def _personal(mailbox: str, names: frozenset[str]) -> str:
    """What makes `mailbox` look like a person's; empty if nothing does."""
    local, _, host = mailbox.rpartition("@")
    if FREE_PROVIDERS.fullmatch(host):
        return "at a provider where anybody may have one"
    found = NAME.fullmatch(local)
    if found is None or OF_WORK.search(local) or any(part in names for part in _WORD.findall(local)):
        return ""
    return "it looks like a person's name"


def _own_names(record: Record) -> frozenset[str]:
    """The words by which the record names its employer, its team and its places."""
    texts = (text for path, text in record.texts if path[0] in OWN_NAMES)
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


def _told_mailbox(record: Record, place: tuple[Step, str], mailbox: str, label: str) -> Diagnostic:
    # Messages are copied into reviews and mails, so they need not spread the address any further.
    local, _, host = mailbox.rpartition("@")
    path, text = place
    help = "give the mailbox of the team or the role; if the source has none, leave the address out"
    if link := _LINK_WITHIN.search(text):
        help = typed(_without_escapes(link[1]), "write the address that comes after `url=`, with its own signs")
        help = f"Outlook made this address of another, and names in it who got the mail: {help}"
    return Diagnostic(
        "personal-mailbox",
        f"`{shown(local[0])}…@{shown(host)}` seems to be one person's mailbox",
        record.span_within(path, mailbox if mailbox in text else mailbox.replace("@", "%40")),
        label,
        help,
        Severity.WARNING,
    )


MOBILE = re.compile(r"(?<![\w/=.+-])(?:\+ ?44|0044|0)[ -]?(?:\(0\)[ -]?)?7[1-57-9](?:[ -]?[0-9]){8}(?![0-9])")
"""A number of a British mobile, however it is spaced. 070 is forwarded, and 076 are pagers."""

_END_OF_MOBILE = re.compile(r"7[1-57-9](?:[ -]?[0-9]){8}")
"""What stands in all that `MOBILE` finds."""


def mobile_number(record: Record) -> Iterator[Diagnostic]:
    """A telephone number is an office's, and no mobile that somebody carries."""
    if not record.may_match(_END_OF_MOBILE):
        return
    for path, text in record.texts:
        if "7" not in text or path[0] in ("source", "reference"):
            continue
        for number in dict.fromkeys(MOBILE.findall(text)):
            yield Diagnostic(
                "mobile-number",
                f"`0{_digits(number[number.index('7') :])[:4]}…` is a mobile number",
                record.span_within(path, number),
                "it is carried by one person",
                "give the number of the office or the team; if the source has none, leave the number out",
                Severity.WARNING,
            )


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
