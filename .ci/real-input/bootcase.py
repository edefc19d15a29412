"""The seed's own case with a real jar of Spring Boot: its pipeline moves the assets of six releases, and the application of
the last one answers for what is kept of all."""

import functools
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import seedcase
from boot import BootHost
from check import PASSTHROUGH, Failures

# The page of the seed's shop, whose template stays as it is while the hashes change.
TEMPLATE = "BOOT-INF/classes/templates/shop.html"
PAGE = """<!doctype html>
<title>Shop</title>
<link rel="stylesheet" th:href="@{/css/style.css}">
<script defer th:src="@{/js/script.js}"></script>
<img alt="" th:src="@{/img/logo.png}">
"""


class BootShop(seedcase.Shop):
    """The shop of the examples, with the frontend of the seed's case in its jar."""

    def __init__(self, jar, stack):
        self.jar = jar
        super().__init__(stack)

    def make_host(self):
        return BootHost(self.temporary, {**os.environ, "SHOP_CONFIG": str(self.config)})

    def application(self, number):
        file = self.temporary / f"shop-{number}.jar"
        with zipfile.ZipFile(self.jar) as packed, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as jar:
            for entry in packed.infolist():
                is_replaced = entry.filename.startswith(seedcase.STATIC) and not entry.is_dir()
                if not is_replaced and entry.filename != TEMPLATE:
                    jar.writestr(entry, packed.read(entry))
            jar.writestr(TEMPLATE, PAGE)
            seedcase.pack(jar, seedcase.DEPLOYMENTS[number - 1].manifest.split())
        return file

    def serve(self, jar):
        self.host.serve(jar)


def main():
    subprocess.run([PASSTHROUGH, "--version"], check=True, stdout=subprocess.DEVNULL)
    failures = Failures()
    seedcase.check(failures, functools.partial(BootShop, Path(sys.argv[1])))
    for line in failures.lines[:50]:
        print(f"FAILED {line}")
    sys.exit(f"{len(failures.lines)} checks failed" if failures.lines else 0)


if __name__ == "__main__":
    main()
