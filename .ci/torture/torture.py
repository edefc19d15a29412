"""Kills and stops publishers, activators and pruners at named steps, and looks whether all is there that is kept.

Several histories go on at once. Each process that is hit stands still in one call to its store: a bucket is behind a proxy
that holds the request, a folder behind a provider that holds the call. A step that was not reached is tried again.
"""

import argparse
import collections
import itertools
import os
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from actors import ENDS_WITHIN_SECONDS, Reader
from check import PASSTHROUGH, Gateway, Release
from history import AFTER, BEFORE, LATE, STOP, History, Task
from places import PLACES, Bucket
from steps import STEPS

TRIES = 8


@dataclass(frozen=True)
class Site:
    """What a gateway is told of."""

    config: Path


class Work:
    """The steps that are to be hit in one kind of place, by several histories."""

    def __init__(self, tasks):
        self.tasks = queue.SimpleQueue()
        self.tried = collections.Counter()
        self.unreached = []
        for task in tasks:
            self.tasks.put(task)

    def go_on(self, history):
        while not history.problems:
            try:
                task = self.tasks.get_nowait()
            except queue.Empty:
                return
            if not history.hit(task):
                self.again(task)

    def again(self, task):
        self.tried[task] += 1
        if self.tried[task] < TRIES:
            self.tasks.put(task)
        else:
            self.unreached.append(task)


def tasks(place, count, chance):
    """Every step once, in a folder killed and in a bucket stopped or the other way round; then reversed; and again.

    Each two rounds of kills are in another way.
    """
    kills = (BEFORE, AFTER, LATE) if place.delivers_late else (BEFORE, AFTER)
    for turn in itertools.count():
        once = []
        for number, step in enumerate(STEPS):
            how = kills[(number + turn // 2) % len(kills)]
            if how == LATE and step.call not in ("put", "delete"):
                how = BEFORE
            is_stopped = (number + turn + place.delivers_late) % 2
            once.append(Task(step, STOP if is_stopped else how))
        chance.shuffle(once)
        yield from once[:count]
        count -= len(once)
        if count <= 0:
            return


def await_lease(history):
    """The gateway's own release is kept from here on."""
    deadline = time.monotonic() + ENDS_WITHIN_SECONDS
    while not any(key.startswith(".passthrough/leases/") for key in history.place.store.keys()):
        if time.monotonic() > deadline:
            sys.exit("the gateway never put a lease")
        time.sleep(0.1)


def read_through_gateway(history):
    release = Release("r1", history.builds.made["r1"].folder)
    gateway = Gateway(Site(history.place.direct), release, os.environ)
    await_lease(history)
    reader = Reader(gateway, history)
    reader.start()
    return reader


def live(history, work, is_served, readers):
    """The life of one history."""
    try:
        history.begin()
        if is_served:
            readers.append(read_through_gateway(history))
        work.go_on(history)
        history.settle()
    except BaseException:
        history.problems.append(traceback.format_exc())


def show(place, histories, work):
    hits = sum((history.hits for history in histories), collections.Counter())
    for step in STEPS:
        cells = ", ".join(
            f"{hits[Task(step, how)]} {how}"
            for how in (BEFORE, AFTER, LATE, STOP)
            if hits[Task(step, how)]
        )
        print(f"{place.name}  {step!s:34} {cells or 'not reached'}")
    for task in work.unreached:
        print(f"{place.name}  {task.step}: not {task.how} in {TRIES} tries")
    return sum(hits.values())


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "kills", type=int, nargs="?", default=100, help="how many processes to hit (100)"
    )
    parser.add_argument("--store", choices=(*PLACES, "both"), default="both", help="where (both)")
    parser.add_argument("--histories", type=int, default=3, help="how many at once, of each store (3)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    return parser.parse_args()


def main():
    wanted = options()
    chance = random.Random(wanted.seed)
    subprocess.run([PASSTHROUGH, "--version"], check=True, stdout=subprocess.DEVNULL)
    print(f"seed {wanted.seed}", flush=True)
    places = [place for name, place in PLACES.items() if wanted.store in (name, "both")]
    if Bucket in places:
        Bucket.prepare()
    started = time.monotonic()
    lives, readers, works = [], [], {}
    with tempfile.TemporaryDirectory(prefix="passthrough-torture-") as folder:
        for place in places:
            work = Work(tasks(place, wanted.kills // len(places), chance))
            histories = []
            for number in range(wanted.histories):
                own = Path(folder) / f"{place.name}{number}"
                own.mkdir()
                histories.append(History(place(own), chance.getrandbits(32)))
                arguments = (histories[-1], work, number == 0, readers)
                lives.append(threading.Thread(target=live, args=arguments))
            works[place] = (histories, work)
        for each in lives:
            each.start()
        for each in lives:
            each.join()
        for reader in readers:
            reader.ended.set()
            reader.join()
            reader.gateway.stop()
        hit = sum(show(place, *of_place) for place, of_place in works.items())
        problems = [line for histories, _ in works.values() for it in histories for line in it.problems]
        problems += [line for reader in readers for line in reader.failed]
    reads = sum(reader.asked for reader in readers)
    print(f"{hit} processes killed or stopped, {reads} reads, {time.monotonic() - started:.0f} s")
    for problem in problems[:20]:
        print(f"FAILED {problem}")
    sys.exit(f"{len(problems)} problems" if problems else 0)


if __name__ == "__main__":
    main()
