package io.passthrough.core.serving;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What to answer, decided from the request's fields and what is known of the resource alone. */
sealed interface Decision {

  /** The most bytes of several parts together; more of them are answered with the whole. */
  long MAX_PARTS_BYTES = 1 << 20;

  /** 200: all of a representation. */
  record Whole(Representation representation) implements Decision {}

  /** 206: one part of a representation, or several. */
  record Parts(Representation representation, List<Slice> slices) implements Decision {}

  /** 304: the client has it. */
  record NotModified(Representation representation) implements Decision {}

  /** 412: a precondition failed. */
  record PreconditionFailed() implements Decision {}

  /** 416: no part that was asked for exists. */
  record Unsatisfiable(Representation representation) implements Decision {}

  /** 406: the client refuses every coding there is. */
  record NotAcceptable() implements Decision {}

  /** Returns the representation whose bytes are wanted. */
  default Representation chosen() {
    if (this instanceof Whole whole) {
      return whole.representation;
    }
    if (this instanceof Parts parts) {
      return parts.representation;
    }
    throw new IllegalStateException("No bytes belong to " + this);
  }

  /**
   * Decides on a GET or HEAD.
   *
   * @param head whether it is a HEAD, which knows no ranges (RFC 9110, section 14.2)
   * @param fields the request's fields
   * @param resource what is known of the resource
   */
  static Decision of(boolean head, RequestFields fields, Resource resource) {
    Optional<Representation> chosen =
        AcceptEncoding.parse(fields.acceptEncoding()).choose(resource.representations());
    if (chosen.isEmpty()) {
      return new NotAcceptable();
    }
    Representation representation = chosen.get();
    if (!fields.hasConditions() || representation.etag().isEmpty()) {
      return new Whole(representation);
    }
    return switch (preconditions(fields, representation, resource.lastModified())) {
      case NOT_MODIFIED -> new NotModified(representation);
      case FAILED -> new PreconditionFailed();
      case PROCEED ->
          head
              ? new Whole(representation)
              : ranged(fields, representation, resource.lastModified());
    };
  }

  private static Preconditions preconditions(
      RequestFields fields, Representation representation, Optional<Instant> lastModified) {
    return Preconditions.of(fields, representation.etag().orElseThrow(), lastModified);
  }

  private static Decision ranged(
      RequestFields fields, Representation representation, Optional<Instant> lastModified) {
    String range = fields.range();
    String etag = representation.etag().orElseThrow();
    if (range == null || !Preconditions.allowRange(fields, etag, lastModified)) {
      return new Whole(representation);
    }
    return Ranges.of(range, representation.length())
        .map(slices -> parts(representation, slices))
        .orElseGet(() -> new Whole(representation));
  }

  private static Decision parts(Representation representation, List<Slice> slices) {
    if (slices.isEmpty()) {
      return new Unsatisfiable(representation);
    }
    long bytes = slices.stream().mapToLong(Slice::length).sum();
    boolean together = representation.divisible() && bytes <= MAX_PARTS_BYTES;
    return slices.size() == 1 || together
        ? new Parts(representation, slices)
        : new Whole(representation);
  }
}
