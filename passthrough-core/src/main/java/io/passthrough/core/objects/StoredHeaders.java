package io.passthrough.core.objects;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison of the headers that another tool stored with an object and those that publish would
 * have. A gateway sends the right ones all the same; who has the store as an origin gets these.
 */
public final class StoredHeaders {

  private static final String IMMUTABLE = "immutable";

  private StoredHeaders() {}

  /**
   * Returns what is wrong with an object's type.
   *
   * @param key its key
   * @param stored what the store says of it
   * @return such as {@code Content-Type 'text/plain'}, or empty when it may be right
   */
  public static Optional<String> typeFault(AssetKey key, AssetHeaders stored) {
    String type = stored.contentType();
    return StoredType.of(stored, key.value()).equals(type)
        ? Optional.empty()
        : Optional.of("Content-Type '" + type + "'");
  }

  /**
   * Returns what is wrong with the headers of an object that has the right bytes.
   *
   * @param key its key
   * @param stored what the store says of it
   * @param immutable whether its bytes never change under its key
   * @return such as {@code Content-Type 'text/plain' and no Cache-Control}, or empty
   */
  public static Optional<String> fault(AssetKey key, AssetHeaders stored, boolean immutable) {
    List<String> faults = new ArrayList<>();
    typeFault(key, stored).ifPresent(faults::add);
    stored
        .contentEncoding()
        .filter(coding -> !coding.equalsIgnoreCase("identity"))
        .ifPresent(coding -> faults.add("Content-Encoding '" + coding + "'"));
    if (immutable && stored.cacheControl().filter(it -> it.contains(IMMUTABLE)).isEmpty()) {
      faults.add(
          stored
              .cacheControl()
              .map(value -> "Cache-Control '" + value + "'")
              .orElse("no Cache-Control"));
    }
    return faults.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", faults));
  }
}
