package io.passthrough.core.verify;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer, read as far as it was asked for.
 *
 * @param uri where it came from, after redirects
 * @param status the status code
 * @param headers its fields
 * @param body what was read of the body
 */
record ProbeResponse(URI uri, int status, HttpHeaders headers, ReadBody body) {

  private static final List<String> CACHE_STATUS =
      List.of("cache-status", "x-cache", "x-cache-status", "cf-cache-status", "x-cache-lookup");

  Optional<String> field(String name) {
    return headers.firstValue(name).map(String::strip);
  }

  /** Returns the members of a field that is a list. */
  List<String> list(String name) {
    return headers.allValues(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(member -> !member.isEmpty())
        .toList();
  }

  /** Returns the content codings, without those that change nothing. */
  List<String> codings() {
    return list("content-encoding").stream()
        .map(coding -> coding.toLowerCase(Locale.ROOT))
        .filter(coding -> !coding.equals("identity") && !coding.equals("aws-chunked"))
        .toList();
  }

  String type() {
    return field("content-type").orElse("");
  }

  boolean isHtml() {
    return MediaType.essence(type()).equals(MediaType.HTML);
  }

  boolean variesByCoding() {
    return list("vary").stream()
        .anyMatch(name -> name.equals("*") || name.equalsIgnoreCase("accept-encoding"));
  }

  /** Returns whether a cache in between says that it had the answer (RFC 9111, 5.1; RFC 9211). */
  boolean isFromCache() {
    boolean aged = field("age").filter(age -> age.matches("[0-9]*[1-9][0-9]*")).isPresent();
    return aged
        || CACHE_STATUS.stream()
            .flatMap(name -> headers.allValues(name).stream())
            .anyMatch(ProbeResponse::isHit);
  }

  private static boolean isHit(String value) {
    return value.toLowerCase(Locale.ROOT).matches("(?s).*\\bhit\\b(?!=\\?0).*");
  }
}
