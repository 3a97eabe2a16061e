"""`broadsheet import` of a small tree while each system call that changes something
fails in turn, with ENOSPC and EIO, and while it is killed at each of them: the same
command then does the whole, and what a person made is not touched.

Some points of each call are tried, all of them with FAULTS=long.
"""
import json
import os
import signal

from faults import LONG, ONLY, Report, Stage, why_no_strace, write_paper
from points import FAULTS, USUAL, find_points, inject

DAYS = ["2026-03-17", "2026-03-18", "2026-03-19"]
EACH = 12  # points of a call, by default; the whole takes some 15 s of a processor
DONE, FAILED, PARTLY = 0, 1, 3


class Import:
    """The command, for find_points()."""

    def run(self, store, **how):
        return store.run("import", "tree", **how)


def headline(day, changed):
    return "%s on %s" % ("Gale" if changed else "Calm", day)


def write_tree(stage, changed=()):
    """An edition for each of DAYS, those of `changed` with other text."""
    folder = os.path.join(stage.papers, "tree")
    os.makedirs(folder, exist_ok=True)
    for day in DAYS:
        write_paper(os.path.join(folder, day + ".md"), "Weather Sheet",
                    [headline(day, day in changed)], day)


def read(path):
    with open(path, "rb") as f:
        return f.read()


def told(result, wanted, call):
    """A failure is a message and its status; where messages fail, the status."""
    if result.status not in (DONE, FAILED, PARTLY):
        return "died: %s" % result
    if result.status == DONE and not result.out.startswith(wanted):
        return "said that all is well: %s" % result
    if result.status != DONE and not result.err.startswith("broadsheet: ") \
            and call != "write":
        return "no message: %s" % result
    return ""


checked = {}  # most points leave one of few states


def check(store, wanted):
    """What is wrong with the library after anything, and after one more import."""
    key = store.contents(), tuple(wanted)
    if key not in checked:
        checked[key] = check_state(store, wanted)
    return checked[key]


def check_state(store, wanted):
    wrong = []
    sound = store.run("library", "verify")
    if sound.status or sound.err:
        wrong.append("not sound: %s" % sound)
    again = Import().run(store)
    if again.status or again.err:
        wrong.append("the next import: %s" % again)
    sound = store.run("library", "verify")
    if sound.status or sound.err or "3 editions" not in sound.out:
        wrong.append("not sound after the next import: %s" % sound)
    listed = store.run("library", "--format=json")
    days = [e["date"] for e in json.loads(listed.out)["editions"]] \
        if not listed.status else []
    if sorted(days) != DAYS:
        wrong.append("listed %s: %s" % (days, listed))
    found = store.run("search", "--format=json", "tide")
    there = [r["headline"] for r in json.loads(found.out)["results"]] \
        if not found.status else []
    if sorted(there) != sorted(wanted):
        wrong.append("found %s: %s" % (there, found))
    return "; ".join(wrong)


def choose(points, offset):
    """Some of each call: the first, the last, and between them."""
    if LONG or ONLY:
        return points
    # No disk refuses a lock, and SQLite waits for it.
    points = [p for p in points if p[0] != "fcntl"]
    chosen = []
    for call in sorted({p[0] for p in points}):
        these = [p for p in points if p[0] == call]
        step = max(1, len(these) // EACH)
        chosen += these[:1] + these[1 + offset % step:-1:step] + these[1:][-1:]
    return chosen


def sweep(report, stage, name, start, changed):
    marks = read(start.marks)
    points, dry = find_points(stage.copy(start), stage.folder + "/log", Import())
    wanted = [headline(day, day in changed) for day in DAYS]
    summary = dry.out.split(";")[0]
    if dry.status or dry.err or "0 failed" not in summary:
        report.ok(False, "%s: without a fault: %s" % (name, dry))
        return

    def fault(point, how, is_kill):
        store = stage.copy(start)
        result = Import().run(store, wrap=inject(point, how, is_kill))
        if ONLY:
            print("# %s" % result)
        if is_kill:
            wrong = ["" if result.status == -signal.SIGKILL else "not killed"]
        else:
            wrong = [told(result, summary, point[0])]
        wrong.append(check(store, wanted))
        if read(store.marks) != marks:
            wrong.append("marks.db is another")
        store.remove()
        return "; ".join(w for w in wrong if w)

    for i, (error, when, said) in enumerate(FAULTS if LONG else USUAL):
        how = "error=" + error + ":when=" + when
        report.try_points("%s, %s %s" % (name, error, said), choose(points, i),
                          lambda p: fault(p, how, False))
    report.try_points("%s, killed" % name, choose(points, len(FAULTS)),
                      lambda p: fault(p, "signal=KILL:when=%d", True))


def main():
    report = Report()
    why = why_no_strace()
    if why:
        report.skip("import", why)
        report.end()
    with Stage() as stage:
        write_tree(stage)
        sweep(report, stage, "first import", stage.clipped(), [])
        # One is new, one is another, one is as it was.
        store = stage.clipped()
        folder = os.path.join(stage.papers, "tree")
        os.rename(os.path.join(folder, DAYS[0] + ".md"), stage.folder + "/new.md")
        Import().run(store)
        os.rename(stage.folder + "/new.md", os.path.join(folder, DAYS[0] + ".md"))
        write_tree(stage, DAYS[1:2])
        sweep(report, stage, "one more import", store, DAYS[1:2])
    report.end()


main()
