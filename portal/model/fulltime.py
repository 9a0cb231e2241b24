"""Full time: what a year of full-time work is reckoned as, wherever pay for other periods is compared with a year's.

It is reckoned on the terms of the NHS, which advertises most of these roles: 37.5 hours a week (NHS Terms and
Conditions of Service Handbook, section 10) and 52.143 weeks a year (365 days in weeks).
"""

from __future__ import annotations

from decimal import Decimal

HOURS_A_WEEK = Decimal("37.5")
DAYS_A_WEEK = Decimal(5)
WEEKS_A_YEAR = Decimal("52.143")

TIMES_A_YEAR = {
    "year": Decimal(1),
    "month": Decimal(12),
    "week": WEEKS_A_YEAR,
    "day": DAYS_A_WEEK * WEEKS_A_YEAR,
    "hour": HOURS_A_WEEK * WEEKS_A_YEAR,
}
"""What a figure for each period is multiplied by. Nobody can say how many sessions make a year."""

BY_LENGTH_OF_WEEK = ("year", "month", "week")
"""The periods whose figure is less where the hours advertised are fewer."""
