"""A little of Amazon S3 in memory, and a TCP proxy in front of it that can be down or silent."""

import email.utils
import hashlib
import http.server
import socket
import socketserver
import threading
import time
import urllib.parse
from xml.sax.saxutils import escape


class Bucket:
    """Path style, unsigned: GET with ranges, HEAD, PUT with If-None-Match, DELETE, lists. Thread-safe."""

    def __init__(self):
        self.objects, self.lock = {}, threading.Lock()
        bucket = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *words):
                pass

            def answer(self):
                try:
                    bucket.answer(self)
                except OSError:
                    self.close_connection = True

            do_GET = do_HEAD = do_PUT = do_DELETE = do_POST = answer

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True
            request_queue_size = 512

            def handle_error(self, *what):
                pass

        server = Server(("127.0.0.1", 0), Handler)
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def answer(self, call):
        url = urllib.parse.urlsplit(call.path)
        path = urllib.parse.unquote(url.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        body = self.body(call)
        if call.command == "PUT":
            return self.put(call, path, body)
        if call.command == "DELETE":
            self.objects.pop(path, None)
            return self.reply(call, 204)
        if "list-type" in query:
            return self.reply(
                call, 200, self.listing(path.strip("/"), query), {"Content-Type": "application/xml"}
            )
        return self.get(call, path)

    @staticmethod
    def body(call):
        if "chunked" in call.headers.get(
            "Transfer-Encoding", ""
        ) or "aws-chunked" in call.headers.get("Content-Encoding", ""):
            raise OSError("chunks are not spoken here")
        return call.rfile.read(int(call.headers.get("Content-Length") or 0))

    def put(self, call, path, body):
        with self.lock:
            if call.headers.get("If-None-Match") == "*" and path in self.objects:
                return self.error(call, 412, "PreconditionFailed")
            kept = {
                name: value
                for name, value in call.headers.items()
                if name.lower().startswith("x-amz-meta-")
                or name.lower() in ("content-type", "cache-control", "content-encoding")
            }
            tag = '"%s"' % hashlib.md5(body).hexdigest()
            self.objects[path] = (body, tag, time.time(), kept)
        self.reply(call, 200, headers={"ETag": tag})

    def get(self, call, path):
        found = self.objects.get(path)
        if not found:
            return self.error(call, 404, "NoSuchKey")
        body, tag, at, kept = found
        headers = {"ETag": tag, "Last-Modified": email.utils.formatdate(at, usegmt=True), **kept}
        if call.headers.get("If-Match", tag) != tag:
            return self.error(call, 412, "PreconditionFailed")
        span = call.headers.get("Range")
        if span and call.command == "GET" and body:
            first, _, last = span.removeprefix("bytes=").partition("-")
            last = min(int(last or len(body) - 1), len(body) - 1)
            headers["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
            return self.reply(call, 206, body[int(first) : last + 1], headers)
        self.reply(call, 200, body, headers)

    def listing(self, bucket, query):
        start = f"/{bucket}/"
        prefix, limit = query.get("prefix", ""), int(query.get("max-keys") or 1000)
        after = query.get("continuation-token") or query.get("start-after") or ""
        names = sorted(
            (p[len(start) :] for p in list(self.objects) if p.startswith(start + prefix)),
            key=str.encode,
        )
        names = [name for name in names if name.encode() > after.encode()]
        page, more = names[:limit], len(names) > limit
        parts = []
        for name in page:
            body, tag, at, _ = self.objects[start + name]
            when = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(at))
            parts.append(
                f"<Contents><Key>{escape(urllib.parse.quote(name) if query.get('encoding-type') else name)}</Key>"
                f"<LastModified>{when}</LastModified><ETag>{escape(tag)}</ETag><Size>{len(body)}</Size></Contents>"
            )
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        coded = "<EncodingType>url</EncodingType>" if query.get("encoding-type") else ""
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix>{coded}'
            f"<KeyCount>{len(page)}</KeyCount><MaxKeys>{limit}</MaxKeys><IsTruncated>{str(more).lower()}</IsTruncated>{token}"
            + "".join(parts)
            + "</ListBucketResult>"
        ).encode()

    def error(self, call, status, code):
        text = f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'.encode()
        self.reply(call, status, text, {"Content-Type": "application/xml"})

    @staticmethod
    def reply(call, status, body=b"", headers=()):
        call.send_response(status)
        for name, value in dict(headers).items():
            call.send_header(name, value)
        call.send_header("Content-Length", str(len(body)))
        call.end_headers()
        if call.command != "HEAD":
            call.wfile.write(body)


class Proxy:
    """Passes bytes on; `down` resets every connection, `silent` passes nothing on."""

    def __init__(self, port):
        self.target, self.state, self.open = port, "up", set()
        self.server = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def become(self, state):
        self.state = state
        if state == "down":
            for each in list(self.open):
                self.end(each)

    def end(self, each):
        self.open.discard(each)
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def accept(self):
        while True:
            client, _ = self.server.accept()
            if self.state == "down":
                client.close()
                continue
            try:
                store = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            for one, other in ((client, store), (store, client)):
                self.open.add(one)
                threading.Thread(target=self.pump, args=(one, other), daemon=True).start()

    def pump(self, one, other):
        try:
            while data := one.recv(1 << 16):
                while self.state == "silent":
                    time.sleep(0.05)
                other.sendall(data)
        except OSError:
            pass
        self.end(one)
        self.end(other)
        one.close()
