"""Each allocation of `bookmarks add` and `bookmarks list` fails in turn, once and
from there on (allocfail.c)."""
import os
import sys

from faults import LONG, OLD, ONLY, VERBS, Report, Stage, check_kept, is_sanitized

LIBRARY = os.path.abspath(os.path.join(
    os.environ.get("B", "build"), "tests", "faults", "allocfail.so"))


SOME = 8  # in many ways they are like "one more"


def told(result, verb, wanted):
    """A failure is a message and status 1."""
    if result.died():
        return "died: %s" % result
    if result.status and not result.err.startswith("broadsheet: "):
        return "no message: %s" % result
    if not result.status and not result.err and verb.promised(result) != wanted:
        return "said that all is well: %s" % result
    return ""


def sweep(report, stage, name, start, verb, before, may_tell, every=1):
    seen = os.path.join(stage.folder, "seen")
    does = VERBS[verb]
    wanted = does.done or before

    def run(store, **env):
        return does.run(store, env=dict(env, LD_PRELOAD=LIBRARY))

    dry = run(stage.copy(start), ALLOCFAIL_SEEN=seen)
    if dry.status or does.promised(dry) != wanted:
        report.ok(False, "%s: without a fault: %s" % (name, dry))
        return
    with open(seen, encoding="ascii") as f:
        ncalls = int(f.read().split()[0])

    def fault(number, how):
        store = stage.copy(start)
        result = run(store, ALLOCFAIL_AT=str(number), **how)
        if ONLY:
            print("# %s" % result)
        wrong = [told(result, does, wanted)]
        wrong.append(check_kept(store, verb, before, does.promised(result), may_tell))
        store.remove()
        return "; ".join(w for w in wrong if w)

    name = "%s, %s, no memory" % (name, verb)
    points = range(1, ncalls + 1, every)
    report.try_points(name + " once", points, lambda n: fault(n, {}))
    report.try_points(name + " from there on", points,
                      lambda n: fault(n, {"ALLOCFAIL_ON": "1"}))


def main():
    report = Report()
    why = None
    if not sys.platform.startswith("linux"):
        why = "LD_PRELOAD is for Linux"
    elif is_sanitized():
        why = "sanitizers have allocations of their own"
    if why:
        report.skip("memory", why)
        report.end()
    with Stage() as stage:
        for start in stage.starts():
            # There are thousands of points in each.
            if LONG or start[0] == "one more":
                sweep(report, stage, *start)
            elif start[2] in ("tag", "clip", "import"):
                sweep(report, stage, *start, every=SOME)
        sweep(report, stage, "again", stage.copied(), "list", OLD, False)
    report.end()


main()
