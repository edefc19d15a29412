"""Rolls the Boot jars of examples/shop out behind HAProxy, packed on one host and extracted on the other, with Varnish in front
of the store for the entries of its pages."""

import contextlib
import http.client
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from boot import BootHost, extract
from browser import Browser
from check import Failures, Measured, Release
from fronts import EXAMPLES, READY_WITHIN_SECONDS, Balancer, await_all_up, free_port, get
from rollout import PATIENCE_WITHOUT_FALLBACK, Clients, Tab

# The store of files as the origin of a host for assets: what a bucket that everybody may read is elsewhere.
ORIGIN = """
user root; daemon off; pid {folder}/nginx.pid; error_log stderr;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port};
    location /frontends/shop/.passthrough/ {{ return 403; }}
    location /frontends/shop/ {{
      alias {store}/;
      add_header Cache-Control "public, max-age=31536000, immutable";
      add_header Access-Control-Allow-Origin "*";
    }}
  }}
}}
"""


class Host(BootHost):
    """One host: a port at which one release after another listens, packed or extracted."""

    def __init__(self, jars, temporary, env, is_extracted):
        super().__init__(temporary, env)
        self.jars = jars
        self.folder = temporary / f"extracted-{self.port}" if is_extracted else None

    def start(self, version):
        jar = self.jars / f"shop-{version}.jar"
        super().start(extract(jar, self.folder / version) if self.folder else jar)


class Shop:
    """Two hosts behind HAProxy, the pipeline's store, and Varnish in front of that."""

    def __init__(self, stack, jars, falls_back):
        self.stack = stack
        self.temporary = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="passthrough-shop-")))
        self.temporary.chmod(0o755)  # Varnish and nginx read as users of their own.
        self.store = self.temporary / "store"
        self.store.mkdir()
        self.jars = jars
        self.config = EXAMPLES / "shop/passthrough.yaml"
        self.env = {**os.environ, "SHOP_STORE": str(self.store), "SHOP_CONFIG": str(self.config)}
        self.releases = [
            Release(version, EXAMPLES / "webpack-app/releases" / version) for version in ("1", "2")
        ]
        nothing = {**self.env, "SHOP_STORE": str(self.temporary / "nothing")}
        (self.temporary / "nothing").mkdir()
        env = self.env if falls_back else nothing
        self.hosts = [Host(jars, self.temporary, env, is_extracted) for is_extracted in (False, True)]
        for host in self.hosts:
            stack.callback(host.stop)

    def deploy(self, version, *via):
        """The pipeline's step, on the Boot jar."""
        config = self.temporary / "deploy.yaml"
        verify = "".join(f'\npublish: {{verify: ["{url}"]}}\n' for url in via)
        config.write_text(self.config.read_text() + verify)
        jar = self.jars / f"shop-{version}.jar"
        return Measured(
            self.env, "deploy", "--config", config, "--from", jar, "--release", version
        ).json

    def start(self, version):
        for host in self.hosts:
            host.start(version)
        for host in self.hosts:
            host.await_ready()

    def haproxy(self):
        self.stats = free_port()
        one, two = (host.port for host in self.hosts)
        addresses = {
            "127.0.0.1:8404": f"127.0.0.1:{self.stats}",
            "127.0.0.1:8101 port 8201": f"127.0.0.1:{one} port {one}",
            "127.0.0.1:8102 port 8202": f"127.0.0.1:{two} port {two}",
        }
        command = ["haproxy", "-db", "-f", "{config}"]
        front = Balancer(command, "haproxy/haproxy.cfg", addresses, self.temporary)
        self.stack.callback(front.stop)
        return front

    def varnish(self):
        """A host for assets, whose origin is the store."""
        origin = free_port()
        folder = self.temporary / "origin"
        folder.mkdir()
        config = folder / "nginx.conf"
        config.write_text(ORIGIN.format(folder=folder, port=origin, store=self.store))
        nginx = subprocess.Popen(["nginx", "-p", str(folder), "-e", "stderr", "-c", str(config)])
        self.stack.callback(nginx.wait)
        self.stack.callback(nginx.terminate)
        folder = str(self.temporary / "varnish")
        command = ["varnishd", "-F", "-n", folder, "-f", "{config}", "-p", "http_gzip_support=off"]
        addresses = {
            "127.0.0.1:9000": f"127.0.0.1:{origin}",
            '"9000"': f'"{origin}"',
            "^/assets/": "^/static/",
        }
        front = Balancer(command, "varnish/bucket.vcl", addresses, self.temporary, listens="-a")
        self.stack.callback(front.stop)
        return front


def roll_out(jars, falls_back, failures):
    """Replaces both hosts while clients ask and tabs are open; returns what clients and tabs saw."""
    with contextlib.ExitStack() as stack:
        shop = Shop(stack, jars, falls_back)
        shop.deploy("1")
        shop.start("1")
        front = shop.haproxy()
        await_all_up(shop.stats, shop.hosts)
        if falls_back:
            told = shop.deploy("2", front.url)
            failures.require(told is not None, "deploy says nothing")
        browser = stack.enter_context(Browser())
        patience = READY_WITHIN_SECONDS if falls_back else PATIENCE_WITHOUT_FALLBACK
        tabs = [Tab(browser, "before", front.url, patience)]
        with Clients(front.port, shop.releases, "static/") as tally:
            for host in shop.hosts:
                host.serve("2")
                await_all_up(shop.stats, shop.hosts)
                tabs.append(Tab(browser, "during", front.url, patience))
            faults = [fault for tab in tabs for fault in tab.click_through()]
        served = [host.release() for host in shop.hosts]
        failures.require(served == ["2", "2"] or not falls_back, f"packed and extracted, hosts serve {served}")
        return tally, faults


def check_rollout(jars, failures):
    tally, faults = roll_out(jars, True, failures)
    print(f"{tally.asked} requests, {len(tally.failed)} failed; {len(faults)} faults in tabs", flush=True)
    failures.require(not tally.failed, f"requests failed, such as {tally.failed[:3]}")
    failures.require(not faults, f"tabs failed: {faults[:3]}")
    tally, faults = roll_out(jars, False, failures)
    print(
        f"  without fallback: {len(tally.failed)} failed of {tally.asked}; {len(faults)} faults in tabs",
        flush=True,
    )
    failures.require(
        tally.failed and faults, "nothing failed without fallback, so this shows nothing"
    )


def check_varnish(jars, failures):
    """Pages name their entries by the host for assets, whose origin is the store."""
    with contextlib.ExitStack() as stack:
        shop = Shop(stack, jars, True)
        shop.deploy("1")
        shop.deploy("2")
        front = shop.varnish()
        host = shop.hosts[0]
        cdn = shop.temporary / "cdn.yaml"
        cdn.write_text(
            shop.config.read_text() + f'    cdn: {{url: "{front.url}/static/", origin: store}}\n'
        )
        host.env = {**host.env, "SHOP_CONFIG": str(cdn)}
        host.serve("2")
        url = f"http://127.0.0.1:{host.port}/"
        connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=30)
        page = get(connection, "/")[2].decode()
        failures.require(f'src="{front.url}/static/js/main.' in page, f"the page has no CDN: {page}")
        browser = stack.enter_context(Browser())
        faults = Tab(browser, "varnish", url).click_through()
        failures.require(not faults, f"behind Varnish: {faults[:3]}")
        print(f"varnish: the page's entries come from {front.url}", flush=True)


def main():
    jars = Path(sys.argv[1])
    failures = Failures()
    check_rollout(jars, failures)
    check_varnish(jars, failures)
    for line in failures.lines[:50]:
        print(f"FAILED {line}")
    sys.exit(f"{len(failures.lines)} checks failed" if failures.lines else 0)


if __name__ == "__main__":
    main()
