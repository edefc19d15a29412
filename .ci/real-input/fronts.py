"""Two published releases, hosts that serve them, and servers of Debian's in front of the hosts."""

import http.client
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from check import PASSTHROUGH, ROOT, Gateway, Measured, Release, environment, publish

EXAMPLES = ROOT / "examples"
RELEASES = EXAMPLES / "vite-app" / "releases"
CONFIG = """
gateway:
  assets:
    base: /assets/
    refresh: 500ms
    {store}
"""
READY_WITHIN_SECONDS = 30


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@dataclass(frozen=True)
class Site:
    """What `publish` and a gateway are told of."""

    name: str
    config: Path


class Host:
    """One host: a port at which one gateway after another listens."""

    def __init__(self, site, env):
        self.env = env
        self.port, self.health = free_port(), free_port()
        config = site.config.with_name(f"{site.config.stem}-{self.port}.yaml")
        admin = f"gateway:\n  admin: {{port: {self.health}}}"
        config.write_text(site.config.read_text().replace("gateway:", admin))
        self.site = Site(site.name, config)
        self.gateway = None

    def serve(self, release):
        if self.gateway is not None:
            self.gateway.stop()
        self.gateway = Gateway(self.site, release, self.env, self.port)

    def stop(self):
        if self.gateway is not None:
            self.gateway.stop()


class Balancer:
    """A server of Debian's with a configuration of the examples, at ports of its own."""

    def __init__(self, command, config, addresses, temporary, listens=None):
        text = (EXAMPLES / config).read_text()
        self.port = free_port()
        if listens is None:
            addresses = {"127.0.0.1:8000": f"127.0.0.1:{self.port}", **addresses}
        else:
            command = [*command, listens, f"127.0.0.1:{self.port}"]
        for address, actual in addresses.items():
            if address not in text:
                sys.exit(f"{config} does not name {address}")
            text = text.replace(address, actual)
        self.config = temporary / Path(config).name
        self.config.write_text(text)
        self.log = open(temporary / f"{self.config.name}.log", "w+")
        self.process = subprocess.Popen(
            [part.format(config=self.config, folder=temporary) for part in command],
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self.url = f"http://127.0.0.1:{self.port}"
        self.await_start()

    def await_start(self):
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while True:
            try:
                status, _, _ = get(
                    http.client.HTTPConnection("127.0.0.1", self.port, timeout=5), "/"
                )
                if status < 500:
                    return
            except OSError:
                pass
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.log.seek(0)
                sys.exit(f"{self.config.name} does not answer: {self.log.read()}")
            time.sleep(0.1)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


def get(connection, path, headers=None):
    connection.request("GET", urllib.parse.quote(path, safe="/;"), headers=headers or {})
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def await_all_up(stats, hosts):
    """Waits until the balancer, whose figures are at a port, sends requests to every host."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", stats, timeout=5)
        _, _, table = get(connection, "/;csv")
        connection.close()
        rows = [line.split(",") for line in table.decode().splitlines()]
        states = [row[rows[0].index("status")] for row in rows if row[0] == "hosts"]
        if states == ["UP"] * (len(hosts) + 1):
            return
        time.sleep(0.1)
    sys.exit(f"the balancer does not take all hosts: {states}")


class Scene:
    """Two published releases, two hosts, and what is in front of them."""

    def __init__(self, stack, falls_back, store=None):
        self.stack = stack
        self.temporary = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="passthrough-rollout-"))
        )
        self.temporary.chmod(0o755)  # Varnish reads its configuration as a user of its own.
        store = store or f'fs: {{path: "{self.temporary / "store"}"}}'
        self.releases = [Release(version, RELEASES / version) for version in ("1", "2")]
        self.env = environment(self.temporary)
        self.site = self.configured("site", store)
        for release in self.releases:
            publish(self.site, release, self.env)
        Measured(self.env, "activate", "1", "--config", self.site.config)
        (self.temporary / "nothing").mkdir()
        nothing = f'fs: {{path: "{self.temporary / "nothing"}"}}'
        served = self.site if falls_back else self.configured("alone", nothing)
        self.hosts = [Host(served, self.env) for _ in range(2)]
        for host in self.hosts:
            stack.callback(host.stop)

    def configured(self, name, store):
        config = self.temporary / f"{name}.yaml"
        config.write_text(CONFIG.format(store=store))
        return Site(name, config)

    def verify(self, release, url, origin):
        """What `verify` says of a release through a URL, or None."""
        config = self.temporary / "verify.yaml"
        via = f'publish: {{verify: [{{url: "{url}", origin: {origin}}}]}}'
        config.write_text(self.site.config.read_text() + via)
        command = [str(PASSTHROUGH), "verify", release.version, "--config", str(config)]
        done = subprocess.run(
            command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return None if done.returncode == 0 else done.stdout[-2000:]

    def front(self, command, config, addresses):
        balancer = Balancer(command, config, addresses, self.temporary)
        self.stack.callback(balancer.stop)
        return balancer

    def haproxy(self):
        self.stats = free_port()
        addresses = {
            "127.0.0.1:8404": f"127.0.0.1:{self.stats}",
            "127.0.0.1:8101": f"127.0.0.1:{self.hosts[0].port}",
            "127.0.0.1:8102": f"127.0.0.1:{self.hosts[1].port}",
            "port 8201": f"port {self.hosts[0].health}",
            "port 8202": f"port {self.hosts[1].health}",
        }
        return self.front(["haproxy", "-db", "-f", "{config}"], "haproxy/haproxy.cfg", addresses)
