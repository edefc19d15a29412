package io.passthrough.azure;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Entry;
import io.passthrough.api.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service's answers say of a blob. */
final class AzureInfo {

  private static final String METADATA = "x-ms-meta-";

  private AzureInfo() {}

  /** The answer is not one that the service gives. */
  static final class IllegalAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalAnswer(String message) {
      super(message);
    }
  }

  /** Some servers write the quotes in headers and leave them out in listings. */
  static Version version(@Nullable String etag) {
    return new Version(told(etag, "ETag").replace("\"", ""));
  }

  static <T> T told(@Nullable T value, String header) {
    if (value == null) {
      throw new IllegalAnswer("the answer has no " + header);
    }
    return value;
  }

  static AssetInfo of(AssetKey key, HttpHeaders headers) {
    return new AssetInfo(
        key,
        size(headers),
        instant(told(headers.getValue(HttpHeaderName.LAST_MODIFIED), "Last-Modified")),
        version(headers.getValue(HttpHeaderName.ETAG)),
        AssetHeaders.ofForeign(
                key,
                headers.getValue(HttpHeaderName.CONTENT_TYPE),
                headers.getValue(HttpHeaderName.CACHE_CONTROL),
                headers.getValue(HttpHeaderName.CONTENT_ENCODING))
            .withForeignMetadata(metadata(headers)));
  }

  static Entry entry(AssetKey key, BlobItem blob) {
    BlobItemProperties properties = blob.getProperties();
    return new Entry(
        key,
        told(properties.getContentLength(), "Content-Length"),
        told(properties.getLastModified(), "Last-Modified").toInstant(),
        version(properties.getETag()));
  }

  /** The full size stands after the slash of {@code Content-Range} (RFC 9110, section 14.4). */
  private static long size(HttpHeaders headers) {
    String range = headers.getValue(HttpHeaderName.CONTENT_RANGE);
    return range == null ? length(headers) : number(range.substring(range.lastIndexOf('/') + 1));
  }

  /** How many bytes the answer's body has. */
  static long length(HttpHeaders headers) {
    return number(told(headers.getValue(HttpHeaderName.CONTENT_LENGTH), "Content-Length"));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalAnswer("the answer has the length '" + text + "'");
    }
  }

  private static Instant instant(String date) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (DateTimeException e) {
      throw new IllegalAnswer("the answer has the time '" + date + "'");
    }
  }

  private static Map<String, String> metadata(HttpHeaders headers) {
    Map<String, String> pairs = new HashMap<>();
    for (HttpHeader each : headers) {
      if (each.getName().toLowerCase(Locale.ROOT).startsWith(METADATA)) {
        pairs.put(each.getName().substring(METADATA.length()), each.getValue());
      }
    }
    return pairs;
  }
}
