package io.passthrough.s3;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Entry;
import io.passthrough.api.Version;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the SDK's answers say of an object. */
final class S3Info {

  /** What Amazon stores for a put that names no type. */
  private static final String UNTYPED = "binary/octet-stream";

  private S3Info() {}

  static Version version(@Nullable String etag) {
    return new Version(told(etag, "ETag"));
  }

  /** A server that leaves out what every object has is broken. */
  private static <T> T told(@Nullable T value, String header) {
    if (value == null) {
      throw SdkClientException.create("The answer has no " + header);
    }
    return value;
  }

  static AssetInfo of(AssetKey key, HeadObjectResponse head) {
    AssetHeaders headers =
        headers(
            key, head.contentType(), head.cacheControl(), head.contentEncoding(), head.metadata());
    return new AssetInfo(
        key,
        told(head.contentLength(), "Content-Length"),
        told(head.lastModified(), "Last-Modified"),
        version(head.eTag()),
        headers);
  }

  static AssetInfo of(AssetKey key, GetObjectResponse get) {
    AssetHeaders headers =
        headers(key, get.contentType(), get.cacheControl(), get.contentEncoding(), get.metadata());
    return new AssetInfo(
        key, size(get), told(get.lastModified(), "Last-Modified"), version(get.eTag()), headers);
  }

  static Entry entry(AssetKey key, S3Object object) {
    return new Entry(key, object.size(), object.lastModified(), version(object.eTag()));
  }

  /** The full size stands after the slash of {@code Content-Range} (RFC 9110, section 14.4). */
  private static long size(GetObjectResponse get) {
    String range = get.contentRange();
    return range == null
        ? told(get.contentLength(), "Content-Length")
        : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
  }

  private static AssetHeaders headers(
      AssetKey key,
      @Nullable String type,
      @Nullable String cacheControl,
      @Nullable String encoding,
      Map<String, String> metadata) {
    return AssetHeaders.ofForeign(
            key,
            UNTYPED.equals(type) ? null : type,
            cacheControl,
            encoding == null ? null : withoutChunks(encoding))
        .withForeignMetadata(metadata);
  }

  /** The framing of an upload is no coding of the object, but some servers keep its name. */
  private static String withoutChunks(String encoding) {
    return Arrays.stream(encoding.split(","))
        .map(String::trim)
        .filter(coding -> !coding.equals("aws-chunked"))
        .collect(Collectors.joining(", "));
  }
}
