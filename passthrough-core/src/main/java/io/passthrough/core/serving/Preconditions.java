package io.passthrough.core.serving;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request's preconditions say of a representation (RFC 9110, section 13.2.2). */
enum Preconditions {
  /** Nothing against sending it. */
  PROCEED,
  /** The client has it: 304. */
  NOT_MODIFIED,
  /** It is not what the client wants: 412. */
  FAILED;

  /**
   * Evaluates the preconditions of a GET or HEAD, in the order of the RFC.
   *
   * @param fields the request's fields
   * @param etag the selected representation's strong tag
   * @param lastModified when it was last modified, where that is told
   */
  static Preconditions of(RequestFields fields, String etag, Optional<Instant> lastModified) {
    String ifMatch = fields.ifMatch();
    if (ifMatch != null) {
      if (!EntityTags.match(ifMatch, etag, false)) {
        return FAILED;
      }
    } else if (isAfter(lastModified, fields.ifUnmodifiedSince())) {
      return FAILED;
    }
    String ifNoneMatch = fields.ifNoneMatch();
    if (ifNoneMatch != null) {
      return EntityTags.match(ifNoneMatch, etag, true) ? NOT_MODIFIED : PROCEED;
    }
    return isUpTo(lastModified, fields.ifModifiedSince()) ? NOT_MODIFIED : PROCEED;
  }

  /** Returns whether a Range counts: no If-Range, or the one that fits (section 13.1.5). */
  static boolean allowRange(RequestFields fields, String etag, Optional<Instant> lastModified) {
    String ifRange = fields.ifRange();
    if (ifRange == null || EntityTags.isExactly(ifRange, etag)) {
      return true;
    }
    Optional<Instant> date = HttpDate.parse(ifRange);
    return date.isPresent() && date.equals(lastModified.map(Preconditions::inSeconds));
  }

  private static boolean isAfter(Optional<Instant> lastModified, @Nullable String value) {
    return compare(lastModified, value).filter(order -> order > 0).isPresent();
  }

  private static boolean isUpTo(Optional<Instant> lastModified, @Nullable String value) {
    return compare(lastModified, value).filter(order -> order <= 0).isPresent();
  }

  private static Optional<Integer> compare(Optional<Instant> lastModified, @Nullable String value) {
    if (value == null || lastModified.isEmpty()) {
      return Optional.empty();
    }
    return HttpDate.parse(value).map(date -> inSeconds(lastModified.get()).compareTo(date));
  }

  private static Instant inSeconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
