"""The power goes.  All that a run of the program writes is recorded, with its
fsync() calls, and played back into every state that a file system may have on
disk at any moment: entries of a folder in the order they were made, at least those
before its last sync; what was written to a file since its last sync in part, not
at all, torn, or as zeros.  The program must open each of them sound, with all that
it had printed by then.
"""
import itertools
import os
import re
import sys

from faults import (LONG, ONLY, VERBS, Report, Result, Stage, Store,
                    why_no_strace)

TRACE = ["strace", "-f", "-qq", "-xx", "-s", "1000000", "-e", "signal=none", "-e",
         "trace=?open,openat,?creat,write,pwrite64,fsync,fdatasync,ftruncate,"
         "?rename,?renameat,?renameat2,?unlink,unlinkat,?mkdir,mkdirat,?link,linkat,"
         "close"]
LINE = re.compile(r"^(?:\d+ +)?([a-z0-9]+)\((.*)\) += (-?\d+)")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
SECTOR = 512
STATES_MAX = 10**9 if LONG else 60  # at one moment


def text_of(escaped):
    return bytes.fromhex(escaped.replace("\\x", ""))


class Recording:
    """What one run did to files below `root`.

    steps: ("entry", folder, change) | ("data", file, change) | ("sync", file) |
    ("sync folder", folder) | ("said", what verb promised).  A file is a number; `start` has
    what each held, `names` which were there.
    """

    def __init__(self, root, verb):
        self.root, self.verb, self.steps = root, verb, []
        self.start, self.names, self.folders = {}, {}, set()
        for folder, _, names in os.walk(root):
            self.folders.add(folder)
            for name in names:
                path = os.path.join(folder, name)
                self.names[path] = len(self.start)
                with open(path, "rb") as f:
                    self.start[len(self.start)] = f.read()
        self.live = dict(self.names)
        self.open = {}

    def read(self, log):
        with open(log, encoding="ascii", errors="replace") as f:
            for line in f:
                m = LINE.match(line)
                if m and not m.group(3).startswith("-"):
                    self.note(m.group(1), m.group(2), int(m.group(3)))
        return self

    def entry(self, path, change):
        self.steps.append(("entry", os.path.dirname(path), change))

    def note(self, call, words, result):
        strings = [text_of(s) for s in STRING.findall(words)]
        fd = int(words.split(",")[0]) if re.match(r"\d", words) else -1
        paths = [s.decode(errors="replace") for s in strings]
        if call in ("openat", "open", "creat"):
            self.open.pop(result, None)
            if paths and paths[0].startswith(os.path.dirname(self.root)):
                self.note_open(paths[0], words, result)
        elif call == "close":
            self.open.pop(fd, None)
        elif call == "write" and fd == 1:
            said = Result(0, strings[0].decode(), "")
            self.steps.append(("said", self.verb.promised(said)))
        elif call in ("fsync", "fdatasync") and fd in self.open:
            what = self.open[fd]
            kind = "sync folder" if isinstance(what, str) else "sync"
            self.steps.append((kind, what))
        elif call == "pwrite64" and fd in self.open:
            at = int(words.rsplit(",", 1)[1])
            self.steps.append(("data", self.open[fd], (at, strings[0][:result])))
        elif call == "ftruncate" and fd in self.open:
            size = int(words.rsplit(",", 1)[1])
            self.steps.append(("data", self.open[fd], (size, None)))
        elif call == "write" and fd in self.open:
            raise ValueError("a write without its place: %s" % words[:80])
        elif paths and paths[0].startswith(self.root):
            self.note_name(call, paths)

    def note_open(self, path, words, fd):
        if "O_CREAT" in words and path not in self.live:
            number = len(self.start)
            self.start[number] = b""
            self.live[path] = number
            self.entry(path, ("name", path, number))
        self.open[fd] = self.live.get(path, path)  # else it is a folder

    def note_name(self, call, paths):
        if call.startswith("rename"):
            number = self.live.pop(paths[0])
            self.live[paths[1]] = number
            self.entry(paths[1], ("rename", paths[0], paths[1], number))
        elif call.startswith("unlink"):
            self.live.pop(paths[0], None)
            self.entry(paths[0], ("gone", paths[0]))
        elif call.startswith("mkdir"):
            self.entry(paths[0], ("folder", paths[0]))
        elif call.startswith("link"):
            self.live[paths[1]] = self.live[paths[0]]
            self.entry(paths[1], ("name", paths[1], self.live[paths[0]]))


def apply(content, change):
    at, data = change
    if data is None:
        return content[:at] + b"\0" * (at - len(content))
    content += b"\0" * (at - len(content))
    return content[:at] + data + content[at + len(data):]


def variants(content, changes):
    """What a file may hold of which `changes` are not synced."""
    found = {}

    def play(some):
        c = content
        for change in some:
            c = apply(c, change)
        found[c] = None

    for i in range(len(changes) + 1):
        play(changes[:i])  # in their order
    for i, (at, data) in enumerate(changes):
        play(changes[:i] + changes[i + 1:])  # all but one
        play(changes[i:i + 1])  # one alone
        if data is not None:
            zeros, torn = (at, b"\0" * len(data)), (at, data[:SECTOR])
            play(changes[:i] + [zeros] + changes[i + 1:])
            play(changes[:i] + [torn])
    return list(found)


class Disk:
    """What is surely on disk, and what may be, while steps are taken."""

    def __init__(self, recording):
        self.r = recording
        self.content = dict(recording.start)
        self.waiting = {}  # file -> changes
        self.entries = []  # (folder, change) in order
        self.sure = {}  # folder -> how many of its entries
        self.said = []

    def take(self, step):
        kind, what = step[0], step[1]
        if kind == "entry":
            self.entries.append((what, step[2]))
        elif kind == "data":
            self.waiting.setdefault(what, []).append(step[2])
        elif kind == "sync":
            for change in self.waiting.pop(what, []):
                self.content[what] = apply(self.content[what], change)
        elif kind == "sync folder":
            self.sure[what] = sum(f == what for f, _ in self.entries)
        else:
            self.said = self.said + what

    def trees(self):
        """Which names may be there: (folders, names), for each folder's length."""
        folders = sorted({f for f, _ in self.entries})
        lengths = [range(self.sure.get(f, 0),
                         sum(g == f for g, _ in self.entries) + 1) for f in folders]
        for ends in itertools.product(*lengths):
            left = dict(zip(folders, ends))
            dirs, names = set(self.r.folders), dict(self.r.names)
            for folder, change in self.entries:
                if left[folder] > 0:
                    left[folder] -= 1
                    self.change_names(dirs, names, change)
            yield dirs, names

    @staticmethod
    def change_names(dirs, names, change):
        if change[0] == "folder":
            dirs.add(change[1])
        elif change[0] == "name":
            names[change[1]] = change[2]
        elif change[0] == "rename":
            names.pop(change[1], None)
            names[change[2]] = change[3]
        else:
            names.pop(change[1], None)

    def states(self):
        """Each state that may be on disk now: {path: bytes, folder: None}."""
        for dirs, names in self.trees():
            files = sorted(set(names.values()))
            choices = [variants(self.content[f], self.waiting.get(f, []))
                       for f in files]
            n = 1
            for c in choices:
                n *= len(c)
            if n <= STATES_MAX:
                contents = itertools.product(*choices)
            else:  # one file in all its ways, the others with nothing or all
                contents = itertools.chain.from_iterable(
                    itertools.product(*(
                        c if i == j else sorted({c[0], c[-1]})
                        for j, c in enumerate(choices)))
                    for i in range(len(choices)) if len(choices[i]) > 1)
            for some in contents:
                by_file = dict(zip(files, some))
                state = {d: None for d in dirs}
                state.update((p, by_file[f]) for p, f in names.items())
                yield state


def all_states(recording):
    """{state: what had been said}, each with the most that was said by then."""
    disk, found = Disk(recording), {}
    for step in [None] + recording.steps:
        if step:
            disk.take(step)
        if not step or step[0] in ("said", "entry", "data"):
            for state in disk.states():
                found[frozenset(state.items())] = disk.said
    return found


def build(stage, recording, state):
    """The state as a store of its own; a folder that is not there holds nothing."""
    root = stage.new_root()
    kept = dict(state)
    for path in sorted(kept):
        to = root + path[len(recording.root):]
        if path != recording.root and os.path.dirname(path) not in kept:
            continue
        if not os.path.isdir(os.path.dirname(to)):
            continue
        if kept[path] is None:
            os.mkdir(to)
        else:
            with open(to, "wb") as f:
                f.write(kept[path])
    return Store(root, stage.papers)


def check_copy(store, before):
    """A copy that has its name is whole."""
    for name in "marks.db", "marks.db-journal":
        if os.path.exists(os.path.join(store.folder, name)):
            os.unlink(os.path.join(store.folder, name))
    listed = store.list()
    lost = [h for h in before[:3] if h not in listed.headlines()]
    return "the copy lost %s: %s" % (lost, listed) if lost else ""


def sweep(report, stage, name, store, verb, before, may_tell):
    log = os.path.join(stage.folder, "log")
    recording = Recording(store.root, VERBS[verb])
    result = VERBS[verb].run(store, wrap=TRACE + ["-o", log])
    if result.status:
        report.ok(False, "%s: without a fault: %s" % (name, result))
        return
    states = list(all_states(recording.read(log)).items())

    def check(i):
        state, said = states[i]
        made = build(stage, recording, state)
        there, listed = made.look(before + VERBS[verb].done)
        lost = [h for h in before + said if h not in there]
        wrong = ""
        if listed.status or lost or (listed.err and not may_tell):
            wrong = "lost %s: %s" % (lost, listed)
            if ONLY:
                os.system("ls -lR %s" % made.root)
        if any("marks.db.copy-" in path for path, _ in state):
            wrong += check_copy(made, before)
        made.remove()
        return wrong

    report.try_points("%s, %s, no power" % (name, verb), range(len(states)), check)


def main():
    report = Report()
    why = why_no_strace()
    if why:
        report.skip("power", why)
        report.end()
    with Stage() as stage:
        for start in stage.starts():
            sweep(report, stage, *start)
    report.end()


if __name__ == "__main__":
    main()
