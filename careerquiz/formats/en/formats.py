"""How days and times are written, on pages and in the admin: times with the zone, as readers are in
any."""

DATE_FORMAT = "j F Y"  # 5 December 2026
DATETIME_FORMAT = "j F Y, H:i e"  # 5 December 2026, 16:30 UTC
MONTH_DAY_FORMAT = "j F"  # 5 December
