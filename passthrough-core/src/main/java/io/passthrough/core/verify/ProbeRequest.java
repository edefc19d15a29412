package io.passthrough.core.verify;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A GET request, and how much of an answer is read.
 *
 * @param uri the URL
 * @param fields the fields that make it what it is
 * @param maxBytes how many bytes the body has at most, without coding
 */
record ProbeRequest(URI uri, Map<String, String> fields, long maxBytes) {

  private static final String ACCEPT_ENCODING = "Accept-Encoding";

  static ProbeRequest get(URI uri, long maxBytes) {
    return new ProbeRequest(uri, Map.of(ACCEPT_ENCODING, "identity"), maxBytes);
  }

  /** Asks for certain codings, as they stand in the field. */
  ProbeRequest accepting(String codings) {
    return with(ACCEPT_ENCODING, codings);
  }

  ProbeRequest with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new ProbeRequest(uri, more, maxBytes);
  }

  ProbeRequest at(URI other) {
    return new ProbeRequest(other, fields, maxBytes);
  }

  String codings() {
    return fields.getOrDefault(ACCEPT_ENCODING, "identity");
  }
}
