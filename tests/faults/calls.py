"""Each system call that changes something fails in turn, with ENOSPC and EIO, once
and from there on; and the program is killed at each of them."""
import signal

from faults import LONG, ONLY, VERBS, Report, Stage, check_kept, why_no_strace
from points import FAULTS, USUAL, find_points, inject


def told(result, verb, wanted, call):
    """A failure is a message and status 1; where messages fail, the status."""
    if result.died():
        return "died: %s" % result
    if not result.status and not result.err and verb.promised(result) != wanted:
        return "said that all is well: %s" % result
    if result.status and not result.err.startswith("broadsheet: ") \
            and call != "write":
        return "no message: %s" % result
    return ""


def sweep(report, stage, name, start, verb, before, may_tell):
    does = VERBS[verb]
    wanted = does.done or before
    name = "%s, %s" % (name, verb)
    points, dry = find_points(stage.copy(start), stage.folder + "/log", does)
    if dry.status or does.promised(dry) != wanted or (dry.err and not may_tell):
        report.ok(False, "%s: without a fault: %s" % (name, dry))
        return

    def fault(point, how, is_kill):
        store = stage.copy(start)
        result = does.run(store, wrap=inject(point, how, is_kill))
        if ONLY:
            print("# %s" % result)
        if is_kill:
            wrong = ["" if result.status == -signal.SIGKILL else "not killed"]
        else:
            wrong = [told(result, does, wanted, point[0])]
            if "was damaged" in result.err and not may_tell:
                wrong.append("called it damaged: %s" % result)
        wrong.append(check_kept(store, verb, before, does.promised(result), may_tell))
        store.remove()
        return "; ".join(w for w in wrong if w)

    for error, when, said in FAULTS if LONG or verb in ("add", "list") else USUAL:
        how = "error=" + error + ":when=" + when
        report.try_points("%s, %s %s" % (name, error, said), points,
                          lambda p: fault(p, how, False))
    report.try_points("%s, killed" % name, points,
                      lambda p: fault(p, "signal=KILL:when=%d", True))


def main():
    report = Report()
    why = why_no_strace()
    if why:
        report.skip("system calls", why)
        report.end()
    with Stage() as stage:
        for start in stage.starts():
            sweep(report, stage, *start)
    report.end()


main()
