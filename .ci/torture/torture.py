"""Kills and stops publishers, activators and pruners at named steps, and looks whether all is there that is kept.

Each process talks to the server through a proxy, which holds one request: the step that the process is stopped at. Needs
AWS_ENDPOINT_URL_S3 and AWS_* credentials of a server, and the AWS command line on the path.
"""

import argparse
import collections
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from actors import BUCKET, ENDS_WITHIN_SECONDS, READABLE, Builds, Command, Reader, Store
from check import PASSTHROUGH, Gateway, Release
from proxy import Aim, Proxy

# How long a plan may delete, and how long a delete may be under way: short ones, as nothing here is far.
PLAN, SETTLE = 4, 3
# After so long nobody waits for a publisher that was killed.
ABANDON_AFTER = 15
CONFIG = """
gateway:
  assets:
    base: /assets/
    refresh: 500ms
    s3: {{region: us-east-1, bucket: {bucket}, key: shop, endpoint: "{endpoint}"}}
publish: {{fingerprinted: ["**/*.js"]}}
retention: {{releases: 2, max_age: 0s, staging: 0s, abandon_after: {abandon}s, lease: 1h, plan: {plan}s, settle: {settle}s}}
"""
LISTS = r"[?&]list-type=2"
# The requests by which the steps of docs/protocol.md are known.
STEPS = {
    "publish": {
        "u0": ("PUT", r"/attempts/[^/]+/open\.json"),
        "u1": ("GET", LISTS + r".*prefix=[^&]*\.passthrough/plans/"),
        "u3": ("PUT", r"/shop/[^.]"),
        "u5": ("PUT", r"/outcome\.json"),
    },
    "activate": {
        "u0": ("PUT", r"/attempts/[^/]+/open\.json"),
        "u1": ("GET", LISTS + r".*prefix=[^&]*\.passthrough/plans/"),
        "u5 root": ("PUT", r"/activations/"),
        "u5": ("PUT", r"/outcome\.json"),
    },
    "prune": {
        "g1": ("PUT", r"/plan\.json"),
        "g2": ("GET", LISTS + r".*prefix=[^&]*\.passthrough/(releases|activations|pins|leases)/"),
        "g4": ("POST", r"\?delete"),
        "g5": ("PUT", r"/done\.json"),
    },
}


@dataclass
class Tally:
    """How often each step was hit, and how."""

    hits: collections.Counter = field(default_factory=collections.Counter)
    missed: int = 0
    problems: list = field(default_factory=list)


class Torture:
    """A store, the processes that change it, and what must be true of it."""

    def __init__(self, server, folder, seed):
        self.chance = random.Random(seed)
        self.proxy = Proxy(server)
        self.store = Store(server)
        self.builds = Builds(folder / "builds", self.chance)
        self.aimed = self.config(folder / "aimed.yaml", self.proxy.url)
        self.direct = self.config(folder / "direct.yaml", server)
        self.tally = Tally()
        self.ready = []
        self.current = None

    @staticmethod
    def config(file, endpoint):
        file.write_text(
            CONFIG.format(
                bucket=BUCKET, endpoint=endpoint, plan=PLAN, settle=SETTLE, abandon=ABANDON_AFTER
            )
        )
        return file

    def run(self, *arguments):
        """Runs to the end; the exit code is 0, or one that says what the release lacks or what changed meanwhile."""
        code, said = Command(self.direct, *arguments).wait()
        self.expect(code, said, arguments)
        return code, said

    def expect(self, code, said, arguments):
        gone = "there is no such release" in said
        if code not in (0, 3, 4, 5) and code >= 0 and not gone:
            self.tally.problems.append(f"{' '.join(arguments)} ended with {code}: {said[-600:]}")

    def publish(self):
        build = self.builds.next()
        return ("publish", "--from", str(build.folder), "--release", build.name)

    def operation(self, kind):
        if kind == "publish":
            return self.publish()
        if kind == "activate":
            return ("activate", self.chance.choice(self.ready or ["r1"]))
        return ("prune", "--force")

    def iteration(self):
        """Aims at one step of one process, mostly while another one runs."""
        kind = self.chance.choice(("publish", "activate", "prune", "prune"))
        step = self.chance.choice(sorted(STEPS[kind]))
        how = self.chance.choice(("kill", "kill late", "stop"))
        arrives = how == "stop" or how == "kill" and self.chance.random() < 0.5
        aim = Aim(*STEPS[kind][step], arrives, nth=self.chance.choice((1, 1, 2)))
        self.proxy.aim = aim
        command = Command(self.aimed, *self.operation(kind))
        while not aim.reached.wait(0.02) and command.process.poll() is None:
            pass
        if aim.reached.is_set():
            self.tally.hits[f"{step} of {kind}, {how}{', arrived' if arrives else ''}"] += 1
            getattr(self, how.replace(" ", "_"))(command, aim, kind)
        else:
            self.tally.missed += 1
        self.proxy.aim = None
        code, said = command.wait()
        self.expect(code, said, command.arguments)

    def kill(self, command, aim, kind):
        command.signal(signal.SIGKILL)
        aim.release(False)
        self.meanwhile(kind)

    def kill_late(self, command, aim, kind):
        """The request arrives when its client is gone and another process has looked around."""
        command.signal(signal.SIGKILL)
        late = threading.Timer(SETTLE / 2, aim.release, (True,))
        late.start()
        self.meanwhile(kind)
        aim.done.wait(ENDS_WITHIN_SECONDS)

    def stop(self, command, aim, kind):
        """The process sleeps until its plan is over, and then goes on."""
        command.signal(signal.SIGSTOP)
        began = time.monotonic()
        self.meanwhile(kind)
        time.sleep(max(0, PLAN + SETTLE + 1 - (time.monotonic() - began)))
        aim.release(True)
        command.signal(signal.SIGCONT)

    def meanwhile(self, kind):
        """What else happens: never a second change of what is current."""
        other = self.chance.choice(
            ("publish", "prune") if kind == "activate" else ("publish", "activate", "prune")
        )
        self.run(*self.operation(other))

    def await_lease(self):
        """The gateway's own release is kept from here on."""
        deadline = time.monotonic() + ENDS_WITHIN_SECONDS
        while not any(key.startswith(".passthrough/leases/") for key in self.store.keys()):
            if time.monotonic() > deadline:
                sys.exit("the gateway never put a lease")
            time.sleep(0.1)

    def look(self):
        """Every release that is READY, so every one that is kept, has all its bytes."""
        code, said = Command(self.direct, "releases", "--all").wait()
        if code:
            self.tally.problems.append(f"releases ended with {code}: {said[-600:]}")
            return
        releases = json.loads(said[said.index("[") :])
        self.ready = [each["release"] for each in releases if each["state"] == "READY"]
        self.current = next((each["release"] for each in releases if each["active"]), self.current)
        if "r1" not in self.ready:
            self.tally.problems.append("r1 has gone, which a gateway serves")
        for name in self.ready:
            for path, body in self.builds.made[name].files.items():
                key = path.removeprefix("assets/")
                if path.startswith("assets/") and not self.store.holds(key, body):
                    self.tally.problems.append(
                        f"{path} of {name} is missing; current is {self.current}"
                    )

    def settled(self):
        """When all is over, the store holds what is kept, and nothing else."""
        time.sleep(max(PLAN + SETTLE, ABANDON_AFTER) + 1)
        for _ in range(3):
            self.run("prune", "--force")
        self.look()
        wanted = {
            path.removeprefix("assets/")
            for name in self.ready
            for path in self.builds.made[name].files
            if path.startswith("assets/")
        }
        keys = self.store.keys()
        assets = {key for key in keys if not key.startswith(".passthrough/")}
        if assets != wanted:
            self.tally.problems.append(
                f"left over: {sorted(assets - wanted)}; missing: {sorted(wanted - assets)}"
            )
        records = collections.Counter(
            key.split("/")[1] for key in keys if key.startswith(".passthrough/")
        )
        print(
            f"at the end: {len(self.ready)} releases, {len(assets)} assets, records {dict(records)}",
            flush=True,
        )


def prepare():
    for arguments in (
        ("create-bucket", "--bucket", BUCKET),
        ("put-bucket-policy", "--bucket", BUCKET, "--policy", json.dumps(READABLE)),
    ):
        subprocess.run(["aws", "s3api", *arguments], check=True, stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "kills", type=int, nargs="?", default=100, help="how many processes to kill or stop (100)"
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    wanted = parser.parse_args()
    subprocess.run([PASSTHROUGH, "--version"], check=True, stdout=subprocess.DEVNULL)
    print(f"seed {wanted.seed}", flush=True)
    prepare()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="passthrough-torture-") as folder:
        torture = Torture(os.environ["AWS_ENDPOINT_URL_S3"], Path(folder), wanted.seed)
        torture.run(*torture.publish())
        gateway = Gateway(
            Site(torture.direct), Release("r1", torture.builds.made["r1"].folder), os.environ
        )
        torture.await_lease()
        for _ in range(2):
            torture.run(*torture.publish())
        for name in list(torture.builds.made):
            torture.run("activate", name)
        torture.look()
        reader = Reader(gateway)
        reader.start()
        while sum(torture.tally.hits.values()) < wanted.kills and not torture.tally.problems:
            reader.wanted = {
                path: body
                for path, body in torture.builds.made[torture.current].files.items()
                if path.startswith("assets/")
            }
            torture.iteration()
            torture.look()
        reader.ended.set()
        reader.join()
        torture.settled()
        gateway.stop()
    for what, count in sorted(torture.tally.hits.items()):
        print(f"{count:5} {what}")
    print(
        f"{sum(torture.tally.hits.values())} kills and stops, {torture.tally.missed} steps not"
        f" reached, {reader.asked} reads, {time.monotonic() - started:.0f} s"
    )
    problems = torture.tally.problems + reader.failed
    for problem in problems[:20]:
        print(f"FAILED {problem}")
    sys.exit(f"{len(problems)} problems" if problems else 0)


@dataclass(frozen=True)
class Site:
    """What a gateway is told of."""

    config: Path


if __name__ == "__main__":
    main()
