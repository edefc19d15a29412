package io.passthrough.core.serving;

import io.passthrough.api.ByteRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What to answer, decided from the request's fields and what is known of the resource alone. */
sealed interface Decision {

  /** The most bytes of several parts together; more of them are answered with the whole. */
  long MAX_PARTS_BYTES = 64 * 1024;

  /** An answer with bytes of a representation. */
  sealed interface Content extends Decision {

    /** Returns the representation whose bytes are wanted. */
    Representation representation();

    /** Returns the bytes that the answer needs, as one range. */
    ByteRange range();

    /** Makes the response, whose body comes from the representation's bytes. */
    Response response(Resource resource, Origin origin, Payload payload);

    @Override
    default <T> T either(Function<Bodiless, T> bodiless, Function<Content, T> content) {
      return content.apply(this);
    }
  }

  /** An answer without bytes of a representation. */
  sealed interface Bodiless extends Decision {

    /** Makes the response. */
    Response response(Resource resource, Origin origin);

    @Override
    default <T> T either(Function<Bodiless, T> bodiless, Function<Content, T> content) {
      return bodiless.apply(this);
    }
  }

  /** 200: all of a representation. */
  record Whole(Representation representation) implements Content {

    @Override
    public ByteRange range() {
      return ByteRange.ALL;
    }

    @Override
    public Response response(Resource resource, Origin origin, Payload payload) {
      return Responses.whole(representation, resource, origin, payload);
    }
  }

  /** 206: one part of a representation. */
  record Part(Representation representation, Slice slice) implements Content {

    @Override
    public ByteRange range() {
      return ByteRange.of(slice.first(), slice.length());
    }

    @Override
    public Response response(Resource resource, Origin origin, Payload payload) {
      return Responses.part(this, resource, origin, payload);
    }
  }

  /**
   * 206: several parts of a representation; all of it where its bytes cannot be copied at will, as
   * a Range may be ignored (RFC 9110, section 14.2).
   */
  record Parts(Representation representation, List<Slice> slices) implements Content {

    @Override
    public ByteRange range() {
      return ByteRange.ALL;
    }

    @Override
    public Response response(Resource resource, Origin origin, Payload payload) {
      return payload instanceof DivisiblePayload divisible
          ? Responses.multipart(this, resource, origin, divisible)
          : Responses.whole(representation, resource, origin, payload);
    }
  }

  /** 200: the head alone, of a HEAD or of what is empty. */
  record Head(Representation representation) implements Bodiless {

    @Override
    public Response response(Resource resource, Origin origin) {
      return Responses.head(representation, resource, origin);
    }
  }

  /** 304: the client has it. */
  record NotModified(Representation representation) implements Bodiless {

    @Override
    public Response response(Resource resource, Origin origin) {
      return Responses.notModified(representation, resource, origin);
    }
  }

  /** 412: a precondition failed. */
  record PreconditionFailed() implements Bodiless {

    @Override
    public Response response(Resource resource, Origin origin) {
      return ErrorResponses.PRECONDITION_FAILED;
    }
  }

  /** 416: no part that was asked for exists. */
  record Unsatisfiable(Representation representation) implements Bodiless {

    @Override
    public Response response(Resource resource, Origin origin) {
      return ErrorResponses.unsatisfiable(representation.length());
    }
  }

  /** 406: the client refuses every coding there is. */
  record NotAcceptable() implements Bodiless {

    @Override
    public Response response(Resource resource, Origin origin) {
      return ErrorResponses.NOT_ACCEPTABLE;
    }
  }

  /** Goes on with the one or the other half. */
  <T> T either(Function<Bodiless, T> bodiless, Function<Content, T> content);

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
      return whole(head, representation);
    }
    return switch (preconditions(fields, representation, resource.lastModified())) {
      case NOT_MODIFIED -> new NotModified(representation);
      case FAILED -> new PreconditionFailed();
      case PROCEED ->
          head ? new Head(representation) : ranged(fields, representation, resource.lastModified());
    };
  }

  private static Decision whole(boolean head, Representation representation) {
    return head || representation.length() == 0
        ? new Head(representation)
        : new Whole(representation);
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
      return whole(false, representation);
    }
    return Ranges.of(range, representation.length())
        .map(slices -> parts(representation, slices))
        .orElseGet(() -> whole(false, representation));
  }

  private static Decision parts(Representation representation, List<Slice> slices) {
    if (slices.isEmpty()) {
      return new Unsatisfiable(representation);
    }
    if (slices.size() == 1) {
      return new Part(representation, slices.get(0));
    }
    long bytes = slices.stream().mapToLong(Slice::length).sum();
    return bytes <= MAX_PARTS_BYTES ? new Parts(representation, slices) : new Whole(representation);
  }
}
