package io.passthrough.core.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The directives of Cache-Control (RFC 9111, section 5.2).
 *
 * @param directives the arguments by name, empty for a directive without one
 */
record CacheDirectives(Map<String, String> directives) {

  private static final List<String> NEVER_REUSED = List.of("no-store", "no-cache");

  static CacheDirectives of(ProbeResponse response) {
    Map<String, String> directives = new HashMap<>();
    for (String each : response.list("cache-control")) {
      String[] parts = each.split("=", 2);
      String argument = parts.length == 1 ? "" : parts[1].strip().replace("\"", "");
      directives.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), argument);
    }
    return new CacheDirectives(directives);
  }

  boolean has(String name) {
    return directives.containsKey(name);
  }

  boolean isMissing() {
    return directives.isEmpty();
  }

  /** Returns whether every reuse is asked for first, or nothing is kept. */
  boolean forbidsReuse() {
    return NEVER_REUSED.stream().anyMatch(this::has);
  }

  /** Returns for how many seconds any cache may reuse the answer unasked; empty when untold. */
  Optional<Long> lifetimeSeconds() {
    if (forbidsReuse()) {
      return Optional.of(0L);
    }
    Optional<Long> own = seconds("max-age");
    Optional<Long> shared = seconds("s-maxage");
    return own.isPresent() && shared.isPresent()
        ? Optional.of(Math.max(own.get(), shared.get()))
        : own.or(() -> shared);
  }

  /** Returns for how many seconds a browser may reuse the answer unasked; 0 when untold. */
  long browserSeconds() {
    return forbidsReuse() ? 0 : seconds("max-age").orElse(0L);
  }

  private Optional<Long> seconds(String name) {
    return Optional.ofNullable(directives.get(name))
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::parseLong);
  }
}
