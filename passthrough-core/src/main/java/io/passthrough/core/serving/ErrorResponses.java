package io.passthrough.core.serving;

import io.passthrough.core.page.Audience;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Answers that are no asset. Their bodies are fixed: nothing of a request, a store or a host is in
 * them.
 */
final class ErrorResponses {

  private static final Field ALLOW = new Field("Allow", "GET, HEAD, OPTIONS");
  private static final Field RETRY_AFTER = new Field("Retry-After", "2");
  private static final Field VARY = new Field("Vary", "Accept-Encoding");

  static final Response BAD_REQUEST = of(400, "Bad request");
  static final Response NOT_FOUND = of(404, "Not found", Origin.MISS.field());
  static final Response METHOD_NOT_ALLOWED = of(405, "Method not allowed", ALLOW);
  static final Response NOT_ACCEPTABLE = of(406, "Not acceptable", VARY);
  static final Response PRECONDITION_FAILED = of(412, "Precondition failed");
  static final Response BAD_GATEWAY = of(502, "Bad gateway", Origin.ERROR.field());
  static final Response UNAVAILABLE =
      of(503, "Service unavailable", Origin.ERROR.field(), RETRY_AFTER);
  static final Response OPTIONS =
      new Response(204, List.of(ALLOW, new Field("Cache-Control", "no-store")), new Body.None());

  private static final Map<Audience, Response> NOT_FOUND_BY_AUDIENCE = notFoundByAudience();

  private ErrorResponses() {}

  private static Map<Audience, Response> notFoundByAudience() {
    Map<Audience, Response> responses = new EnumMap<>(Audience.class);
    for (Audience audience : Audience.values()) {
      responses.put(audience, Responses.varying(NOT_FOUND, audience));
    }
    return responses;
  }

  /** Answers for what is not there, where others get a page. */
  static Response notFound(Audience others) {
    return NOT_FOUND_BY_AUDIENCE.getOrDefault(others, NOT_FOUND);
  }

  /** Answers a range beyond the end (RFC 9110, section 15.5.17). */
  static Response unsatisfiable(long size) {
    return of(416, "Range not satisfiable", new Field("Content-Range", "bytes */" + size));
  }

  /** Answers with another place, whose path is already encoded. */
  static Response moved(String location) {
    return of(308, "Permanent redirect", new Field("Location", location));
  }

  /** Returns the answer as it is for HEAD. */
  static Response withoutBody(Response response) {
    response.body().close();
    return new Response(response.status(), response.fields(), new Body.None());
  }

  private static Response of(int status, String text, Field... more) {
    byte[] body = (text + "\n").getBytes(StandardCharsets.US_ASCII);
    List<Field> fields = new ArrayList<>(List.of(more));
    fields.add(new Field("Cache-Control", "no-store"));
    fields.add(new Field("X-Content-Type-Options", "nosniff"));
    fields.add(new Field("Content-Type", "text/plain; charset=utf-8"));
    fields.add(new Field("Content-Length", Integer.toString(body.length)));
    ByteBuffer bytes = ByteBuffer.wrap(body).asReadOnlyBuffer();
    return new Response(status, List.copyOf(fields), new Body.Bytes(bytes));
  }
}
