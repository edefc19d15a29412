"""The seed's own case: the assets of a Spring Boot shop, moved by its pipeline right before the application is deployed,
through a CDN.

Its pipeline, from its text:

1. extract manifest and fingerprinted assets from the latest application artifact;
2. upload the assets listed in the manifest and not already in the cloud;
3. remove the obsolete assets: keep a configurable number of latest versions of every given asset and remove the others;
4. check the availability of each asset in the manifest via CDN, which makes the CDN cache them.
"""

import contextlib
import hashlib
import http.client
import json
import tempfile
import time
import types
import zipfile
from dataclasses import dataclass
from pathlib import Path

from check import IMMUTABLE, Measured, environment
from fronts import Host, Site, get
from rollout import CODINGS, Varnish

CONFIG = """
gateway:
  assets: {{base: /, refresh: 500ms, lease: none, fs: {{path: "{store}"}}}}
publish: {{exclude: [manifest.json]}}
retention: {{versions: 3, releases: 1, max_age: 0s}}
"""
STATIC = "BOOT-INF/classes/static/"

# Every version of every asset, by a word for it. Those of the first release have the names that the seed's manifest has.
FIRST = {
    "style-1": "css/style-13qet57adg9.css",
    "logo-1": "img/logo-bc456de78f.png",
    "script-1": "js/script-09zyx87wvu6.js",
}
LOGICAL = {"style": "css/style.css", "logo": "img/logo.png", "script": "js/script.js", "banner": "img/banner.png"}


@dataclass(frozen=True)
class Deployment:
    """What a release has, and what the seed's pipeline does when it is deployed."""

    manifest: str
    uploaded: str
    removed: str


# The configurable number is 3. An asset that is no longer in the manifest keeps its latest versions, as every asset does.
DEPLOYMENTS = (
    Deployment("style-1 logo-1 script-1 banner-1", uploaded="style-1 logo-1 script-1 banner-1", removed=""),
    Deployment("style-1 logo-1 script-2 banner-1", uploaded="script-2", removed=""),
    Deployment("style-2 logo-1 script-3", uploaded="style-2 script-3", removed=""),
    Deployment("style-2 logo-1 script-4", uploaded="script-4", removed="script-1"),
    Deployment("style-3 logo-2 script-5", uploaded="style-3 logo-2 script-5", removed="script-2"),
    # The style of the first release again: it is in the cloud already, as one of the latest three.
    Deployment("style-1 logo-2 script-6", uploaded="script-6", removed="script-3"),
)
KEPT = "style-1 style-2 style-3 logo-1 logo-2 script-4 script-5 script-6 banner-1"


def content(version):
    return f"/* the content of {version} */\n".encode() * 40


def key(version):
    """The name that webpack gives a version: the logical name and the hash of the content."""
    stem, extension = LOGICAL[version.split("-")[0]].rsplit(".", 1)
    number = int(hashlib.sha256(content(version)).hexdigest(), 16)
    token = ""
    while len(token) < 11:
        number, digit = divmod(number, 36)
        token += "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
    return FIRST.get(version, f"{stem}-{token}.{extension}")


def keys(versions):
    return {key(version) for version in versions.split()}


def application(file, versions):
    """A jar as Spring Boot packs it, with what webpack made."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as jar:
        jar.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nStart-Class: com.example.Shop\n")
        jar.writestr("BOOT-INF/classes/com/example/Shop.class", b"\xca\xfe\xba\xbe")
        pack(jar, versions)
    return file


def pack(jar, versions):
    manifest = {LOGICAL[version.split("-")[0]]: key(version) for version in versions}
    jar.writestr(f"{STATIC}manifest.json", json.dumps(manifest))
    for version in versions:
        jar.writestr(f"{STATIC}{key(version)}", content(version))


class Shop:
    """A store, a host with the application, and Varnish in front of it."""

    def __init__(self, stack):
        self.stack = stack
        self.temporary = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="passthrough-seed-")))
        self.temporary.chmod(0o755)  # Varnish reads its configuration as a user of its own.
        self.cloud = self.temporary / "store"
        self.config = self.temporary / "passthrough.yaml"
        self.config.write_text(CONFIG.format(store=self.cloud))
        self.env = environment(self.temporary)
        self.host = self.make_host()
        stack.callback(self.host.stop)
        self.serve(self.application(1))
        self.varnish = Varnish(self, "varnish/gateway.vcl", {"8101": str(self.host.port)})

    def make_host(self):
        return Host(Site("seed", self.config), self.env)

    def application(self, number):
        return application(self.temporary / f"shop-{number}.jar", DEPLOYMENTS[number - 1].manifest.split())

    def serve(self, jar):
        self.host.serve(types.SimpleNamespace(folder=jar))

    def deploy(self, number, jar):
        options = ["--config", self.config, "--from", jar, "--release", str(number)]
        return Measured(self.env, "deploy", *options, "--via", self.varnish.front.url, "--strict").json

    def in_the_cloud(self):
        """What lies in the store beside the records."""
        files = [file for file in self.cloud.rglob("*") if file.is_file()]
        names = {file.relative_to(self.cloud).as_posix() for file in files}
        return {name for name in names if not name.startswith(".")}


def check(failures, make_shop=Shop):
    started = time.monotonic()
    there = set()
    with contextlib.ExitStack() as stack:
        shop = make_shop(stack)
        for number, deployment in enumerate(DEPLOYMENTS, 1):
            jar = shop.application(number)
            there = (there | keys(deployment.uploaded)) - keys(deployment.removed)
            told = shop.deploy(number, jar)
            compare(told, deployment, f"seed, release {number}", failures)
            difference = shop.in_the_cloud() ^ there
            failures.require(not difference, f"seed, release {number}: {difference} in the cloud or not")
            cached(shop.varnish, deployment, f"seed, release {number}", failures)
        shop.serve(jar)
        failures.require(there == keys(KEPT), "seed: the table does not end with what it says is kept")
        served(shop.host, failures)
    print(f"seed: {len(DEPLOYMENTS)} releases in {time.monotonic() - started:.0f} s", flush=True)


def compare(told, deployment, step, failures):
    uploaded, deleted = told["publish"]["uploaded"], {each["key"] for each in told["prune"]["plan"]}
    failures.require(
        uploaded == len(keys(deployment.uploaded)), f"{step}: {uploaded} uploaded, not {deployment.uploaded}"
    )
    failures.require(deleted == keys(deployment.removed), f"{step}: deleted {deleted}, not {deployment.removed}")
    failures.require(told["verify"]["verified"], f"{step}: not verified through the CDN")


def cached(varnish, deployment, step, failures):
    """The check of each asset has made the CDN cache it, for all browsers."""
    connection = http.client.HTTPConnection("127.0.0.1", varnish.front.port, timeout=30)
    for version in deployment.manifest.split():
        for coding in CODINGS[:2]:
            status, headers, _ = get(connection, f"/{key(version)}", {"Accept-Encoding": coding})
            is_hit = " " in headers["X-Varnish"]
            failures.require((status, is_hit) == (200, True), f"{step}: {version} is {status}, hit: {is_hit}")
    connection.close()


def served(host, failures):
    """The application of the last release has what is kept of all, and nothing else."""
    connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=30)
    every = {version for deployment in DEPLOYMENTS for version in deployment.manifest.split()}
    for version in sorted(every):
        status, headers, body = get(connection, f"/{key(version)}")
        right = (200, IMMUTABLE) if version in KEPT.split() else (404, "no-store")
        told = (status, headers["Cache-Control"])
        failures.require(told == right, f"seed: at the end {version} is {told}")
        failures.require(status != 200 or body == content(version), f"seed: {version} has other bytes")
    connection.close()
