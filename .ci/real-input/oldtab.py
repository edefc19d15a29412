"""Tabs with examples/client in them: one whose file is gone loads again and goes on with the release that is current, once."""

import concurrent.futures
import contextlib
import http.client
import json
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from browser import Browser
from check import Measured, environment
from fronts import EXAMPLES, Host, Site, get

SCRIPT = EXAMPLES / "client/passthrough.js"
LARGEST_SCRIPT = 1024
WITHIN_SECONDS = 30
CONFIG = """
gateway:
  assets: {{base: {base}, refresh: 200ms, lease: none, fs: {{path: "{store}"}}}}
retention: {{releases: 1, max_age: 0s}}
"""
# What the tab says of itself: its release, how it was loaded and when, what it shows, whether it was told of a newer release.
STATE = """
const loaded = performance.getEntriesByType('navigation')[0];
return {
  release: loaded.serverTiming.find((it) => it.name == 'passthrough')?.description,
  type: loaded.type,
  since: performance.timeOrigin,
  isBroken: !!document.querySelector('.broken'),
  shown: document.querySelector('main')?.innerText ?? '',
  asked: performance.getEntriesByType('resource').filter((it) => it.name.includes('/.well-known/passthrough')).length,
  told: window.told ?? 0,
};
"""
COUNT = "addEventListener('passthrough:newer', () => { window.told = (window.told ?? 0) + 1; })"
FAIL = "dispatchEvent(new Event('vite:preloadError'))"


@dataclass(frozen=True)
class Build:
    folder: Path

    @classmethod
    def of(cls, bundler, version, temporary):
        """The build of an example with the script in its page, before any other."""
        folder = temporary / version
        shutil.copytree(EXAMPLES / f"{bundler}-app/releases" / version, folder)
        page = folder / "index.html"
        text = page.read_text()
        page.write_text(text.replace("<title>", f"<script>{SCRIPT.read_text()}</script><title>", 1))
        return cls(folder)


class Rollout:
    def __init__(self, stack, bundler, base):
        self.bundler = bundler
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="passthrough-tab-")))
        self.config = temporary / "passthrough.yaml"
        self.config.write_text(CONFIG.format(base=base, store=temporary / "store"))
        self.env = environment(temporary)
        self.builds = {version: Build.of(bundler, version, temporary) for version in ("1", "2")}
        self.host = Host(Site("tab", self.config), self.env)
        stack.callback(self.host.stop)
        self.url = f"http://127.0.0.1:{self.host.port}/"

    def run(self, *line):
        return Measured(self.env, *line, "--config", self.config)

    def deploy(self, version):
        self.run("publish", "--from", self.builds[version].folder, "--release", version)
        self.run("activate", version)

    def serve(self, version):
        self.host.serve(self.builds[version])

    def ask(self, version):
        connection = http.client.HTTPConnection("127.0.0.1", self.host.port, timeout=30)
        _, _, body = get_query(connection, version)
        connection.close()
        return json.loads(body)

    def await_known(self, version, newer):
        """A gateway learns of an activation within its refresh."""
        await_true(lambda: self.ask(version)["newer"] == newer, f"{self.bundler}: newer than {version}: {newer}")


def get_query(connection, version):
    connection.request("GET", f"/.well-known/passthrough?release={version}")
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def await_true(condition, what):
    deadline = time.monotonic() + WITHIN_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"never came true: {what}")
        time.sleep(0.05)


class Tab:
    def __init__(self, browser, rollout):
        self.browser = browser
        self.name = rollout.bundler
        browser.open_tab(rollout.url)
        self.await_state(lambda state: state["shown"])
        browser.run(COUNT)

    def state(self):
        return self.browser.run(STATE)

    def await_state(self, is_right):
        seen = []

        def check():
            seen.append(self.state())
            return is_right(seen[-1])

        try:
            await_true(check, self.name)
        except RuntimeError as failure:
            raise RuntimeError(f"{failure}: {seen[-1]}") from failure
        return seen[-1]


def roll_out(bundler, base, failures):
    with contextlib.ExitStack() as stack:
        rollout = Rollout(stack, bundler, base)
        rollout.deploy("1")
        rollout.serve("1")
        rollout.await_known("1", False)
        browser = stack.enter_context(Browser())
        tab = Tab(browser, rollout)
        opened = tab.state()
        failures.require(opened["release"] == "1", f"{bundler}: the tab takes itself for {opened['release']}")
        without_newer(tab, opened, failures)
        rollout.deploy("2")
        rollout.run("prune")
        rollout.serve("2")
        rollout.await_known("1", True)
        failures.require(rollout.ask("1")["kept"] is False, f"{bundler}: {rollout.ask('1')}")
        file_gone(tab, failures)
        rollout.serve("1")
        rollout.await_known("1", True)
        loads_once(Tab(browser, rollout), failures)


def without_newer(tab, opened, failures):
    """As long as nothing is newer, a failure is asked about and nothing else happens."""
    tab.browser.run(FAIL)
    state = tab.await_state(lambda state: state["asked"] == 1)
    calm = state["since"] == opened["since"] and not state["told"]
    failures.require(calm, f"{tab.name}: without a newer release the tab is {state}")


def file_gone(tab, failures):
    """A page of the tab's own release is gone: it loads again, at the place where it was."""
    tab.browser.run("document.querySelector(`nav a[href='#/order']`).click()")
    state = tab.await_state(lambda state: state["release"] == "2" and state["shown"])
    right = state["type"] == "reload" and not state["isBroken"]
    failures.require(right, f"{tab.name}: after a file was gone the tab is {state}")
    place = tab.browser.run("return location.hash")
    failures.require(place == "#/order", f"{tab.name}: it is at {place}")


def loads_once(tab, failures):
    """A host that still has the old page: the tab loads again once, and is told afterwards."""
    before = tab.state()
    tab.browser.run(FAIL)
    again = tab.await_state(lambda state: state["since"] != before["since"] and state["shown"])
    tab.browser.run(COUNT)
    tab.browser.run(FAIL)
    state = tab.await_state(lambda state: state["told"] == 1)
    calm = state["since"] == again["since"] and state["release"] != "2"
    failures.require(calm, f"{tab.name}: the second time the tab is {state}")


def check(failures):
    started = time.monotonic()
    size = SCRIPT.stat().st_size
    failures.require(size <= LARGEST_SCRIPT, f"the script has {size} bytes")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        runs = [pool.submit(roll_out, *each, failures) for each in (("vite", "/assets/"), ("webpack", "/static/"))]
        for run in runs:
            run.result()
    print(f"old tabs: two bundlers in {time.monotonic() - started:.0f} s; the script has {size} bytes", flush=True)
