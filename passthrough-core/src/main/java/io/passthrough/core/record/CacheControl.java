package io.passthrough.core.record;

/** How long caches may keep what lies in a store, and what is served (RFC 9111, section 5.2.2). */
public enum CacheControl {
  /** Never changes under its name: a year, and not even asked for again (RFC 8246). */
  IMMUTABLE("public, max-age=31536000, immutable"),
  /** May be kept, and is asked for again each time. */
  REVALIDATED("no-cache"),
  /** Is never kept. */
  PRIVATE("no-store");

  private final String value;

  CacheControl(String value) {
    this.value = value;
  }

  /**
   * Returns the header's value.
   *
   * @return such as {@code no-cache}
   */
  public String value() {
    return value;
  }
}
