"""Each system call that changes something fails in turn, with ENOSPC and EIO, once
and from there on; and the program is killed at each of them."""
import re
import signal

from faults import LONG, ONLY, VERBS, Report, Stage, check_kept, why_no_strace

# Those of other machines than this one are marked as such by "?".
CALLS = ("?open,openat,?creat,write,writev,pwrite64,pwritev,fsync,fdatasync,"
         "?rename,?renameat,?renameat2,?unlink,unlinkat,ftruncate,?truncate,"
         "fallocate,?mkdir,mkdirat,fcntl,?link,linkat,pread64")
# A disk that is full remains so, one that errs may do so once; both are USUAL.
USUAL = [("ENOSPC", "%d+", "from there on"), ("EIO", "%d", "once")]
FAULTS = USUAL + [("ENOSPC", "%d", "once"), ("EIO", "%d+", "from there on")]
# Calls of these names that change nothing, and read no file of ours.
LINE = re.compile(r"^(?:\d+ +)?([a-z0-9]+)\((.*)\) += ")


def traced(calls, *words):
    return ["strace", "-f", "-y", "-qq", "-e", "trace=" + calls, "-e", "signal=none"] \
        + list(words)


def is_point(store, call, words):
    if call == "fcntl":
        return "F_SETLK" in words
    if call in ("open", "openat", "pread64"): # not those of libraries
        return store.root in words or "O_CREAT" in words or "O_RDWR" in words
    return True


def find_points(store, log, verb):
    """(call, its number) of each that a run makes; the first try, a dry one."""
    result = verb.run(store, wrap=traced(CALLS, "-o", log))
    points, counts = [], {}
    with open(log, encoding="utf-8", errors="replace") as f:
        for line in f:
            m = LINE.match(line)
            if not m:
                continue
            call = m.group(1)
            counts[call] = counts.get(call, 0) + 1
            if is_point(store, call, m.group(2)):
                points.append((call, counts[call]))
    return points, result


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
        call, number = point
        # Much faster, but strace 6.1 sends no signals then.
        fast = [] if is_kill else ["--seccomp-bpf"]
        result = does.run(store, wrap=traced(
            call, *fast, "-o", "/dev/null", "-e", "inject=%s:%s" % (call, how % number)))
        if ONLY:
            print("# %s" % result)
        if is_kill:
            wrong = ["" if result.status == -signal.SIGKILL else "not killed"]
        else:
            wrong = [told(result, does, wanted, call)]
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
