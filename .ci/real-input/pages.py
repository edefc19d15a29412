"""Which page a navigation gets: told to a plain client, and shown by a browser.

A file `navigations` beside an application has a line for each: URL, status, file, and the text shown.
"""

from dataclasses import dataclass

NAVIGATION = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
}


@dataclass(frozen=True)
class Page:
    """What a URL must answer."""

    url: str
    status: int
    file: str
    text: str

    @staticmethod
    def read(text):
        lines = (line.split(None, 3) for line in text.splitlines() if not line.startswith("#"))
        return [Page(url, int(status), file, shown) for url, status, file, shown in lines]

    def problem(self, release, gateway, browser):
        """What is wrong with the answer of a release's gateway, or None."""
        response, body = gateway.ask("GET", self.url, NAVIGATION)
        wanted = release.files[self.file].read_bytes()
        if response.status != self.status or body != wanted:
            return f"is {response.status} with {body[:80]!r}, not {self.status} with {self.file}"
        if "immutable" in response.headers["Cache-Control"]:
            return f"has Cache-Control: {response.headers['Cache-Control']}"
        return browser.problem(gateway.url.geturl() + self.url, self.text)


def page_problems(navigations, release, gateway, browser):
    """Asks a release's gateway for each page; returns what is wrong."""
    problems = [(page.url, page.problem(release, gateway, browser)) for page in Page.read(navigations)]
    return [f"{url} {problem}" for url, problem in problems if problem is not None]
