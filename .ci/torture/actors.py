"""What a torture works with: builds, a bucket that anybody may read, commands and a reader."""

import contextlib
import hashlib
import http.client
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

BUCKET = "torture"
ENDS_WITHIN_SECONDS = 120
READABLE = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": ["*"]},
            "Action": [action],
            "Resource": [f"arn:aws:s3:::{BUCKET}{objects}"],
        }
        for action, objects in (("s3:GetObject", "/*"), ("s3:ListBucket", ""))
    ],
}


@dataclass
class Build:
    """A release's files, and its folder."""

    name: str
    files: dict
    folder: Path


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
            files[f"assets/chunk.{hashlib.sha256(body).hexdigest()[:16]}.js"] = body
        files["index.html"] = f"<!doctype html><title>{number}</title>".encode()
        name = f"r{number}"
        for path, body in files.items():
            file = self.folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        self.made[name] = Build(name, files, self.folder / name)
        return self.made[name]


class Store:
    """The bucket, as anybody sees it."""

    def __init__(self, server):
        self.netloc = urllib.parse.urlsplit(server).netloc

    def get(self, path):
        connection = http.client.HTTPConnection(self.netloc, timeout=30)
        connection.request("GET", f"/{BUCKET}{path}")
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body

    def holds(self, key, body):
        status, stored = self.get(f"/shop/{urllib.parse.quote(key)}")
        return status == 200 and stored == body

    def keys(self):
        """All keys, below the store's own prefix."""
        found, token = [], ""
        while True:
            _, body = self.get(f"/?list-type=2&prefix=shop/{token}")
            page = tree.fromstring(body)
            space = page.tag.split("}")[0] + "}"
            found += [each.text.removeprefix("shop/") for each in page.iter(f"{space}Key")]
            more = page.findtext(f"{space}NextContinuationToken")
            if more is None:
                return found
            token = f"&continuation-token={urllib.parse.quote(more)}"


class Command:
    """One run of the command line, in a process group of its own."""

    def __init__(self, config, *arguments):
        self.arguments = arguments
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [str(PASSTHROUGH), "--json", *arguments, "--config", str(config)],
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

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

    def __init__(self, gateway):
        super().__init__(daemon=True)
        self.gateway = gateway
        self.wanted = {}
        self.asked = 0
        self.failed = []
        self.ended = threading.Event()

    def run(self):
        while not self.ended.is_set():
            for path, body in self.wanted.items():
                response, got = self.gateway.get("/" + path)
                self.asked += 1
                if response.status != 200 or got != body:
                    self.failed.append(f"{path} is {response.status}")
            self.ended.wait(0.05)
