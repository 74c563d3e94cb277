"""Reads what plan_calendar.mjs prints: counts the due days anew, and parses the calendar file with the PyPI package icalendar."""

import json
import sys
from datetime import date, datetime, timedelta, timezone

import icalendar

made = json.load(sys.stdin)


def every_day(ranges):
    for text in ranges.split():
        first, _, last = text.partition("/")
        day, last = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= last:
            yield day
            day += timedelta(days=1)


holidays, workdays = set(every_day(made["holidays"])), set(every_day(made["workdays"]))


def is_worked(day):
    return day in workdays or (day.isoweekday() <= 5 and day not in holidays)


def due(code, start):
    if code[0] not in "DW":
        return date.fromisoformat(code)
    count = int(code[1:])
    if code[0] == "D":
        return start + timedelta(days=count)
    if count == 0:
        return next(day for day in (start + timedelta(days=n) for n in range(60)) if is_worked(day))
    step = 1 if count > 0 else -1
    worked = [day for day in (start + timedelta(days=n * step) for n in range(1, 200)) if is_worked(day)]
    return worked[abs(count) - 1]


for case in made["days"]:
    expected = due(case["code"], date.fromisoformat(case["start"])).isoformat()
    assert case["day"] == expected, (case, expected)

calendar = icalendar.Calendar.from_ical(made["text"].encode())
assert not calendar.errors, calendar.errors
assert (str(calendar["VERSION"]), str(calendar["X-WR-CALNAME"])) == ("2.0", "新客户经理，90 天；计划")
events, tasks = calendar.walk("VEVENT"), calendar.walk("VTODO")
assert len(events) == len(tasks) == len(made["entries"])
for entry, event, task in zip(made["entries"], events, tasks):
    day = date.fromisoformat(entry["day"])
    for component in (event, task):
        assert not component.errors, component.errors
        assert str(component.get("SUMMARY", "")) == entry["title"], component
        assert str(component.get("DESCRIPTION", "")) == entry["note"], component
        assert str(component.get("URL", "")) == entry["url"], component
        assert component["DTSTAMP"].dt == datetime(2026, 11, 25, 1, 2, 3, tzinfo=timezone.utc)
    # A date and not a moment, so that the day is the same wherever the reader is.
    assert type(event["DTSTART"].dt) is date and type(task["DUE"].dt) is date
    assert (event["DTSTART"].dt, event["DTEND"].dt, task["DUE"].dt) == (day, day + timedelta(days=1), day)
    if "done" in entry:
        assert (str(task["STATUS"]), task["COMPLETED"].dt) == ("COMPLETED", datetime(2026, 11, 30, 9, 5, 7, tzinfo=timezone.utc))
    else:
        assert (str(task["STATUS"]), task.get("COMPLETED")) == ("NEEDS-ACTION", None)

print(f"{len(made['days'])} due days, {len(events)} events and {len(tasks)} tasks agree")
