"""A proxy in front of an S3 server that stops a client at one request: before it arrives, or before its answer does."""

import http.client
import re
import threading
import urllib.parse
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from steps import Step

HOLDS_AT_MOST_SECONDS = 60
CALLS = {"GET": "read", "PUT": "put", "HEAD": "stat", "DELETE": "delete", "POST": "post"}


@dataclass
class HeldRequest:
    """One request of one process, which is held until somebody says what becomes of it."""

    proxy: "Proxy"
    step: Step
    arrives: bool
    reached: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    forwards: bool = False
    seen: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def takes(self, call, names):
        if not self.step.matches(call, names):
            return False
        with self.lock:
            self.seen += 1
            return self.seen == self.step.nth

    def is_reached(self):
        return self.reached.is_set()

    def release(self, forwards):
        """Lets the request go on, to the server or nowhere."""
        self.forwards = forwards
        self.released.set()

    def await_done(self):
        self.done.wait(HOLDS_AT_MOST_SECONDS)

    def close(self):
        """Ends the proxy, when the process has ended."""
        self.proxy.shutdown()
        self.proxy.server_close()


class Proxy(ThreadingHTTPServer):
    """Passes the requests of one process on as they are: they are signed for the proxy's own address."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, server, prefix):
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream = urllib.parse.urlsplit(server).netloc
        self.prefix = prefix
        self.aim = None
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A client that was killed leaves its connections broken."""


class Handler(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        aim = self.server.aim
        if aim is None or not aim.takes(*self.call(body)):
            self.deliver(*self.forward(body))
            return
        if aim.arrives:
            answer = self.forward(body)
            self.hold(aim)
            try:
                if aim.forwards:
                    self.deliver(*answer)
                else:
                    self.close_connection = True
            finally:
                aim.done.set()
        else:
            self.hold(aim)
            answer = self.forward(body) if aim.forwards else None
            aim.done.set()
            if answer is None:
                self.close_connection = True
            else:
                self.deliver(*answer)

    def call(self, body):
        """The call to the store that this request is, and the keys or the prefix that it names."""
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query, keep_blank_values=True)
        start = self.server.prefix + "/"
        if self.command == "POST" and "delete" in query:
            keys = re.findall(r"<Key>([^<]*)</Key>", body.decode())
            return "delete", [key.removeprefix(start) for key in keys]
        if self.command == "GET" and "list-type" in query:
            return "list", [query.get("prefix", [""])[0].removeprefix(start)]
        key = urllib.parse.unquote(url.path).split("/", 2)[-1].removeprefix(start)
        return CALLS[self.command], [key]

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = answer

    @staticmethod
    def hold(aim):
        aim.reached.set()
        aim.released.wait(HOLDS_AT_MOST_SECONDS)

    def forward(self, body):
        connection = http.client.HTTPConnection(self.server.upstream, timeout=60)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in ("connection", "expect"):
                connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, response.headers, content

    def deliver(self, status, headers, content):
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                self.send_header(name, value)
        length = headers.get("Content-Length") if self.command == "HEAD" else str(len(content))
        if status not in (204, 304) and length is not None:
            self.send_header("Content-Length", length)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *arguments):
        """The harness tells what matters."""
