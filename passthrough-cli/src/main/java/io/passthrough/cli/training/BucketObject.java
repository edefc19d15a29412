package io.passthrough.cli.training;

import com.sun.net.httpserver.Headers;
import io.passthrough.api.manifest.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * An object of a bucket, which does not change.
 *
 * @param bytes its bytes, which nobody changes
 * @param headers what came with them and goes with them
 * @param at when it was put
 */
@SuppressWarnings("ArrayRecordComponent")
record BucketObject(byte[] bytes, Headers headers, Instant at) {

  private static final String METADATA = "x-amz-meta-";

  static BucketObject of(byte[] bytes, Headers request) {
    Headers kept = new Headers();
    request.forEach(
        (name, values) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith(METADATA) || name.equals("Content-type")) {
            kept.put(name, values);
          }
        });
    return new BucketObject(bytes, kept, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  String etag() {
    return "\"" + Sha256.of(bytes).hex() + "\"";
  }

  void describe(Headers response) {
    response.putAll(headers);
    response.set("ETag", etag());
    response.set(
        "Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC)));
  }
}
