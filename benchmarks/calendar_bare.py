"""What a short script with the bare library does for a calendar: that many entries with two alarms each.

python benchmarks/calendar_bare.py entries
"""

from __future__ import annotations

import sys
from datetime import date, timedelta

from icalendar import Alarm, Calendar, Event


def main(count: int) -> None:
    """Write it to standard output."""
    calendar = Calendar()
    calendar.add("prodid", "-//bare//bare//VI")
    calendar.add("version", "2.0")
    for number in range(count):
        event = Event()
        day = date(2022, 9, 1) + timedelta(days=number % 3000)
        event.add("uid", f"{number}@bare")
        event.add("summary", f"Báo cáo tháng của sở thứ {number}")
        event.add("description", "trước ngày 15; Sở Tư pháp báo cáo Công an tỉnh")
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("dtstamp", day)
        for before in (timedelta(days=-7), timedelta(hours=-15)):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"Báo cáo tháng của sở thứ {number}")
            alarm.add("trigger", before)
            event.add_component(alarm)
        calendar.add_component(event)
    sys.stdout.buffer.write(calendar.to_ical())


if __name__ == "__main__":
    main(int(sys.argv[1]))
