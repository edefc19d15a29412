"""What a torture works with: builds, stores as anybody sees them, commands and a reader."""

import contextlib
import hashlib
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree as tree
from dataclasses import dataclass
from pathlib import Path

from check import PASSTHROUGH

ENDS_WITHIN_SECONDS = 120
UNREAD = ("manifest.json", "open.json")


@dataclass
class Build:
    """A release's files, and its folder."""

    name: str
    files: dict
    folder: Path

    @property
    def objects(self):
        """The objects that it needs, and their bytes."""
        return {
            path.removeprefix("assets/"): body
            for path, body in self.files.items()
            if path.startswith("assets/")
        }


class Builds:
    """Makes releases that share most of their files, also with ones that have gone."""

    def __init__(self, folder, chance):
        self.folder = folder
        self.chance = chance
        self.made = {}

    def next(self):
        number = len(self.made) + 1
        files = {}
        if self.made:
            base = self.chance.choice(list(self.made.values())[-6:])
            shared = {path: body for path, body in base.files.items() if path.startswith("assets/")}
            files = dict(self.chance.sample(sorted(shared.items()), 6))
        while len(files) < 8:
            body = f"export default {self.chance.getrandbits(64)};\n".encode()
            files[f"assets/js/chunk.{hashlib.sha256(body).hexdigest()[:16]}.js"] = body
        files["index.html"] = f"<!doctype html><title>{number}</title>".encode()
        name = f"r{number}"
        for path, body in files.items():
            file = self.folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        self.made[name] = Build(name, files, self.folder / name)
        return self.made[name]


class FolderStore:
    """A folder, as anybody sees it."""

    def __init__(self, folder):
        self.folder = folder

    def get(self, key):
        try:
            return (self.folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def keys(self):
        found = []
        for folder, below, names in os.walk(self.folder):
            below.sort()  # plans before releases, as a bucket lists them
            found += [(Path(folder) / name).relative_to(self.folder).as_posix() for name in names]
        return [key for key in found if not key.startswith(".passthrough-fs/")]


class BucketStore:
    """What is below a prefix of a bucket, as anybody sees it."""

    def __init__(self, server, bucket, prefix):
        self.netloc = urllib.parse.urlsplit(server).netloc
        self.bucket = bucket
        self.prefix = prefix
        self.connections = threading.local()

    def ask(self, path):
        try:
            return self.ask_once(path)
        except (OSError, http.client.HTTPException):
            self.connections.open.close()  # the server closes connections that are idle
            return self.ask_once(path)

    def ask_once(self, path):
        if getattr(self.connections, "open", None) is None:
            self.connections.open = http.client.HTTPConnection(self.netloc, timeout=30)
        self.connections.open.request("GET", f"/{self.bucket}{path}")
        response = self.connections.open.getresponse()
        return response.status, response.read()

    def get(self, key):
        status, body = self.ask(f"/{self.prefix}/{urllib.parse.quote(key)}")
        return body if status == 200 else None

    def keys(self):
        found, token = [], ""
        while True:
            _, body = self.ask(f"/?list-type=2&prefix={self.prefix}/{token}")
            page = tree.fromstring(body)
            space = page.tag.split("}")[0] + "}"
            found += [each.text.removeprefix(self.prefix + "/") for each in page.iter(f"{space}Key")]
            more = page.findtext(f"{space}NextContinuationToken")
            if more is None:
                return found
            token = f"&continuation-token={urllib.parse.quote(more)}"


class Command:
    """One run of the command line, in a process group of its own."""

    def __init__(self, config, *arguments, **environment):
        self.arguments = arguments
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [str(PASSTHROUGH), "--json", *arguments, "--config", str(config)],
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=os.environ | environment,
        )

    def signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def has_ended(self):
        return self.process.poll() is not None

    def wait(self):
        """Waits to the end; returns the exit code and what it said."""
        try:
            self.process.wait(ENDS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGQUIT)
            time.sleep(1)
            self.signal(signal.SIGKILL)
            sys.exit(f"{self.arguments} never ended: {self.said()}")
        return self.process.returncode, self.said()

    def said(self):
        self.output.seek(0)
        return self.output.read().decode(errors="replace")


class Reader(threading.Thread):
    """Asks a gateway for every asset of the release that is current, over and over."""

    def __init__(self, gateway, history):
        super().__init__(daemon=True)
        self.gateway = gateway
        self.history = history
        self.asked = 0
        self.failed = []
        self.ended = threading.Event()

    def run(self):
        while not self.ended.is_set():
            build = self.history.builds.made[self.history.current]
            for path, body in build.files.items():
                if path.startswith("assets/"):
                    self.read(build, path, body)
            self.ended.wait(1)

    def read(self, build, path, body):
        response, got = self.gateway.get("/" + path)
        self.asked += 1
        # Another one may be current by now, and a prune may have ended this one.
        if (response.status, got) != (200, body) and build.name in self.history.promised().ready:
            self.failed.append(f"{path} of {build.name} is {response.status}")


@dataclass
class Promised:
    """The releases that are READY by an attempt that no plan has ended, and the current one."""

    ready: set
    current: str
    plans: dict


class Records:
    """Reads what the records promise without Passthrough's code. Those that never change are read once."""

    def __init__(self, store):
        self.store = store
        self.known = {}

    def read(self, key):
        if key not in self.known:
            body = self.store.get(key)
            if body is None:
                return None
            self.known[key] = json.loads(body)
        return self.known[key]

    def promised(self):
        named = {kind: {} for kind in ("releases", "activations", "plans")}
        for key in self.store.keys():
            parts = key.split("/")
            if parts[0] == ".passthrough" and parts[1] in named and key.endswith(".json"):
                named[parts[1]][key] = None if parts[-1] in UNREAD else self.read(key)
        if any(plan is None for plan in named["plans"].values()):
            return self.promised()  # removed just now, and with it what it has ended
        ready = {
            (key.split("/")[2], key.split("/")[4])
            for key, outcome in named["releases"].items()
            if outcome is not None and outcome["state"] == "READY"
        }
        plans = {key: it for key, it in named["plans"].items() if key.endswith("/plan.json")}
        dropped = {
            (drop["release"], drop["attempt"]) for plan in plans.values() for drop in plan["drops"]
        }
        counting = [
            (int(Path(key).stem), value["release"])
            for key, value in named["activations"].items()
            if value is not None and (value["release"], value["attempt"]) in ready
        ]
        current = max(counting, default=(0, None))[1]
        return Promised({release for release, _ in ready - dropped}, current, plans)
