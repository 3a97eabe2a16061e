"""The system calls of a run that change something, each a point where it can fail
or be killed, by strace."""
import re

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


def inject(point, how, is_kill):
    """The words that make the program fail, or be killed, at that point."""
    call, number = point
    # Much faster, but strace 6.1 sends no signals then.
    fast = [] if is_kill else ["--seccomp-bpf"]
    return traced(call, *fast, "-o", "/dev/null", "-e",
                  "inject=%s:%s" % (call, how % number))
