"""The calendar on a real CalDAV server: put, searched, put again, still the same number of entries."""

from __future__ import annotations

import threading
import wsgiref.simple_server
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import radicale.config
import vobject
from caldav.davclient import DAVClient
from icalendar import Calendar
from radicale.app import Application

from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.model.calendar import Event
from cybercrime_plan.read.calendar import read_events
from cybercrime_plan.render.calendar import calendar_file
from tests.render.amended import AMENDED, ENTRIES


class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_what: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A Radicale server of its own, on a free port of this machine, with a folder that goes away."""
    settings = radicale.config.load()
    settings.update(
        {
            "auth": {"type": "none"},
            "rights": {"type": "authenticated"},
            "storage": {"filesystem_folder": str(tmp_path / "radicale")},
            "logging": {"level": "critical"},
        },
        "test",
    )
    application = Application(settings)
    with wsgiref.simple_server.make_server("127.0.0.1", 0, application, handler_class=Quiet) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}"
        finally:
            running.shutdown()
            thread.join()


@pytest.fixture
def calendar(server: str) -> Iterator[Any]:
    """An empty calendar on it."""
    with DAVClient(url=server, username="van-thu", password="any") as client:  # noqa: S106 - no secret
        untyped: Any = client
        yield untyped.principal().make_calendar(name="Hạn báo cáo")


def put(calendar: Any, entries: tuple[Event, ...]) -> None:
    """Put every entry as a client that imports our file does: one resource to a UID."""
    whole = Calendar.from_ical(b"".join(calendar_file(entries, "Hạn báo cáo", VIETNAMESE)))
    for entry in whole.walk("VEVENT"):
        single = Calendar()
        single.add("prodid", whole["PRODID"])
        single.add("version", "2.0")
        single.add_component(entry)
        calendar.add_event(single.to_ical().decode(), increase_seqno=False)


def kept(calendar: Any) -> dict[str, Event]:
    """What the server gives back, by UID."""
    data = [read_events(found.data.encode(), "server") for found in calendar.events()]
    return {entry.uid: entry for entries in data for entry in entries}


def test_put_search_put_again_and_the_number_stays(calendar: Any) -> None:
    put(calendar, ENTRIES)
    assert kept(calendar) == {entry.uid: entry for entry in ENTRIES}
    put(calendar, ENTRIES)
    assert len(calendar.events()) == len(ENTRIES) == 18


def test_a_search_by_day_finds_the_targets(calendar: Any) -> None:
    put(calendar, ENTRIES)

    def found(first: int, after: int) -> int:
        days = [datetime(2026, 6, day, tzinfo=UTC) for day in (first, after)]
        return len(calendar.search(event=True, start=days[0], end=days[1]))

    assert found(12, 13) == 2
    assert found(13, 16) == 0


def said(calendar: Any) -> dict[str, tuple[str, str]]:
    """Title and state of every entry as another library reads what the server has."""
    read = (vobject.readOne(found.data).vevent for found in calendar.events())
    return {entry.uid.value: (entry.summary.value, entry.status.value) for entry in read}


def test_an_update_and_a_cancellation_imported_twice_leave_one_entry_each(calendar: Any) -> None:
    put(calendar, ENTRIES)
    for _time in (1, 2):
        put(calendar, AMENDED)
        found = said(calendar)
        assert len(calendar.events()) == len(found) == 18
        cancelled = {uid for uid, (_title, state) in found.items() if state == "CANCELLED"}
        assert cancelled == {uid for uid, (title, _state) in found.items() if title.startswith("ĐÃ HỦY: ")}
        assert len(cancelled) == 2
    assert kept(calendar) == {entry.uid: entry for entry in AMENDED}


def test_a_later_version_takes_the_place_of_the_earlier(calendar: Any) -> None:
    put(calendar, ENTRIES)
    moved = replace(ENTRIES[0], day=date(2022, 6, 10), sequence=1)
    gone = replace(ENTRIES[1], sequence=1, cancelled=True, reminders=())
    put(calendar, (moved, gone, *ENTRIES[2:]))
    now = kept(calendar)
    assert len(now) == 18
    assert now[moved.uid] == moved
    assert now[gone.uid].cancelled
