package io.passthrough.core.serving;

import io.passthrough.core.record.CacheControl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an asset before a byte of it is read: enough to decide on any request.
 *
 * @param type its media type
 * @param cacheControl how long caches may keep it
 * @param lastModified when it was last modified, where that is told
 * @param representations the forms in which it can be sent, at least one
 * @param varies whether the answer depends on Accept-Encoding
 */
record Resource(
    String type,
    String cacheControl,
    Optional<Instant> lastModified,
    List<Representation> representations,
    boolean varies) {

  private static final String HTML = "text/html";

  /** Times before this are a reproducible build's, equal for all that it ever makes. */
  private static final Instant REAL_TIMES = Instant.parse("1980-01-03T00:00:00Z");

  Resource {
    representations = List.copyOf(representations);
  }

  /**
   * Makes a resource with the caching that fits it: a page is never immutable and has no
   * Last-Modified, as hosts of one release may have written it at different times.
   *
   * @param type its media type
   * @param immutable whether its bytes never change under its name
   * @param modified when it was last modified, if known
   * @param representations the forms in which it can be sent
   */
  static Resource of(
      String type,
      boolean immutable,
      Optional<Instant> modified,
      List<Representation> representations) {
    boolean html = isPage(type);
    return new Resource(
        type,
        (immutable && !html ? CacheControl.IMMUTABLE : CacheControl.REVALIDATED).value(),
        modified.filter(time -> !html && time.isAfter(REAL_TIMES)),
        representations,
        representations.size() > 1 || representations.get(0).isCoded());
  }

  /** Returns whether it is HTML. */
  boolean isPage() {
    return isPage(type);
  }

  /** Returns whether a media type is that of HTML. */
  static boolean isPage(String type) {
    return type.startsWith(HTML);
  }

  /** Returns the same resource as one whose bytes may change under its name. */
  Resource revalidated() {
    return new Resource(
        type, CacheControl.REVALIDATED.value(), lastModified, representations, varies);
  }

  /** Returns the same resource as one of which another client gets another representation. */
  Resource varying() {
    return new Resource(type, cacheControl, lastModified, representations, true);
  }
}
