"""Puts real load balancers and caches in front of gateways and a bucket, and asks for all of two releases.

Without arguments: nginx, HAProxy and Varnish in front of gateways, and tabs of old releases. With `bucket`: Varnish in front of a bucket, in a server
that AWS_ENDPOINT_URL_S3 names, made with the AWS command line on the path.
"""

import contextlib
import hashlib
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

import oldtab
from browser import Browser
from check import PASSTHROUGH, Failures
from fronts import READY_WITHIN_SECONDS, RELEASES, Balancer, Scene, await_all_up, get

BUCKET = "frontends"
BUCKET_STORE = f"s3: {{region: us-east-1, bucket: {BUCKET}, key: shop}}"
READABLE = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": effect,
            "Principal": {"AWS": ["*"]},
            "Action": ["s3:GetObject"],
            "Resource": [f"arn:aws:s3:::{BUCKET}/{objects}"],
        }
        for effect, objects in (("Allow", "shop/*"), ("Deny", "shop/.passthrough/*"))
    ],
}
CLIENTS = 6
# Pages that lack their script stay blank for good.
PATIENCE_WITHOUT_FALLBACK = 5


@dataclass
class Tally:
    """What clients saw."""

    asked: int = 0
    failed: list = field(default_factory=list)


class Clients:
    """Asks for every asset of some releases, over and over, on connections that are kept."""

    def __init__(self, port, releases, base="assets/"):
        self.port = port
        self.digests = {
            f"/{path}": release.sha256(path)
            for release in releases
            for path in release.files
            if path.startswith(base)
        }
        self.ended = threading.Event()
        self.tally = Tally()
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.ask, args=(n,)) for n in range(CLIENTS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self.tally

    def __exit__(self, *failure):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def ask(self, number):
        paths = sorted(self.digests)
        connection = None
        turn = number
        while not self.ended.is_set():
            path = paths[turn % len(paths)]
            turn += 1
            connection = connection or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=30
            )
            try:
                problem = self.problem(connection, path)
            except (OSError, http.client.HTTPException) as failure:
                problem = repr(failure)
                connection.close()
                connection = None
            with self.lock:
                self.tally.asked += 1
                if problem:
                    self.tally.failed.append(f"{path} {problem}")

    def problem(self, connection, path):
        status, _, body = get(connection, path)
        if status != 200:
            return f"is {status}"
        return None if hashlib.sha256(body).hexdigest() == self.digests[path] else "has other bytes"


class Tab:
    """A browser's tab with the application of the examples, in which somebody opens one page after another."""

    def __init__(self, browser, name, url, patience=READY_WITHIN_SECONDS):
        self.browser = browser
        self.name = name
        self.patience = patience
        self.stuck = []
        self.handle = browser.open_tab(url)
        self.wait("document.querySelector('main')?.children.length > 0")

    def click_through(self):
        """Clicks each link; returns what the browser says of failed requests, and what never came."""
        self.browser.switch(self.handle)
        links = self.browser.run("return [...document.querySelectorAll('nav a')].map(a => a.hash)")
        for link in links[1:]:
            self.browser.run(
                "window.before = document.querySelector('main').innerHTML;"
                "document.querySelector(`nav a[href='${arguments[0]}']`).click()",
                link,
            )
            self.wait("document.querySelector('main').innerHTML !== window.before")
        return [f"{self.name}: {fault}" for fault in [*self.browser.faults(), *self.stuck]]

    def wait(self, condition):
        """A page stays blank where its own script is asked of the wrong host."""
        deadline = time.monotonic() + self.patience
        while not self.browser.run(f"return {condition}"):
            if time.monotonic() > deadline:
                self.stuck.append(f"never came true: {condition}; {self.browser.shown()!r}")
                return
            time.sleep(0.05)


def roll_out(falls_back, failures):
    """Replaces both hosts while clients ask and tabs are open; returns what clients and tabs saw."""
    with contextlib.ExitStack() as stack:
        scene = Scene(stack, falls_back)
        for host in scene.hosts:
            host.serve(scene.releases[0])
        balancer = scene.haproxy()
        await_all_up(scene.stats, scene.hosts)
        browser = stack.enter_context(Browser())
        patience = READY_WITHIN_SECONDS if falls_back else PATIENCE_WITHOUT_FALLBACK
        tabs = [Tab(browser, "before", balancer.url, patience)]
        with Clients(balancer.port, scene.releases) as tally:
            for host in scene.hosts:
                host.serve(scene.releases[1])
                await_all_up(scene.stats, scene.hosts)
                tabs.append(Tab(browser, "during", balancer.url, patience))
            tabs.append(Tab(browser, "after", balancer.url, patience))
            faults = [fault for tab in tabs for fault in tab.click_through()]
        return tally, faults


def check_haproxy(failures):
    tally, faults = roll_out(True, failures)
    print(
        f"haproxy: {tally.asked} requests, {len(tally.failed)} failed; {len(faults)} faults in tabs",
        flush=True,
    )
    failures.require(not tally.failed, f"requests failed, such as {tally.failed[:3]}")
    failures.require(not faults, f"tabs failed: {faults[:3]}")
    tally, faults = roll_out(False, failures)
    print(
        f"  without fallback: {len(tally.failed)} failed of {tally.asked}; {len(faults)} faults in tabs"
    )
    failures.require(
        tally.failed and faults, "nothing failed without fallback, so this shows nothing"
    )


def check_nginx(failures):
    """nginx serves its own root, and what it lacks comes from the gateway."""
    with contextlib.ExitStack() as stack:
        scene = Scene(stack, True)
        host = scene.hosts[0]
        host.serve(scene.releases[1])
        addresses = {
            "127.0.0.1:8101": f"127.0.0.1:{host.port}",
            "/srv/shop/current": str(RELEASES / "2"),
        }
        command = [
            "nginx",
            "-p",
            "{folder}",
            "-e",
            "stderr",
            "-c",
            "{config}",
            "-g",
            "daemon off; pid nginx.pid;",
        ]
        front = scene.front(command, "nginx/nginx.conf", addresses)
        connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=30)
        digests = Clients(front.port, scene.releases).digests
        for path, digest in digests.items():
            status, headers, body = get(connection, path)
            right = status == 200 and hashlib.sha256(body).hexdigest() == digest
            failures.require(right, f"nginx: {path} is {status}")
            failures.require("immutable" in headers["Cache-Control"], f"nginx: {path} may change")
        status, headers, body = get(connection, "/assets/index-AAAAAAAA.js")
        told = (status, headers["Cache-Control"], headers.get_content_type())
        failures.require(
            told == (404, "no-store", "text/plain"), f"nginx: a made-up name is {told}"
        )
        print(f"nginx: {len(digests)} assets of two releases")


# As browsers ask for assets, with one and without the other, and as the oldest clients do.
CODINGS = ("gzip, deflate, br, zstd", "gzip, deflate", "identity")


class Varnish:
    """Varnish with a configuration of the examples."""

    def __init__(self, scene, config, addresses):
        self.folder = scene.temporary / "varnish"
        command = [
            "varnishd",
            "-F",
            "-n",
            str(self.folder),
            "-f",
            "{config}",
            "-p",
            "http_gzip_support=off",
        ]
        self.front = Balancer(command, config, addresses, scene.temporary, listens="-a")
        scene.stack.callback(self.front.stop)

    def counters(self):
        command = ["varnishstat", "-n", str(self.folder), "-j"]
        counters = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)[
            "counters"
        ]
        return {
            name: counters[f"MAIN.{name}"]["value"]
            for name in ("cache_hit", "cache_miss", "cache_hitmiss")
        }

    def counted_since(self, before, asked):
        """The counters' growth, which a worker tells a moment after it answered."""
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while True:
            told = {name: count - before[name] for name, count in self.counters().items()}
            if sum(told.values()) >= asked or time.monotonic() > deadline:
                return told
            time.sleep(0.1)

    def check(self, scene, failures, url, origin):
        """Verifies both releases, then asks for all assets again: everything is there."""
        for release in scene.releases:
            problem = scene.verify(release, url, origin)
            failures.require(problem is None, f"varnish: verify {release.version}: {problem}")
        connection = http.client.HTTPConnection("127.0.0.1", self.front.port, timeout=30)
        digests = Clients(self.front.port, scene.releases).digests
        before = self.counters()
        for path, digest in digests.items():
            for coding in CODINGS:
                status, headers, body = get(connection, path, {"Accept-Encoding": coding})
                failures.require(status == 200, f"varnish: {path} is {status}")
                if "Content-Encoding" not in headers:
                    failures.require(
                        hashlib.sha256(body).hexdigest() == digest,
                        f"varnish: {path} has other bytes",
                    )
        asked = len(digests) * len(CODINGS)
        told = self.counted_since(before, asked)
        wanted = {"cache_hit": asked, "cache_miss": 0, "cache_hitmiss": 0}
        failures.require(told == wanted, f"varnish: after verify {told}, not {wanted}")
        for _ in range(3):
            status, headers, _ = get(connection, "/assets/index-AAAAAAAA.js")
            stored = " " in headers["X-Varnish"]
            failures.require(
                (status, stored) == (404, False),
                f"varnish: a made-up name is {status}, stored: {stored}",
            )
        print(
            f"varnish, {self.front.config.name}: {told['cache_hit']} hits after verify", flush=True
        )


def check_varnish(failures):
    """Varnish in front of a gateway."""
    with contextlib.ExitStack() as stack:
        scene = Scene(stack, True)
        host = scene.hosts[0]
        host.serve(scene.releases[1])
        varnish = Varnish(scene, "varnish/gateway.vcl", {"8101": str(host.port)})
        varnish.check(scene, failures, varnish.front.url, "gateway")


def check_bucket(failures):
    """Varnish in front of a bucket that everybody may read, but for the records."""
    server = urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL_S3"]).netloc
    aws("create-bucket", "--bucket", BUCKET)
    aws("put-bucket-policy", "--bucket", BUCKET, "--policy", json.dumps(READABLE))
    with contextlib.ExitStack() as stack:
        scene = Scene(stack, True, BUCKET_STORE)
        address = {
            "127.0.0.1:9000": server,
            '"127.0.0.1"': f'"{server.split(":")[0]}"',
            '"9000"': f'"{server.split(":")[1]}"',
        }
        varnish = Varnish(scene, "varnish/bucket.vcl", address)
        varnish.check(scene, failures, f"{varnish.front.url}/assets/", "store")


def aws(*arguments):
    subprocess.run(["aws", "s3api", *arguments], check=True, stdout=subprocess.DEVNULL)


def main():
    subprocess.run([PASSTHROUGH, "--version"], check=True, stdout=subprocess.DEVNULL)
    failures = Failures()
    checks = {
        "nginx": check_nginx,
        "haproxy": check_haproxy,
        "varnish": check_varnish,
        "bucket": check_bucket,
        "tabs": oldtab.check,
    }
    for name in sys.argv[1:] or ["nginx", "haproxy", "varnish", "tabs"]:
        checks[name](failures)
    for line in failures.lines[:50]:
        print(f"FAILED {line}")
    sys.exit(f"{len(failures.lines)} checks failed" if failures.lines else 0)


if __name__ == "__main__":
    main()
