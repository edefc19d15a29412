"""Publishes histories of real frontends in order, serves the newest release and compares every byte.

What a file's name promises is told here by the bundler's own pattern, not by Passthrough's rule:
the two must agree.
"""

import concurrent.futures
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PASSTHROUGH = ROOT / "passthrough"
CODINGS = {".br": "br", ".gz": "gzip", ".zst": "zstd"}
COMPANIONS = (".map", ".LICENSE.txt")
IMMUTABLE = "public, max-age=31536000, immutable"
SETTLING_SECONDS = 20
# Some digests look like words, and doubt means mutable: so many may be taken for plain names.
MISSED_SHARE = 0.03
# Histories go into a folder, or into the bucket that is named here, with its server in the environment.
BUCKET = os.environ.get("REAL_INPUT_BUCKET")
FOLDER_STORE = 'fs: {path: "${REAL_INPUT_STORE}"}'
BUCKET_STORE = {
    "s3": f's3: {{region: us-east-1, bucket: {BUCKET}, key: "${{REAL_INPUT_STORE}}"}}',
    "gcs": f'gcs: {{bucket: {BUCKET}, key: "${{REAL_INPUT_STORE}}"}}',
    "azure": f'azure: {{container: {BUCKET}, key: "${{REAL_INPUT_STORE}}"}}',
}[os.environ.get("REAL_INPUT_PROVIDER", "s3")]
TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "map": "application/json; charset=utf-8",
    "otf": "font/otf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
}


@dataclass(frozen=True)
class History:
    name: str
    package: str
    versions: tuple
    folder: str
    mount: str
    fingerprinted: str  # what the bundler's configuration says, as a pattern of paths
    config: Path = Path()

    def configured(self, temporary):
        """Returns this with its configuration, for a bucket instead of a folder when one is named."""
        text = (HERE / f"{self.name}.yaml").read_text()
        if BUCKET:
            text = text.replace(FOLDER_STORE, BUCKET_STORE)
        config = temporary / f"{self.name}.yaml"
        config.write_text(text)
        return replace(self, config=config)


HISTORIES = (
    History(
        "verdaccio",
        "@verdaccio/ui-theme",
        ("3.0.1", "3.1.0", "3.2.1", "3.4.1"),
        "static",
        "/-/static/",
        r"[\w~-]+\.[0-9a-f]{20}\.\w+",
    ),
    History(
        "nocodb",
        "nc-lib-gui",
        ("0.262.2", "0.262.4", "0.262.5"),
        "lib/dist",
        "/",
        r"_nuxt/([\w.-]+[.-])?[\w-]{8}\.\w+",
    ),
    History(
        "zigbee2mqtt",
        "zigbee2mqtt-windfront",
        ("2.8.1", "2.11.1", "2.15.0"),
        "dist",
        "/",
        r"(onboarding/)?assets/[\w.-]+-[\w-]{8}\.\w+",
    ),
    History(
        "homebridge",
        "homebridge-config-ui-x",
        ("5.9.0", "5.10.0", "5.28.0"),
        "public",
        "/",
        r"(media/|assets/monaco/min/vs/(assets/)?)?[\w.-]+-[\w-]{8}\d?\.\w+",
    ),
)


class Failures:
    """Collects what is wrong, so that one run shows all of it."""

    def __init__(self):
        self.lines = []

    def require(self, condition, line):
        if not condition:
            self.lines.append(line)


def fetch(history, version, downloads):
    """The folder of one release, fetched once."""
    folder = downloads / f"{history.name}-{version}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=downloads) as temporary:
            spec = f"{history.package}@{version}"
            command = ["npm", "pack", "--silent", spec, "--pack-destination", temporary]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=temporary)
            archive = next(Path(temporary).glob("*.tgz"))
            subprocess.run(["tar", "-xzf", archive, "-C", temporary], check=True)
            os.rename(Path(temporary) / "package", folder)
    return folder / history.folder


class Release:
    """The files of one release, as anyone can see them on disk."""

    def __init__(self, version, folder):
        self.version = version
        self.folder = folder
        paths = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
        paths = {path: p for path, p in paths.items() if not re.search(r"(^|/)\.", path)}
        self.codings = {}
        self.files = {}
        for path, file in paths.items():
            stem, suffix = os.path.splitext(path)
            if suffix in CODINGS and stem in paths:
                self.codings[(stem, CODINGS[suffix])] = file
            else:
                self.files[path] = file

    def bytes(self):
        return sum(file.stat().st_size for file in self.files.values())

    def sha256(self, path):
        return hashlib.sha256(self.files[path].read_bytes()).hexdigest()


class Measured:
    """One run of the command line: its JSON, its time and its largest memory."""

    def __init__(self, environment, *arguments):
        command = [str(PASSTHROUGH), "--json", *map(str, arguments)]
        started = time.monotonic()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.seconds = time.monotonic() - started
            self.megabytes = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
            out.seek(0)
            text = out.read()
        self.json = json.loads(text) if text.strip() else None
        if process.returncode:
            sys.exit(f"{' '.join(command)}\nexit {process.returncode}: {text.decode()}")

    def figures(self):
        return f"{self.seconds:.1f} s, {self.megabytes:.0f} MiB"


def environment(store):
    return {**os.environ, "REAL_INPUT_STORE": str(store)}


def publish(history, release, env, *arguments):
    return Measured(
        env,
        "publish",
        "--config",
        history.config,
        "--from",
        release.folder,
        "--release",
        release.version,
        *arguments,
    )


class Gateway:
    """A gateway with a release as its root."""

    def __init__(self, history, release, env, port=0):
        command = [str(PASSTHROUGH), "--json", "serve", "--port", str(port)]
        command += ["--config", str(history.config), "--root", str(release.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env=env)
        self.url = urllib.parse.urlsplit(json.loads(self.process.stdout.readline())["url"])
        self.connections = threading.local()

    def get(self, path, accept_encoding=None):
        return self.ask("GET", path, {"Accept-Encoding": accept_encoding} if accept_encoding else {})

    def ask(self, method, path, headers=None):
        connection = getattr(self.connections, "open", None)
        if connection is None:
            connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=30)
            self.connections.open = connection
        connection.request(method, urllib.parse.quote(path), headers=headers or {})
        response = connection.getresponse()
        return response, response.read()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


class Expectation:
    """What a path must answer, given all releases that have it, oldest first."""

    def __init__(self, history, path, releases):
        self.path = path
        self.url = history.mount + path
        self.releases = releases
        self.hashes = [release.sha256(path) for release in releases]
        owner = path
        for ending in COMPANIONS:
            owner = owner.removesuffix(ending)
        is_hashed = re.fullmatch(history.fingerprinted, owner) is not None
        self.missed = False
        self.kind = "mutable" if not is_hashed else "companion" if owner != path else "fingerprinted"

    def problem(self, gateway):
        """What is wrong with the answer, or None."""
        response, body = gateway.get(self.url)
        if response.status != 200:
            return f"{response.status}"
        cache = response.headers["Cache-Control"]
        if "immutable" in cache and len(set(self.hashes)) > 1:
            return "is called immutable, and its bytes changed"
        self.missed = self.kind == "fingerprinted" and cache == "no-cache"
        if not self.missed and cache != (IMMUTABLE if self.kind == "fingerprinted" else "no-cache"):
            return f"is {self.kind} and has Cache-Control: {cache}"
        wanted = self.hashes[0] if self.kind == "companion" else self.hashes[-1]
        if hashlib.sha256(body).hexdigest() != wanted:
            return f"has other bytes than its {self.kind} file"
        extension = self.path.rsplit(".", 1)[-1]
        wanted_type = TYPES.get(extension, "application/octet-stream")
        if response.headers["Content-Type"] != wanted_type:
            return f"has Content-Type: {response.headers['Content-Type']}"
        return self.coding_problem(gateway, wanted)

    def coding_problem(self, gateway, wanted):
        """A coded answer must be a sibling that came with the same bytes."""
        siblings = [
            release.codings[(self.path, "br")].read_bytes()
            for release, sha256 in zip(self.releases, self.hashes)
            if sha256 == wanted and (self.path, "br") in release.codings
        ]
        if not siblings:
            return None
        response, body = gateway.get(self.url, "br")
        if response.headers["Content-Encoding"] != "br":
            return "has a brotli sibling and is not sent with it"
        return None if body in siblings else "is sent with another brotli sibling than its own"

    def settle(self, gateway, deadline):
        """The answer is given time: the gateway reads the records in the background."""
        while True:
            problem = self.problem(gateway)
            if problem is None and not self.missed or time.monotonic() > deadline:
                return problem
            time.sleep(0.2)


def check_served(history, releases, env, failures):
    paths = sorted({path for release in releases for path in release.files})
    expectations = [
        Expectation(history, path, [r for r in releases if path in r.files]) for path in paths
    ]
    gateway = Gateway(history, releases[-1], env)
    deadline = time.monotonic() + SETTLING_SECONDS
    try:
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            problems = pool.map(lambda e: (e, e.settle(gateway, deadline)), expectations)
            for expectation, problem in problems:
                failures.require(problem is None, f"{expectation.url} {problem}")
    finally:
        gateway.stop()
    kinds = {
        kind: sum(e.kind == kind for e in expectations)
        for kind in ("fingerprinted", "companion", "mutable")
    }
    missed = [e.url for e in expectations if e.missed]
    failures.require(
        len(missed) <= MISSED_SHARE * kinds["fingerprinted"],
        f"{history.name}: {len(missed)} digests are missed, such as {missed[:5]}",
    )
    return {**kinds, "missed": len(missed)}


def check_archive(history, release, digest, env, failures, temporary):
    """A zip of a build is the same release as its folder."""
    archive = temporary / f"{history.name}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for file in sorted(release.folder.rglob("*")):
            if file.is_file():
                packed.write(file, file.relative_to(release.folder).as_posix())
    arguments = ("publish", "--dry-run", "--config", history.config, "--from", archive)
    again = Measured(env, *arguments).json
    failures.require(again["digest"] == digest, f"{archive.name} has another digest than its folder")
    archive.unlink()


def check_history(history, downloads, temporary, failures):
    releases = [Release(v, fetch(history, v, downloads)) for v in history.versions]
    env = environment(temporary / history.name)
    published = []
    for release in releases:
        published.append(publish(history, release, env).json)
        Measured(env, "activate", release.version, "--config", history.config)
    for release in releases:
        again = publish(history, release, env).json
        failures.require(
            again["uploaded"] == 0,
            f"{history.name} {release.version}: published again, {again['uploaded']} were uploaded",
        )
    check_archive(history, releases[-1], published[-1]["digest"], env, failures, temporary)
    kinds = check_served(history, releases, env, failures)
    largest = max(releases, key=Release.bytes)
    fresh = environment(temporary / f"{history.name}-fresh")
    cold = publish(history, largest, fresh)
    unchanged = publish(history, largest, fresh)
    print(f"{history.name}: {len(releases)} releases, {', '.join(f'{n} {k}' for k, n in kinds.items())}")
    for release, result in zip(releases, published):
        print(f"  {release.version}: {result['assets']} assets, {result['uploaded']} uploaded")
    megabytes = largest.bytes() / 1e6
    print(f"  largest: {largest.version}, {len(largest.files)} files, {megabytes:.1f} MB")
    print(f"  cold {cold.figures()}; unchanged {unchanged.figures()}", flush=True)


def main():
    wanted = sys.argv[1:] or [history.name for history in HISTORIES]
    downloads = ROOT / "target" / "real-input"
    downloads.mkdir(parents=True, exist_ok=True)
    subprocess.run([PASSTHROUGH, "--version"], check=True, stdout=subprocess.DEVNULL)
    failures = Failures()
    temporary = Path(tempfile.mkdtemp(prefix="passthrough-real-input-"))
    try:
        for history in HISTORIES:
            if history.name in wanted:
                check_history(history.configured(temporary), downloads, temporary, failures)
    finally:
        shutil.rmtree(temporary)
    for line in failures.lines[:50]:
        print(f"FAILED {line}")
    sys.exit(f"{len(failures.lines)} checks failed" if failures.lines else 0)


if __name__ == "__main__":
    main()
