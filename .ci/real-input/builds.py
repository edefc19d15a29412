"""Builds two releases of tiny applications with real bundlers, and asks two gateways for every file.

What a bundler names after a digest of its content is told by the list `hashed-…` beside the
application: Passthrough's rule and the list must agree. Which page a navigation gets is told by
`navigations`, and a browser shows it.
"""

import concurrent.futures
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from answers import Answers, Hashed, Score
from browser import Browser
from check import PASSTHROUGH, ROOT, Failures, Gateway, Measured, Release, environment, publish
from pages import page_problems

SOURCES = Path(__file__).resolve().parent / "builds"
WORK = ROOT / "target" / "real-builds"
# The word that stands in every source, and what it is in each release.
WORD, SEASONS = "spring", {"1": "spring", "2": "autumn"}
WORDLESS = ("package.json", "package-lock.json", ".npmrc", ".png")
SILENT = {
    "ASTRO_TELEMETRY_DISABLED": "1",
    "CI": "true",
    "DO_NOT_TRACK": "1",
    "NEXT_TELEMETRY_DISABLED": "1",
    "NG_CLI_ANALYTICS": "false",
}
MISSED_AT_MOST = 0.03
WORKERS = 2


@dataclass(frozen=True)
class Bundler:
    """One way to build an application."""

    name: str
    command: str
    output: str

    def hashed(self, application):
        return Hashed.read(SOURCES / application / f"hashed-{self.name}")


@dataclass(frozen=True)
class Build:
    """What `publish` and a gateway are told of."""

    name: str
    config: Path


# The longest first, as two are built at a time.
APPLICATIONS = {
    "angular": (Bundler("angular", "node_modules/.bin/ng build", "dist/browser"),),
    "next": (
        Bundler("turbopack", "node_modules/.bin/next build --turbopack", "out"),
        Bundler("webpack", "node_modules/.bin/next build --webpack", "out"),
    ),
    "astro": (Bundler("astro", "node_modules/.bin/astro build", "dist"),),
    "sveltekit": (Bundler("sveltekit", "node_modules/.bin/vite build", "build"),),
    "rspack": (Bundler("rspack", "node build.js", "dist"),),
    "bun": (Bundler("bun", "node build.js", "dist"),),
}


class CommandFailure(Exception):
    """A command of npm's or a bundler's that failed, with what it said."""


def run(command, folder):
    """Runs a command in a folder."""
    environment = {**os.environ, **SILENT}
    done = subprocess.run(
        command,
        shell=isinstance(command, str),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        said = f"{done.stdout[:2000]}\n…\n{done.stdout[-2000:]}"
        raise CommandFailure(f"{folder}: {command}: exit {done.returncode}: {said}")


def write_sources(application, season, folder):
    """Writes the sources as they are in one release."""
    for source in (SOURCES / application).rglob("*"):
        if not source.is_file():
            continue
        target = folder / source.relative_to(SOURCES / application)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.name.endswith(WORDLESS):
            shutil.copyfile(source, target)
        else:
            target.write_text(source.read_text().replace(WORD, season))


def install(application, folder):
    """Installs what the lock file names, unless that is there."""
    write_sources(application, SEASONS["1"], folder)
    lock = (SOURCES / application / "package-lock.json").read_bytes()
    installed = folder / "node_modules" / ".installed"
    if not installed.is_file() or installed.read_bytes() != lock:
        run(["npm", "ci", "--loglevel=error", "--no-audit", "--no-fund", "--prefer-offline"], folder)
        installed.write_bytes(lock)


def build(bundler, release, folder):
    """Builds one release, into a folder of its own."""
    shutil.rmtree(folder / bundler.output, ignore_errors=True)
    run(bundler.command, folder)
    output = folder / "releases" / f"{bundler.name}-{release}"
    shutil.rmtree(output, ignore_errors=True)
    output.parent.mkdir(exist_ok=True)
    os.rename(folder / bundler.output, output)
    return Release(release, output)


@dataclass(frozen=True)
class Checks:
    """What all checks of one run share."""

    temporary: Path
    browser: Browser
    failures: Failures

    def application(self, name):
        """Installs, builds and checks one application; returns the scores, by bundler."""
        try:
            return self.built(name)
        except CommandFailure as failure:
            self.failures.require(False, str(failure))
            return []

    def built(self, name):
        folder = WORK / name
        started = time.monotonic()
        install(name, folder)
        times = [("installed", time.monotonic() - started)]
        scores = []
        for bundler in APPLICATIONS[name]:
            started = time.monotonic()
            releases = []
            for release, season in SEASONS.items():
                write_sources(name, season, folder)
                releases.append(build(bundler, release, folder))
            times.append(("built", time.monotonic() - started))
            started = time.monotonic()
            scores.append(self.served(name, bundler, releases))
            times.append(("checked", time.monotonic() - started))
            took = ", ".join(f"{what} in {seconds:.0f} s" for what, seconds in times)
            print(f"{scores[-1]}; {took}", flush=True)
            times = []
        return scores

    def served(self, application, bundler, releases):
        """Publishes both releases, serves each from a gateway of its own and asks both for everything."""
        name = f"{application}, {bundler.name}"
        env = environment(self.temporary / bundler.name)
        pair = Build(name, SOURCES / "passthrough.yaml")
        with contextlib.ExitStack() as stack:
            gateways = []
            for release in releases:
                publish(pair, release, env)
                Measured(env, "activate", release.version, "--config", pair.config)
                gateways.append(Gateway(pair, release, env))
                stack.callback(gateways[-1].stop)
            self.pages(application, releases, gateways)
            answers = Answers(releases, gateways, bundler.hashed(application))
            return answers.check(name, self.failures)

    def pages(self, application, releases, gateways):
        navigations = (SOURCES / application / "navigations").read_text()
        for release, gateway in zip(releases, gateways):
            own = navigations.replace(WORD, SEASONS[release.version])
            for problem in page_problems(own, release, gateway, self.browser):
                self.failures.require(False, f"{application} {release.version}: {problem}")


def main():
    wanted = sys.argv[1:] or list(APPLICATIONS)
    subprocess.run([PASSTHROUGH, "--version"], check=True, stdout=subprocess.DEVNULL)
    started = time.monotonic()
    failures = Failures()
    prefix = "passthrough-real-builds-"
    with tempfile.TemporaryDirectory(prefix=prefix) as temporary, Browser() as browser:
        checks = Checks(Path(temporary), browser, failures)
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            scores = [score for done in pool.map(checks.application, wanted) for score in done]
    total = Score.sum("all", scores)
    print(f"{total}; {time.monotonic() - started:.0f} s")
    few = len(total.missed) <= MISSED_AT_MOST * total.hashed
    failures.require(few, f"more than {MISSED_AT_MOST:.0%} of the digests were missed")
    for line in failures.lines[:50]:
        print(f"FAILED {line}")
    sys.exit(f"{len(failures.lines)} checks failed" if failures.lines else 0)


if __name__ == "__main__":
    main()
