"""Takes the shell steps out of examples/ci and executes them, in their order, each file with two hosts of its own; and the
seed's own case beside them, as they mostly wait."""

import concurrent.futures
import contextlib
import http.client
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree
from dataclasses import dataclass
from pathlib import Path

import seedcase
from check import PASSTHROUGH, ROOT, Failures, Measured, Release, environment
from fronts import EXAMPLES, RELEASES, Host, Site, get

HERE = Path(__file__).resolve().parent
CONFIG = """
gateway:
  assets:
    base: /assets/
    refresh: 500ms
    fs: {{path: "{store}"}}
"""
PACKAGE = {"name": "shop", "version": "1.0.0", "private": True}
# What each CI puts in the environment of a step, and what its expressions stand for.
JENKINS = {"JENKINS_URL": "https://ci.example.com/", "BUILD_NUMBER": "17", "GIT_COMMIT": "3f2a9c0d"}
GITHUB = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_RUN_NUMBER": "17", "GITHUB_SHA": "3f2a9c0d"}
GITLAB = {"CI": "true", "GITLAB_CI": "true", "CI_PIPELINE_IID": "17", "CI_COMMIT_SHA": "3f2a9c0d"}
RELEASE = "17-3f2a9c0d"
REPLACE_HOST = """#!/usr/bin/env python3
import os, sys, urllib.request
urllib.request.urlopen(os.environ["HOSTS_CONTROL"] + "/".join(sys.argv[1:]), timeout=60)
"""


@dataclass(frozen=True)
class Step:
    name: str
    script: str


@dataclass(frozen=True)
class Pipeline:
    """The steps of one file, as its CI runs them."""

    name: str
    shell: tuple
    variables: dict
    release: str
    rollout: list
    rollback: list


def jenkins():
    text = (EXAMPLES / "ci/Jenkinsfile").read_text()
    stages = re.findall(r"stage\('([^']*)'\)(.*?)(?=stage\('|\Z)", text, re.S)
    steps = [Step(name, script) for name, body in stages for script in re.findall(r"sh '''(.*?)'''", body, re.S)]
    release = re.search(r'RELEASE = "(.*)"', text).group(1)
    release = re.sub(r"\$\{env\.(\w+)\}", lambda name: JENKINS[name.group(1)], release)
    return pipeline("Jenkinsfile", ("sh", "-xe"), JENKINS, release, steps)


def github(document):
    jobs = document["jobs"].values()
    steps = [Step(step["name"], step["run"]) for job in jobs for step in job["steps"] if "run" in step]
    values = {"github.run_number": GITHUB["GITHUB_RUN_NUMBER"], "github.sha": GITHUB["GITHUB_SHA"]}
    release = re.sub(r"\$\{\{ (.*?) \}\}", lambda name: values[name.group(1)], document["env"]["RELEASE"])
    return pipeline("github-workflow.yml", ("bash", "-e"), GITHUB, release, steps)


def gitlab(document):
    stages = document["stages"]
    jobs = [(name, job) for name, job in document.items() if isinstance(job, dict) and "script" in job]
    jobs.sort(key=lambda each: stages.index(each[1]["stage"]))
    steps = [Step(name, "\n".join(job["script"])) for name, job in jobs]
    release = re.sub(r"\$(\w+)", lambda name: GITLAB[name.group(1)], document["variables"]["RELEASE"])
    return pipeline("gitlab-ci.yml", ("bash", "-eo", "pipefail"), GITLAB, release, steps)


def pipeline(name, shell, variables, release, steps):
    by_hand = [step for step in steps if "rollback" in step.name.lower()]
    return Pipeline(name, shell, variables, release, [step for step in steps if step not in by_hand], by_hand)


def pipelines():
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    files = [EXAMPLES / "ci" / name for name in ("github-workflow.yml", "gitlab-ci.yml")]
    libraries = ROOT / "passthrough-cli/target/distribution/lib/*"
    command = [java, "-cp", str(libraries), str(HERE / "YamlAsJson.java"), *map(str, files)]
    documents = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return [jenkins(), github(documents[0]), gitlab(documents[1])]


class Fleet:
    """Two hosts, and the server that `replace-host` of a checkout asks for them."""

    def __init__(self, stack, site, env, current):
        self.hosts = {name: Host(site, env) for name in ("web-1", "web-2")}
        self.current = current
        self.releases = {name: Release(name, RELEASES / name) for name in ("1", "2")}
        self.events = []
        for host in self.hosts.values():
            host.serve(self.releases["1"])
            stack.callback(host.stop)
        fleet = self

        class Control(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                fleet.replace(*self.path.strip("/").split("/"))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self.control = http.server.HTTPServer(("127.0.0.1", 0), Control)
        threading.Thread(target=self.control.serve_forever, daemon=True).start()
        stack.callback(self.control.shutdown)

    def replace(self, name, release):
        self.events.append((name, release, self.current()))
        self.hosts[name].serve(self.releases["1" if release == "previous" else "2"])
        self.await_ready(self.hosts[name])

    def await_ready(self, host):
        deadline = time.monotonic() + 30
        while get(http.client.HTTPConnection("127.0.0.1", host.health, timeout=5), "/readyz")[0] != 200:
            if time.monotonic() > deadline:
                raise RuntimeError("a host does not become ready")
            time.sleep(0.05)

    def missing(self):
        """What any host lacks of both releases."""
        paths = {f"/{path}" for version in ("1", "2") for path in assets(RELEASES / version)}
        lacks = []
        for name, host in self.hosts.items():
            connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=30)
            lacks += [f"{name}{path}" for path in sorted(paths) if get(connection, path)[0] != 200]
            connection.close()
        return lacks


def assets(folder):
    return [path.relative_to(folder).as_posix() for path in (folder / "assets").iterdir()]


class Checkout:
    """A repository as a runner has it: the build is one that was made before."""

    def __init__(self, folder, pipeline):
        self.folder = folder
        self.pipeline = pipeline
        self.store = folder / "store"
        build = {"build": f"rm -rf dist && cp -r '{RELEASES / '2'}' dist"}
        lock = {**PACKAGE, "lockfileVersion": 3, "packages": {"": PACKAGE}}
        self.write("package.json", json.dumps({**PACKAGE, "scripts": build}))
        self.write("package-lock.json", json.dumps(lock))
        self.write("passthrough.yaml", CONFIG.format(store=self.store))
        self.write("replace-host", REPLACE_HOST).chmod(0o755)
        (folder / "bin").mkdir()
        (folder / "bin/passthrough").symlink_to(PASSTHROUGH)

    def write(self, name, text):
        file = self.folder / name
        file.write_text(text)
        return file

    def current(self):
        """The release of the newest activation."""
        newest = max((self.store / ".passthrough/activations/default").glob("*.json"))
        return json.loads(newest.read_text())["release"]

    def run(self, step, env):
        command = [*self.pipeline.shell, str(self.write("step", step.script))]
        done = subprocess.run(
            command, cwd=self.folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if done.returncode:
            raise RuntimeError(f"step '{step.name}' ends with {done.returncode}: {done.stdout[-2000:]}")


def first_release(folder):
    """A store in which the release before is current."""
    config = folder / "passthrough.yaml"
    config.write_text(CONFIG.format(store=folder / "store"))
    line = ["deploy", "--config", config, "--from", RELEASES / "1", "--release", "1"]
    Measured(environment(folder), *line)
    return folder / "store"


def execute(pipeline, before, failures):
    started = time.monotonic()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="passthrough-pipeline-")))
        checkout = Checkout(folder, pipeline)
        site = Site("site", folder / "passthrough.yaml")
        plain = environment(folder)
        shutil.copytree(before, checkout.store)
        fleet = Fleet(stack, site, plain, checkout.current)
        env = variables(pipeline, folder, fleet)

        def require(condition, what):
            failures.require(condition, f"{pipeline.name}: {what}")

        require(pipeline.release == RELEASE, f"its release is {pipeline.release}")
        roll_out(checkout, fleet, env, require)
        reports(checkout, require)
        for step in pipeline.rollback:
            checkout.run(step, env)
        require(checkout.current() == "1", f"after the rollback {checkout.current()} is current")
        there = [(name, RELEASE, "1") for name in fleet.hosts]
        back = [(name, "previous", RELEASE) for name in fleet.hosts]
        require(fleet.events == there + back, f"hosts were replaced as {fleet.events}")
        require(not fleet.missing(), f"after the rollback hosts lack {fleet.missing()[:3]}")
    steps = len(pipeline.rollout) + len(pipeline.rollback)
    print(f"{pipeline.name}: {steps} steps in {time.monotonic() - started:.0f} s", flush=True)


def variables(pipeline, folder, fleet):
    plain = {name: value for name, value in os.environ.items() if name not in ("CI", "JENKINS_URL")}
    return {
        **plain,
        **pipeline.variables,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "SITE": f"http://127.0.0.1:{fleet.hosts['web-1'].port}",
        "HOSTS": " ".join(fleet.hosts),
        "RELEASE": pipeline.release,
        "GITHUB_STEP_SUMMARY": str(folder / "job.md") if pipeline.variables is GITHUB else "",
        "HOSTS_CONTROL": f"http://127.0.0.1:{fleet.control.server_port}/",
    }


def roll_out(checkout, fleet, env, require):
    """Runs the steps: what is current changes with the last one; after the build every host has the files of both."""
    for step in checkout.pipeline.rollout:
        checkout.run(step, env)
        current = RELEASE if step is checkout.pipeline.rollout[-1] else "1"
        require(checkout.current() == current, f"after '{step.name}' {checkout.current()} is current")
        if step is not checkout.pipeline.rollout[0]:
            require(not fleet.missing(), f"after '{step.name}' hosts lack {fleet.missing()[:3]}")


def reports(checkout, require):
    if checkout.pipeline.variables is GITHUB:
        require(RELEASE in (checkout.folder / "job.md").read_text(), "the job's summary lacks the release")
        return
    cases = xml.etree.ElementTree.parse(checkout.folder / "deploy.xml").iter("testcase")
    names = [case.get("name") for case in cases]
    require("publish" in names and "verify" in names, f"the test report has {names}")


def main():
    subprocess.run([PASSTHROUGH, "--version"], check=True, stdout=subprocess.DEVNULL)
    failures = Failures()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        runs = [pool.submit(seedcase.check, failures)]
        with tempfile.TemporaryDirectory(prefix="passthrough-before-") as temporary:
            before = first_release(Path(temporary))
            runs += [pool.submit(execute, pipeline, before, failures) for pipeline in pipelines()]
            concurrent.futures.wait(runs)
        for run in runs:
            run.result()
    for line in failures.lines[:50]:
        print(f"FAILED {line}")
    sys.exit(f"{len(failures.lines)} checks failed" if failures.lines else 0)


if __name__ == "__main__":
    main()
