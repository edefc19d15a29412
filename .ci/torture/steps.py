"""The steps of docs/protocol.md, each as the call to the store by which it is known."""

import re
from dataclasses import dataclass

RECORDS = r"^\.passthrough/"
OPEN = RECORDS + r"releases/[^/]+/attempts/[^/]+/open\.json$"
OUTCOME = RECORDS + r"releases/[^/]+/attempts/[^/]+/outcome\.json$"
MANIFEST = RECORDS + r"releases/[^/]+/manifest\.json"
OBJECTS = r"^js/"


@dataclass(frozen=True)
class Step:
    """One step of one kind of command: the n-th of its calls that ask for such a key, or prefix."""

    kind: str
    name: str
    call: str
    pattern: str
    nth: int = 1

    def __str__(self):
        return f"{self.kind}: {self.name}"

    def matches(self, call, names):
        return call == self.call and any(re.search(self.pattern, name) for name in names)

    @property
    def waits(self):
        """Whether it is only taken beside a prune whose plan condemns what is needed."""
        return self.name.startswith("u2")


STEPS = (
    Step("publish", "u0 manifest", "put", MANIFEST),
    Step("publish", "u0 open", "put", OPEN),
    Step("publish", "u1 plans", "list", RECORDS + "plans/"),
    Step("publish", "u2 done", "stat", RECORDS + r"plans/[^/]+/done\.json"),
    Step("publish", "u3 objects listed", "list", OBJECTS),
    Step("publish", "u3 object", "put", OBJECTS),
    Step("publish", "u4 objects listed again", "list", OBJECTS, 2),
    Step("publish", "u5b outcome", "put", OUTCOME),
    Step("activate", "u0 open", "put", OPEN),
    Step("activate", "u1 plans", "list", RECORDS + "plans/"),
    Step("activate", "u2 done", "stat", RECORDS + r"plans/[^/]+/done\.json"),
    Step("activate", "u3 objects listed", "list", OBJECTS),
    Step("activate", "u5a activation", "put", RECORDS + "activations/"),
    Step("activate", "u5b outcome", "put", OUTCOME),
    Step("prune", "g0 attempts listed", "list", RECORDS + "releases/"),
    Step("prune", "g0 attempt given up", "put", OUTCOME),
    Step("prune", "g1 plan", "put", RECORDS + r"plans/[^/]+/plan\.json"),
    Step("prune", "g2 attempts listed", "list", RECORDS + "releases/", 2),
    Step("prune", "g2 activations listed", "list", RECORDS + "activations/", 2),
    Step("prune", "g2 pins listed", "list", RECORDS + "pins/", 2),
    Step("prune", "g2 leases listed", "list", RECORDS + "leases/", 2),
    Step("prune", "g4 names recorded", "put", RECORDS + "deleted/"),
    Step("prune", "g4 objects", "delete", OBJECTS),
    Step("prune", "g4 records", "delete", OPEN),
    Step("prune", "g4 manifest", "delete", MANIFEST),
    Step("prune", "g5 done", "put", RECORDS + r"plans/[^/]+/done\.json"),
    Step("prune", "plan removed", "delete", RECORDS + r"plans/[^/]+/plan\.json"),
)
