"""Headless Chromium, driven by the W3C's WebDriver protocol through chromedriver."""

import http.client
import json
import subprocess
import threading
import time
import urllib.parse

OPTIONS = {
    "browserName": "chrome",
    "goog:chromeOptions": {
        "args": ["--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    },
    "goog:loggingPrefs": {"browser": "SEVERE"},
}
STARTS_WITHIN_SECONDS = 60
SHOWS_WITHIN_SECONDS = 30


class Browser:
    """One window of a browser that this process starts and ends; who asks waits for who asked before."""

    def __init__(self):
        self.turn = threading.Lock()
        command = ["chromedriver", "--port=0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = next(self.ports())
        session = self.call("POST", "/session", {"capabilities": {"alwaysMatch": OPTIONS}})
        self.session = f"/session/{session['sessionId']}"

    def ports(self):
        for line in self.process.stdout:
            if "successfully on port" in line:
                yield int(line.rstrip(".\n").rsplit(" ", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        try:
            self.call("DELETE", self.session)
        finally:
            self.process.terminate()
            self.process.wait(30)

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=STARTS_WITHIN_SECONDS
        )
        text = None if method in ("GET", "DELETE") else json.dumps(body or {})
        connection.request(method, path, text, {"Content-Type": "application/json"})
        value = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{path}: {value['message']}")
        return value

    def problem(self, url, text):
        """What is wrong with the page at a URL that is to show a text, or None."""
        with self.turn:
            return self.problem_alone(url, text)

    def problem_alone(self, url, text):
        self.call("POST", f"{self.session}/url", {"url": url})
        deadline = time.monotonic() + SHOWS_WITHIN_SECONDS
        while text not in (shown := self.shown()):
            if time.monotonic() > deadline:
                return f"shows {shown!r}, not {text!r}; {self.faults()}"
            time.sleep(0.1)
        faults = [fault for fault in self.faults() if not is_of_the_page(fault, url)]
        return f"shows {text!r}, with {faults}" if faults else None

    def shown(self):
        return self.run("return document.body?.innerText ?? ''")

    def run(self, script, *arguments):
        """Runs a script in the window; returns what it returns."""
        body = {"script": script, "args": arguments}
        return self.call("POST", f"{self.session}/execute/sync", body)

    def open_tab(self, url):
        """Opens a URL in a tab of its own; returns the tab."""
        tab = self.call("POST", f"{self.session}/window/new", {"type": "tab"})["handle"]
        self.switch(tab)
        self.call("POST", f"{self.session}/url", {"url": url})
        return tab

    def switch(self, tab):
        self.call("POST", f"{self.session}/window", {"handle": tab})

    def faults(self):
        log = self.call("POST", f"{self.session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in log]


def is_of_the_page(fault, url):
    """The status of a page that is not there, and the icon that a browser asks for unasked."""
    about = fault.split(" ", 1)[0]
    return about == url or urllib.parse.urlsplit(about).path == "/favicon.ico"
