"""Four copies of the program set bookmarks in one store, and a third of them is
killed (SIGKILL) at random moments: none that was printed is lost, the file stays
sound, and no copy that lives is refused.  SEED=N repeats the choice of moments.
"""
import os
import random
import signal
import subprocess
import time

from faults import (DAY, LONG, NOW, PATIENCE_S, PROGRAM, Report, Result, Stage,
                    is_sanitized, write_paper)

COPIES = 4
EACH = 5  # bookmarks that a copy sets
ROUNDS = 40  # with one store, so that listing and checking it stays fast
AIMED_AT = 0.6  # so that a third is killed: some have ended before
KILLS = 5000 if LONG else 50 if is_sanitized() else 1000


class Figures:
    def __init__(self):
        self.killed = self.printed = self.lost = self.unsound = self.refused = 0
        self.said = []

    def note(self, what):
        if len(self.said) < 10:
            self.said.append(what)


def start(store, number, now):
    """One copy, on a paper of its own."""
    paper = "p%d.md" % number
    headlines = ["H%d-%d" % (number, i) for i in range(EACH)]
    write_paper(os.path.join(store.papers, paper), "Paper %d" % number, headlines)
    words = ["%s#%d" % (paper, i + 1) for i in range(EACH)]
    return subprocess.Popen(
        [PROGRAM, "bookmarks", "add"] + words, env=store.environment(now),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=store.papers)


def play(store, first, now, chance, span, figures):
    """A round.  Gives the headlines that were printed and its time in seconds."""
    began = time.monotonic()
    copies = [start(store, first + i, now) for i in range(COPIES)]
    moments = sorted((began + chance.uniform(0, span), i) for i in range(COPIES)
                     if chance.random() < AIMED_AT)
    for moment, i in moments:
        time.sleep(max(0.0, moment - time.monotonic()))
        copies[i].kill()
    printed = []
    for copy in copies:
        out, err = copy.communicate(timeout=PATIENCE_S)
        result = Result(copy.returncode, out.decode(), err.decode())
        printed += result.headlines()
        if "damaged" in result.err or "gone" in result.err:
            figures.unsound += 1
            figures.note(result)
        elif result.status == -signal.SIGKILL:
            figures.killed += 1
        elif result.status or result.err or len(result.headlines()) != EACH:
            figures.refused += 1
            figures.note(result)
    return printed, time.monotonic() - began


def check(store, now, printed, figures):
    listed = store.list(now=now)
    if listed.status or listed.err:
        figures.unsound += 1
        figures.note(listed)
    lost = set(printed) - set(listed.headlines())
    figures.lost += len(lost)
    figures.printed += len(printed)
    if lost:
        figures.note("lost %s" % sorted(lost))


def main():
    report, figures = Report(), Figures()
    seed = int(os.environ.get("SEED", "20260320"))
    chance = random.Random(seed)
    print("# SEED=%d" % seed)
    number, nrounds, span, now = 0, 0, 0.02, NOW
    with Stage() as stage:
        while figures.killed < KILLS and not figures.said:
            store, printed = stage.first(), []
            for i in range(ROUNDS):
                now += DAY // 8  # so a copy is due now and then
                some, took = play(store, number, now, chance, span, figures)
                printed += some
                span += (took * 0.8 - span) / 8  # most last no longer
                number += COPIES
                nrounds += 1
            check(store, now, printed, figures)
            store.remove()
    for what in figures.said:
        print("# %s" % what)
    report.ok(
        figures.killed >= KILLS and not figures.said,
        "%d of %d copies killed, %d bookmarks printed: lost %d, not sound %d,"
        " refused %d" % (figures.killed, nrounds * COPIES, figures.printed,
                         figures.lost, figures.unsound, figures.refused))
    report.end()


main()
