package io.passthrough.core.verify;

import java.net.URI;
import java.nio.ByteBuffer;

/**
 * Asks for some bytes (RFC 9110, section 14).
 *
 * @param url the URL
 * @param size how many bytes there are without coding
 * @param start the first of them
 */
record RangeCheck(URI url, long size, ByteBuffer start) {

  void run(ProbeClient client, CheckNotes notes) {
    int last = start.remaining() - 1;
    if (last < 1) {
      return;
    }
    ProbeRequest request = ProbeRequest.get(url, size).with("Range", "bytes=1-" + last);
    ProbeResponse response = client.get(request);
    if (response.status() == 200) {
      notes.warn("is sent as a whole to who asks for a part: ranges are not passed on");
      return;
    }
    String expected = "bytes 1-" + last + "/" + size;
    boolean isRight =
        response.status() == 206
            && response.field("content-range").filter(expected::equals).isPresent()
            && response.body().content().filter(it -> it.size() == last).isPresent()
            && response.body().start().equals(start.slice(1, last));
    if (!isRight) {
      notes.fail(
          new Mismatch(
              "206 with " + expected + " and these bytes",
              "status " + response.status() + " with " + contentRange(response),
              "a proxy or CDN in between breaks range requests"));
    }
  }

  private static String contentRange(ProbeResponse response) {
    return response.field("content-range").orElse("no Content-Range")
        + ", "
        + response.body().text();
  }
}
