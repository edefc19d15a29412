"""What two gateways, one of each release, must answer for every file of both."""

import re
import time
from dataclasses import dataclass

from check import COMPANIONS, IMMUTABLE, SETTLING_SECONDS, TYPES


class Hashed:
    """The paths that a bundler names after a digest of their content: globs, one a line; `!` takes back."""

    def __init__(self, lines):
        self.globs = [(not line.startswith("!"), as_pattern(line.lstrip("!"))) for line in lines]

    @staticmethod
    def read(file):
        lines = (line.strip() for line in file.read_text().splitlines())
        return Hashed([line for line in lines if line and not line.startswith("#")])

    def __contains__(self, path):
        owner = path
        for ending in COMPANIONS:
            owner = owner.removesuffix(ending)
        told = [is_hashed for is_hashed, glob in self.globs if glob.fullmatch(path)]
        return owner == path and bool(told) and told[-1]


def as_pattern(glob):
    """`*` stays in its folder, `**/` is any number of folders, `?` and `[...]` are one character."""
    parts = re.split(r"(\*\*/|\*|\?|\[[^]]*\])", glob)
    meaning = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    whole = "".join(meaning.get(p, p if p.startswith("[") else re.escape(p)) for p in parts)
    return re.compile(whole)


@dataclass(frozen=True)
class Score:
    """How many names were seen for what they are."""

    name: str
    files: int
    hashed: int
    immutable: int
    missed: tuple
    wrong: tuple

    @staticmethod
    def sum(name, scores):
        counts = (sum(getattr(s, field) for s in scores) for field in ("files", "hashed", "immutable"))
        missed = tuple(path for score in scores for path in score.missed)
        return Score(name, *counts, missed, tuple(path for score in scores for path in score.wrong))

    def __str__(self):
        missed = f"{len(self.missed)} missed{''.join(f' {path}' for path in self.missed)}"
        wrong = f"{len(self.wrong)} wrong{''.join(f' {path}' for path in self.wrong)}"
        return (
            f"{self.name}: {self.files} files, {self.hashed} hashed, "
            f"{self.immutable} immutable, {missed}, {wrong}"
        )


class Answers:
    """Asks each gateway for each file, and compares."""

    def __init__(self, releases, gateways, hashed):
        self.releases = releases
        self.gateways = gateways
        self.hashed = hashed
        self.paths = sorted({path for release in releases for path in release.files})
        self.immutable = set()

    def check(self, name, failures):
        deadline = time.monotonic() + SETTLING_SECONDS
        for own, gateway in zip(self.releases, self.gateways):
            for path in self.paths:
                problem = self.settle(path, own, gateway, deadline)
                failures.require(
                    problem is None, f"{name}: /{path} of gateway {own.version} {problem}"
                )
        for path in self.paths:
            failures.require(
                path not in self.hashed or len({r.sha256(path) for r in self.with_file(path)}) == 1,
                f"{name}: /{path} is listed as hashed, and its bytes changed",
            )
        score = self.score(name)
        failures.require(not score.wrong, f"{name}: called immutable: {', '.join(score.wrong)}")
        failures.require(score.hashed, f"{name}: the list of hashed files names none of the build's")
        return score

    def score(self, name):
        hashed = {path for path in self.paths if path in self.hashed}
        missed, wrong = sorted(hashed - self.immutable), sorted(self.immutable - hashed)
        return Score(
            name, len(self.paths), len(hashed), len(self.immutable), tuple(missed), tuple(wrong)
        )

    def with_file(self, path):
        return [release for release in self.releases if path in release.files]

    def settle(self, path, own, gateway, deadline):
        """The answer is given time: a gateway reads the records in the background."""
        source = own if path in own.files else self.with_file(path)[0]
        wanted = source.files[path].read_bytes()
        while True:
            problem = self.problem(path, wanted, gateway)
            if problem is None or time.monotonic() > deadline:
                return problem
            time.sleep(0.2)

    def problem(self, path, wanted, gateway):
        """What is wrong with the answers for one file, or None."""
        response, body = gateway.get(f"/{path}")
        if response.status != 200 or body != wanted:
            return f"is {response.status} with {len(body)} bytes, not 200 with {len(wanted)}"
        wanted_type = TYPES.get(path.rsplit(".", 1)[-1], "application/octet-stream")
        if response.headers["Content-Type"] != wanted_type:
            return f"has Content-Type: {response.headers['Content-Type']}"
        cache = response.headers["Cache-Control"]
        if cache == IMMUTABLE:
            self.immutable.add(path)
        elif cache != "no-cache":
            return f"has Cache-Control: {cache}"
        return self.method_problem(path, response.headers, wanted, gateway)

    @staticmethod
    def method_problem(path, headers, wanted, gateway):
        """HEAD, a condition that holds, and a range tell of the same representation."""
        head, body = gateway.ask("HEAD", f"/{path}")
        same = ("Content-Type", "Content-Length", "Cache-Control", "ETag")
        if head.status != 200 or body or any(head.headers[name] != headers[name] for name in same):
            return f"has another HEAD: {head.status} {dict(head.headers)}"
        unchanged, body = gateway.ask("GET", f"/{path}", {"If-None-Match": headers["ETag"]})
        cache = headers["Cache-Control"]
        if unchanged.status != 304 or body or unchanged.headers["Cache-Control"] != cache:
            return f"is {unchanged.status} for its own ETag"
        if len(wanted) < 3:
            return None
        last = min(99, len(wanted) - 2)
        part, body = gateway.ask("GET", f"/{path}", {"Range": f"bytes=1-{last}"})
        content_range = part.headers["Content-Range"]
        is_right = content_range == f"bytes 1-{last}/{len(wanted)}" and body == wanted[1 : last + 1]
        if part.status != 206 or not is_right:
            return f"is {part.status} for a range, with Content-Range: {content_range}"
        return None
