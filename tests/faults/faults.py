"""What the tests of this folder share: the real program, stores for it in the
states that matter, and the promises that hold whatever goes wrong.

A test breaks one thing at one moment of a run of the program (a "point"), and
then asks: is each bookmark there whose line was printed, and each that was there
before?  Is the file sound?  Was a person told?  Does the next run work?

FAULTS=long in the environment tries more; FAULTS_ONLY=TEXT only points whose
name has TEXT in it, and shows what they print.
"""
import concurrent.futures
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

LONG = os.environ.get("FAULTS") == "long"
ONLY = os.environ.get("FAULTS_ONLY", "")
PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build"), "broadsheet"))
# No test here is about how long a disk takes.
ROOM = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
PATIENCE_S = 60  # more than any wait of the program, on a machine that is busy
DAY = 86400
NOW = 1773964800  # 2026-03-20
SHOWN_MAX = 8

VERSION_1 = """
CREATE TABLE bookmark (
 id INTEGER PRIMARY KEY AUTOINCREMENT, paper TEXT NOT NULL, date TEXT NOT NULL,
 article TEXT NOT NULL, page TEXT, headline TEXT, path BLOB, number INTEGER NOT NULL,
 block INTEGER NOT NULL, byte INTEGER NOT NULL, quote TEXT, added INTEGER NOT NULL,
 UNIQUE (paper, date, article));
CREATE TABLE place (
 paper TEXT NOT NULL, date TEXT NOT NULL, article TEXT NOT NULL, page TEXT,
 headline TEXT, path BLOB, number INTEGER NOT NULL, block INTEGER NOT NULL,
 byte INTEGER NOT NULL, quote TEXT, added INTEGER NOT NULL,
 PRIMARY KEY (paper, date));
PRAGMA application_id = 0x62736D6B;
PRAGMA user_version = 1;
"""

OLD = ["Bells", "Rain", "Tide", "Fog", "Salt"]
NEW = ["Ferry", "Crane"]
TAGS = ["sea", "wind"]


def bookmarks(headlines):
    """A bookmark is spoken of by its headline, a clipping as "clip HEADLINE", the
    tags of a bookmark as "HEADLINE#sea#wind"."""
    return headlines


def clips(headlines):
    return ["clip " + h for h in headlines]


def tags(headlines, words=tuple(TAGS)):
    return ["#".join([h, *words]) for h in headlines if words]


class Verb:
    """A command: its words, what there is when it is done, and what a headline
    that it printed promises.  `is_whole`: it prints none, and does all or nothing.
    """

    def __init__(self, words, done, promise, is_whole=False):
        self.words, self.done, self.promise = words.split(), done, promise
        self.is_whole = is_whole

    def run(self, store, **how):
        return store.run(*self.words, **how)

    def promised(self, result):
        if self.is_whole:
            return self.done if result.out.endswith(" imported\n") else []
        return self.promise(result.headlines())


VERBS = {
    "list": Verb("bookmarks list", [], bookmarks),
    "add": Verb("bookmarks add new.md#1 new.md#2", bookmarks(NEW), bookmarks),
    "tag": Verb("bookmarks tag old.md#1 " + " ".join(TAGS), tags(OLD[:1]), tags),
    "clip": Verb("clippings add new.md#1 new.md#2", clips(NEW), clips),
    "import": Verb("clippings import clips.json", clips(NEW), clips, True),
}


def is_sanitized():
    """AddressSanitizer brings its own malloc() and cannot be traced."""
    with open(PROGRAM, "rb") as f:
        return b"__asan_init" in f.read()


def why_no_strace():
    """Why calls cannot be made to fail here, or None."""
    if not sys.platform.startswith("linux"):
        return "strace is for Linux"
    if is_sanitized():
        return "sanitizers do not run under strace"
    try:
        words = "strace -f --seccomp-bpf -e trace=openat -o /dev/null true"
        done = subprocess.run(words.split(), capture_output=True)
    except FileNotFoundError:
        return "strace is not installed"
    return "strace may not trace here" if done.returncode else None


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def headlines(self):
        """Of the bookmarks that whole lines speak of."""
        whole = self.out[: self.out.rfind("\n") + 1]
        return [line.split("  [")[0].split()[-1] for line in whole.splitlines()]

    def died(self):
        """Of a signal, or as a shell or a sanitizer tells it."""
        return self.status < 0 or self.status > 2

    def __str__(self):
        return "exit %d, out %r, err %r" % (self.status, self.out, self.err)


class Store:
    """A folder of data that a run of the program works on."""

    def __init__(self, root, papers):
        self.root, self.papers = root, papers
        self.folder = os.path.join(root, "data", "broadsheet")
        self.marks = os.path.join(self.folder, "marks.db")

    def copy(self, root):
        if os.path.isdir(self.root):
            shutil.copytree(self.root, root, symlinks=True)
        return Store(root, self.papers)

    def contents(self):
        """Names and bytes of all its files."""
        found = []
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as f:
                    found.append((os.path.relpath(path, self.root), f.read()))
        return hashlib.sha256(repr(sorted(found)).encode()).digest()

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)

    def environment(self, now=NOW, **more):
        env = dict(os.environ, XDG_DATA_HOME=os.path.join(self.root, "data"))
        return dict(env, BROADSHEET_NOW=str(now), TZ="UTC", **more)

    def run(self, *args, wrap=(), now=NOW, env=None):
        words = list(wrap) + [PROGRAM] + list(args)
        try:
            done = subprocess.run(
                words, env=self.environment(now, **(env or {})), timeout=PATIENCE_S,
                stdin=subprocess.DEVNULL, capture_output=True, cwd=self.papers)
        except subprocess.TimeoutExpired:
            return Result(-signal.SIGALRM, "", "hangs")
        return Result(done.returncode, done.stdout.decode(errors="replace"),
                      done.stderr.decode(errors="replace"))

    def add(self, headlines, **how):
        paper, names = ("old.md", OLD) if headlines[0] in OLD else ("new.md", NEW)
        words = ["%s#%d" % (paper, names.index(h) + 1) for h in headlines]
        return self.run("bookmarks", "add", *words, **how)

    def list(self, **how):
        return self.run("bookmarks", "list", **how)

    def look(self, wanted):
        """All that there is of the kinds in `wanted`, and what a list said."""
        listed = self.run("bookmarks", "list", "--format=json")
        if listed.status:
            return [], listed
        marks = json.loads(listed.out)["bookmarks"]
        there = bookmarks([m["headline"] for m in marks])
        there += sum([tags([m["headline"]], m["tags"]) for m in marks], [])
        if not any(w.startswith("clip ") for w in wanted):
            return there, listed
        cut = self.run("clippings", "list", "--format=json")
        if cut.status:
            return [], cut
        found = json.loads(cut.out)["clippings"]
        return there + clips([c["headline"] for c in found]), listed


def write_paper(path, title, headlines, day="2026-03-20"):
    with open(path, "w", encoding="utf-8") as f:
        f.write("---\npaper: %s\ndate: %s\n---\n\n# A1 News\n" % (title, day))
        for h in headlines:
            f.write("\n## %s\n\n%s came in with the tide, and left.\n" % (h, h))


def must(result, what):
    if result.status or result.err:
        sys.exit("%s: %s" % (what, result))
    return result


class Stage:
    """A folder for all of a test, with the stores that its points begin with."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="broadsheet-faults-", dir=ROOM)
        self.papers = os.path.join(self.folder, "papers")
        os.mkdir(self.papers)
        write_paper(os.path.join(self.papers, "old.md"), "Harbour Post", OLD)
        write_paper(os.path.join(self.papers, "new.md"), "Tide Table", NEW)
        self.count = 0
        self.write_clips()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_root(self):
        self.count += 1
        return os.path.join(self.folder, "s%d" % self.count)

    def copy(self, store):
        return store.copy(self.new_root())

    def write_clips(self):
        """What can be imported."""
        store = self.first()
        must(VERBS["clip"].run(store), "clip")
        listed = must(store.run("clippings", "list", "--format=json"), "list")
        with open(os.path.join(self.papers, "clips.json"), "w", encoding="utf-8") as f:
            f.write(listed.out)
        store.remove()

    def first(self):
        """Nothing is there yet, not even the folder."""
        return Store(self.new_root(), self.papers)

    def filled(self):
        """Some bookmarks; today's copy is still to be made."""
        store = self.first()
        must(store.add(OLD, now=NOW - DAY), "add")
        return store

    def copied(self):
        """Some bookmarks, and today's copy of them."""
        store = self.filled()
        must(store.list(), "list")
        return store

    def clipped(self):
        """The same, and a clipping."""
        store = self.copied()
        must(store.run("clippings", "add", "old.md#5"), "clip")
        return store

    def damaged(self):
        """The file is damaged, its copy is sound and does not have all."""
        store = self.first()
        must(store.add(OLD[:3], now=NOW - DAY), "add")
        must(store.list(), "list")
        must(store.add(OLD[3:]), "add")
        with open(store.marks, "r+b") as f:
            f.seek(39)  # how many pages are free, says the file format
            f.write(b"\x09")
        return store

    def older(self):
        """The file is of version 1, and is made new when it is opened."""
        store = self.first()
        os.makedirs(store.folder)
        db = sqlite3.connect(store.marks)
        db.executescript(VERSION_1)
        for i, headline in enumerate(OLD):
            for table in "bookmark", "place":
                db.execute(
                    "INSERT OR IGNORE INTO %s (paper, date, article, page, headline,"
                    " number, block, byte, added) VALUES ('Harbour Post',"
                    " '2026-03-20', ?, 'A1', ?, ?, 0, 0, ?)" % table,
                    ("a%d" % i, headline, i + 1, NOW - DAY + i))
        db.commit()
        db.close()
        return store

    def gone(self):
        """The file is gone, its copy is there: a restoration was cut short."""
        store = self.copied()
        os.unlink(store.marks)
        return store

    def starts(self):
        """Each state to begin in: its name, a store, which of VERBS is run there,
        what there is, and whether something is to be told of it."""
        kept = OLD + clips(OLD[4:])
        return [
            ("first start", self.first(), "add", [], False),
            ("one more", self.copied(), "add", OLD, False),
            ("first of a day", self.filled(), "list", OLD, False),
            ("damaged", self.damaged(), "list", OLD, True),
            ("older version", self.older(), "list", OLD, False),
            ("gone", self.gone(), "list", OLD, True),
            ("bookmarks", self.copied(), "tag", OLD, False),
            ("clippings", self.clipped(), "clip", kept, False),
            ("clippings", self.clipped(), "import", kept, False),
        ]


checked = {}  # most points leave one of few states


def check_kept(store, verb, before, printed, may_tell):
    """What must hold after anything: what is wrong, or ""."""
    key = store.contents(), verb, tuple(before), tuple(printed), may_tell
    if key not in checked:
        checked[key] = check_state(store, VERBS[verb], before, printed, may_tell)
    return checked[key]


def check_state(store, verb, before, printed, may_tell):
    wrong, wanted = [], before + verb.done
    there, listed = store.look(wanted)
    if listed.status:
        wrong.append("the next list: %s" % listed)
    elif listed.err and not may_tell:
        wrong.append("not sound: %s" % listed.err.strip())
    lost = [h for h in before + printed if h not in there]
    if lost:
        wrong.append("lost %s" % " ".join(lost))
    if len(set(there)) != len(there) or set(there) - set(wanted):
        wrong.append("listed %s" % there)
    if verb.is_whole and 0 < len(set(there) & set(verb.done)) < len(verb.done):
        wrong.append("did half of it: %s" % there)
    again = store.add(NEW)
    if again.status or again.headlines() != NEW or again.err:
        wrong.append("the next add: %s" % again)
    elif sorted(store.look(wanted)[0]) != sorted(set(there + NEW)):
        wrong.append("after the next add: %s" % store.look(wanted)[0])
    return "; ".join(wrong)


class Report:
    """TAP: a line for each kind of point, with the figures."""

    def __init__(self):
        self.n, self.failed = 0, 0

    def ok(self, good, name):
        self.n += 1
        self.failed += not good
        print("%s %d %s" % ("ok" if good else "not ok", self.n, name), flush=True)

    def skip(self, name, why):
        self.n += 1
        print("ok %d %s # skip %s" % (self.n, name, why), flush=True)

    def try_points(self, name, points, check):
        """check(point) gives what is wrong, or ""; two at once."""
        points = [p for p in points if ONLY in "%s %s" % (name, p)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            answers = list(pool.map(check, points))
        bad = [(p, a) for p, a in zip(points, answers) if a]
        self.ok(not bad and (points or ONLY), "%s: %d points, %d went wrong" % (
            name, len(points), len(bad)))
        for p, a in bad[:SHOWN_MAX]:
            print("# %s %s: %s" % (name, p, a))

    def end(self):
        sys.exit(1 if self.failed else 0)
