"""One history of releases in one place: what is done to it, and what must be true of it."""

import collections
import random
import signal
import threading
import time
from dataclasses import dataclass

from actors import ENDS_WITHIN_SECONDS, Builds, Command, Records
from places import ABANDON_AFTER, PLAN, SETTLE, await_reached
from steps import STEPS, Step

# By then a late request must have been sent on, or it never is: it arrives within `settle`.
LATEST_SECONDS = SETTLE * 0.75
BEFORE, AFTER, LATE, STOP = HOWS = ("killed before", "killed after", "killed, arrives late", "stopped")
NAMED = {(step.kind, step.name): step for step in STEPS}
HOLDER = NAMED["prune", "g2 leases listed"]
GIVES_UP = NAMED["prune", "g0 attempt given up"]
COMMIT = NAMED["publish", "u5b outcome"]
OPENED = NAMED["publish", "u1 plans"]


@dataclass(frozen=True)
class Task:
    """A step at which a process is to be hit, and how."""

    step: Step
    how: str

    @property
    def arrives(self):
        """Whether the call has taken effect when the process waits in it."""
        return self.how in (AFTER, STOP)


class History:
    """A store, the processes that change it, and what its records promise."""

    def __init__(self, place, seed):
        self.place = place
        self.chance = random.Random(seed)
        self.builds = Builds(place.work / "builds", self.chance)
        self.records = Records(place.store)
        self.hits = collections.Counter()
        self.problems = []
        self.ready = set()
        self.current = None

    def run(self, *arguments):
        """Runs to the end; the exit code is 0, or one that says what a release lacks or what changed meanwhile."""
        code, said = Command(self.place.direct, *arguments).wait()
        self.expect(code, said, arguments)
        return code

    def expect(self, code, said, arguments):
        gone = "there is no such release" in said
        if code not in (0, 3, 4, 5) and code >= 0 and not gone:
            self.problems.append(f"{' '.join(arguments)} ended with {code}: {said[-600:]}")

    def begin(self):
        """Makes three releases, each current once."""
        for _ in range(3):
            self.run(*self.publish())
        for name in list(self.builds.made):
            self.run("activate", name)
        self.look()

    def publish(self, name=None):
        build = self.builds.made[name] if name else self.builds.next()
        return ("publish", "--from", str(build.folder), "--release", build.name)

    def activate(self, name):
        return ("activate", name, "--from", str(self.builds.made[name].folder))

    def operation(self, kind):
        if kind == "publish":
            return self.publish()
        if kind == "activate":
            return self.activate(self.chance.choice(sorted(self.ready)))
        return ("prune", "--force")

    def hit(self, task):
        """Brings a process to a step, and hits it there; returns whether it came so far."""
        if task.step.kind == "prune" or task.step.waits:
            self.feed()
        if task.step == GIVES_UP:
            self.leave_open()
        reached = self.hit_waiting(task) if task.step.waits else self.hit_alone(task)
        self.look()
        return reached

    def feed(self):
        """A release that was never current goes with the next prune: there is something to do."""
        if len(self.ready) < 5:
            self.run(*self.publish())

    def leave_open(self):
        """A publisher that died long ago: the next prune gives its attempt up."""
        self.strike(Task(OPENED, BEFORE), self.publish(), alone=True)
        time.sleep(ABANDON_AFTER + 1)

    def hit_alone(self, task):
        return self.strike(task, self.operation(task.step.kind))

    def hit_waiting(self, task):
        """A prune stands still when its plan is there; who needs what that condemns has to wait."""
        held, command = self.start(Task(HOLDER, STOP), ("prune", "--force"))
        if not await_reached(held, command):
            return self.end(held, command)
        command.signal(signal.SIGSTOP)
        began = time.monotonic()
        drops = [it["release"] for it in self.newest_plan()["drops"]]
        name = next((name for name in drops if name in self.builds.made), None)
        if name:
            kind = self.publish if task.step.kind == "publish" else self.activate
            reached = self.strike(task, kind(name), alone=True)
        self.hits[Task(HOLDER, STOP)] += 1
        self.outlive(began)
        held.release(True)
        command.signal(signal.SIGCONT)
        self.end(held, command)
        return name is not None and reached

    def newest_plan(self):
        keys = [key for key in self.place.store.keys() if key.startswith(".passthrough/plans/")]
        done = {key.rsplit("/", 1)[0] for key in keys if key.endswith("/done.json")}
        open_plans = [k for k in keys if k.endswith("/plan.json") and k.rsplit("/", 1)[0] not in done]
        plans = [self.records.read(key) for key in open_plans]
        return next((plan for plan in plans if plan and plan["drops"]), {"drops": []})

    def start(self, task, arguments):
        held, config, environment = self.place.aim(task.step, task.arrives)
        return held, Command(config, *arguments, **environment)

    def end(self, held, command):
        code, said = command.wait()
        self.expect(code, said, command.arguments)
        held.close()
        return False

    def strike(self, task, arguments, alone=False):
        held, command = self.start(task, arguments)
        reached = await_reached(held, command)
        if reached:
            self.hits[task] += 1
            meanwhile = (lambda: None) if alone else (lambda: self.meanwhile(task.step))
            {BEFORE: self.kill, AFTER: self.kill, LATE: self.kill_late, STOP: self.stop}[task.how](
                held, command, meanwhile
            )
        self.end(held, command)
        return reached

    def kill(self, held, command, meanwhile):
        """What it had begun is found by whoever comes next, at once or some steps later."""
        command.signal(signal.SIGKILL)
        held.release(False)
        if self.chance.random() < 0.5:
            meanwhile()

    @staticmethod
    def kill_late(held, command, meanwhile):
        """The request arrives when its client is gone and another process has looked around."""
        began = time.monotonic()
        command.signal(signal.SIGKILL)

        def deliver():
            held.release(time.monotonic() - began < LATEST_SECONDS)

        late = threading.Timer(SETTLE / 2, deliver)
        late.start()
        meanwhile()
        held.await_done()

    def stop(self, held, command, meanwhile):
        """The process sleeps until its plan is over, and then goes on: a commit without an answer, so that it comes twice."""
        command.signal(signal.SIGSTOP)
        began = time.monotonic()
        meanwhile()
        self.outlive(began)
        held.release(forwards=held.step != COMMIT)
        held.await_done()
        command.signal(signal.SIGCONT)

    @staticmethod
    def outlive(began):
        time.sleep(max(0, PLAN + SETTLE + 1 - (time.monotonic() - began)))

    def meanwhile(self, step):
        """What else happens: never a second change of what is current; a prune ends what was just committed."""
        kind = step.kind
        if step == COMMIT:
            self.run("prune", "--force")
            return
        other = self.chance.choice(
            ("publish", "prune") if kind == "activate" else ("publish", "activate", "prune")
        )
        self.run(*self.operation(other))

    def promised(self):
        return self.records.promised()

    def look(self):
        """Every release that is READY, so every one that is kept, has all its bytes."""
        promised = self.promised()
        self.ready, self.current = promised.ready, promised.current or self.current
        lacking = self.lacking(promised.ready)
        for _ in range(3):
            # A prune that goes on meanwhile may have ended it since.
            lacking = lacking and lacking & self.lacking(self.promised().ready)
        self.problems += [f"{key} of {name} is missing" for name, key in lacking]

    def lacking(self, ready):
        return {
            (name, key)
            for name in ready
            for key, body in self.builds.made[name].objects.items()
            if self.place.store.get(key) != body
        }

    def settle(self):
        """When all is over, the store holds what is kept, and nothing else."""
        time.sleep(max(PLAN + SETTLE, ABANDON_AFTER) + 1)
        for _ in range(2):
            self.run("prune", "--force")
        self.look()
        wanted = {key for name in self.ready for key in self.builds.made[name].objects}
        found = {key for key in self.place.store.keys() if not key.startswith(".passthrough/")}
        if found != wanted:
            over, missing = sorted(found - wanted), sorted(wanted - found)
            self.problems.append(f"left over: {over}; missing: {missing}")
