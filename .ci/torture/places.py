"""Where a history is kept, and how a process of it is held at a step: a folder, or a bucket behind a proxy."""

import json
import os
import subprocess
import time

from actors import ENDS_WITHIN_SECONDS, BucketStore, FolderStore
from proxy import HeldRequest, Proxy

# How long a plan may delete, and how long a delete may be under way: short ones, as nothing here is far.
PLAN, SETTLE = 4, 3
# After so long nobody waits for a publisher that was killed.
ABANDON_AFTER = 10
BUCKET = "torture"
READABLE = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": ["*"]},
            "Action": [action],
            "Resource": [f"arn:aws:s3:::{BUCKET}{objects}"],
        }
        for action, objects in (("s3:GetObject", "/*"), ("s3:ListBucket", ""))
    ],
}
CONFIG = """
gateway:
  assets:
    base: /assets/
    refresh: 2s
    {store}
publish: {{fingerprinted: ["**/*.js"]}}
retention: {{releases: 2, max_age: 0s, staging: 0s, abandon_after: {abandon}s, lease: 1h, plan: {plan}s, settle: {settle}s}}
"""


def config(file, store):
    file.write_text(CONFIG.format(store=store, plan=PLAN, settle=SETTLE, abandon=ABANDON_AFTER))
    return file


class HeldCall:
    """One call of one process, which a provider of that process holds. It ends with the process."""

    def __init__(self, folder, step, arrives):
        self.folder = folder
        self.step = step
        self.arrives = arrives
        folder.mkdir()
        lines = (step.call, step.pattern, step.nth, str(arrives).lower())
        (folder / "aim").write_text("".join(f"{line}\n" for line in lines))

    def is_reached(self):
        return (self.folder / "reached").exists()

    def release(self, forwards):
        if forwards or self.arrives:
            (self.folder / "released").touch()

    def await_done(self):
        """It goes on when the process does."""

    def close(self):
        """Nothing is left to end."""


class Folder:
    """A history in a folder."""

    name = "fs"
    delivers_late = False

    def __init__(self, work):
        self.work = work
        self.store = FolderStore(work / "store")
        self.store.folder.mkdir()
        self.direct = config(work / "direct.yaml", f'fs: {{path: "{work}/store"}}')
        self.aimed = config(work / "aimed.yaml", f'held: {{path: "{work}/store"}}')
        self.aims = 0

    def aim(self, step, arrives):
        """Returns what holds a process at a step, and its configuration and environment."""
        self.aims += 1
        held = HeldCall(self.work / f"aim-{self.aims}", step, arrives)
        return held, self.aimed, {"TORTURE_AIM": str(held.folder)}


class Bucket:
    """A history below a prefix of a bucket."""

    name = "s3"
    delivers_late = True

    def __init__(self, work):
        self.work = work
        self.prefix = work.name
        self.server = os.environ["AWS_ENDPOINT_URL_S3"]
        self.store = BucketStore(self.server, BUCKET, self.prefix)
        self.direct = config(work / "direct.yaml", self.s3(self.server))
        self.aims = 0

    def s3(self, endpoint):
        return f's3: {{region: us-east-1, bucket: {BUCKET}, key: {self.prefix}, endpoint: "{endpoint}"}}'

    def aim(self, step, arrives):
        """Likewise: each process has a proxy of its own."""
        self.aims += 1
        proxy = Proxy(self.server, self.prefix)
        proxy.aim = HeldRequest(proxy, step, arrives)
        return proxy.aim, config(self.work / f"aim-{self.aims}.yaml", self.s3(proxy.url)), {}

    @staticmethod
    def prepare():
        for arguments in (
            ("create-bucket", "--bucket", BUCKET),
            ("put-bucket-policy", "--bucket", BUCKET, "--policy", json.dumps(READABLE)),
        ):
            subprocess.run(["aws", "s3api", *arguments], check=True, stdout=subprocess.DEVNULL)


def await_reached(held, command):
    """Waits until a process stands at its step; returns whether it ever does."""
    deadline = time.monotonic() + ENDS_WITHIN_SECONDS
    while not held.is_reached() and time.monotonic() < deadline:
        if command.has_ended():
            return held.is_reached()
        time.sleep(0.01)
    return held.is_reached()


PLACES = {place.name: place for place in (Folder, Bucket)}
