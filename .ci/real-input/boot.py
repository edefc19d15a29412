"""Hosts that run an application with Spring Boot."""

import http.client
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from fronts import free_port, get

STARTS_WITHIN_SECONDS = 90
# They are many on one machine, and none of them lives long.
OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m")


def java():
    return os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"


def extract(jar, folder):
    """Unpacks a jar as for an image in layers; returns the jar that starts it there."""
    command = [java(), *OPTIONS, "-Djarmode=tools", "-jar", str(jar), "extract", "--destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / jar.name


class BootHost:
    """One host: a port at which one jar after another listens."""

    def __init__(self, folder, env, ready="/readyz"):
        self.env = env
        self.ready = ready
        self.port = free_port()
        self.log = Path(folder) / f"host-{self.port}.log"
        self.process = None

    def start(self, jar):
        port = f"--server.port={self.port}"
        command = [java(), *OPTIONS, "-jar", str(jar), port, "--spring.main.banner-mode=off"]
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(command, env=self.env, stdout=log, stderr=subprocess.STDOUT)

    def await_ready(self):
        await_answer(self.process, self.port, self.ready, self.log)

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(60)
            self.process = None

    def serve(self, jar):
        self.stop()
        self.start(jar)
        self.await_ready()

    def release(self):
        return served_release(self.log)


def await_answer(process, port, path, log):
    """Waits until an application answers; ends with its log when it does not."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), path)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit(f"the application does not start: {log.read_text()[-4000:]}")


def served_release(log):
    """The release that an application says it serves, once it is ready."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline:
        told = re.search(r"Serving (\S+) and from the store those of others under '/", log.read_text())
        if told:
            return told.group(1)
        time.sleep(0.1)
    sys.exit(f"the application does not say what it serves: {log.read_text()[-4000:]}")
