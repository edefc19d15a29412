package io.passthrough.core.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes responses of decisions. */
final class Responses {

  private static final Field ACCEPT_RANGES = new Field("Accept-Ranges", "bytes");
  private static final Field NOSNIFF = new Field("X-Content-Type-Options", "nosniff");
  private static final Field VARY = new Field("Vary", "Accept-Encoding");

  private Responses() {}

  /** Tells whether a decision can be answered without a byte of the representation. */
  static boolean needsBytes(Decision decision, boolean head) {
    if (decision instanceof Decision.Whole whole) {
      return !head && whole.representation().length() > 0;
    }
    return decision instanceof Decision.Parts;
  }

  /** Answers what needs no byte of the representation. */
  static Response withoutBytes(Decision decision, Resource resource, Origin source) {
    if (decision instanceof Decision.Whole whole) {
      return new Response(200, whole(resource, whole.representation(), source), new Body.None());
    }
    if (decision instanceof Decision.NotModified same) {
      List<Field> fields = validators(resource, same.representation(), source);
      return new Response(304, fields, new Body.None());
    }
    if (decision instanceof Decision.Unsatisfiable beyond) {
      return ErrorResponses.unsatisfiable(beyond.representation().length());
    }
    return decision instanceof Decision.PreconditionFailed
        ? ErrorResponses.PRECONDITION_FAILED
        : ErrorResponses.NOT_ACCEPTABLE;
  }

  /** Answers a GET with the bytes of the representation that was decided on. */
  static Response withBytes(Decision decision, Resource resource, Origin source, Payload payload) {
    if (decision instanceof Decision.Whole whole) {
      Representation representation = whole.representation();
      Slice all = new Slice(0, representation.length());
      return new Response(200, whole(resource, representation, source), payload.body(all));
    }
    if (decision instanceof Decision.Parts parts) {
      return parts.slices().size() == 1
          ? part(parts.representation(), parts.slices().get(0), resource, source, payload)
          : multipart(parts, resource, source, payload);
    }
    throw new IllegalArgumentException("No bytes belong to " + decision);
  }

  /** Returns the head of a 200. */
  static List<Field> whole(Resource resource, Representation representation, Origin source) {
    List<Field> fields = represented(resource, representation, source);
    fields.add(new Field("Content-Type", resource.type()));
    fields.add(length(representation.length()));
    return List.copyOf(fields);
  }

  /** Returns what a 304 carries (RFC 9110, section 15.4.5). */
  static List<Field> validators(Resource resource, Representation representation, Origin source) {
    List<Field> fields = new ArrayList<>(8);
    representation.etag().ifPresent(etag -> fields.add(new Field("ETag", etag)));
    fields.add(new Field("Cache-Control", resource.cacheControl()));
    if (resource.varies()) {
      fields.add(VARY);
    }
    fields.add(NOSNIFF);
    fields.add(source.field());
    return fields;
  }

  private static List<Field> represented(
      Resource resource, Representation representation, Origin source) {
    List<Field> fields = new ArrayList<>(12);
    fields.addAll(validators(resource, representation, source));
    resource
        .lastModified()
        .ifPresent(time -> fields.add(new Field("Last-Modified", HttpDate.format(time))));
    if (representation.isCoded()) {
      fields.add(new Field("Content-Encoding", representation.coding()));
    }
    fields.add(ACCEPT_RANGES);
    return fields;
  }

  private static Response part(
      Representation representation,
      Slice slice,
      Resource resource,
      Origin source,
      Payload payload) {
    List<Field> fields = represented(resource, representation, source);
    fields.add(new Field("Content-Type", resource.type()));
    fields.add(new Field("Content-Range", slice.contentRange(representation.length())));
    fields.add(length(slice.length()));
    return new Response(206, fields, payload.body(slice));
  }

  /** RFC 9110, section 14.6. */
  private static Response multipart(
      Decision.Parts parts, Resource resource, Origin source, Payload payload) {
    String boundary = UUID.randomUUID().toString();
    long size = parts.representation().length();
    List<byte[]> heads = new ArrayList<>();
    int total = 0;
    for (Slice slice : parts.slices()) {
      byte[] head = partHead(boundary, resource.type(), slice.contentRange(size));
      heads.add(head);
      total += head.length + (int) slice.length();
    }
    byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer body = ByteBuffer.allocate(total + end.length);
    for (int i = 0; i < heads.size(); i++) {
      body.put(heads.get(i));
      payload.copy(parts.slices().get(i), body);
    }
    body.put(end).flip();
    List<Field> fields = represented(resource, parts.representation(), source);
    fields.add(new Field("Content-Type", "multipart/byteranges; boundary=" + boundary));
    fields.add(length(body.remaining()));
    return new Response(206, fields, new Body.Bytes(body.asReadOnlyBuffer()));
  }

  private static byte[] partHead(String boundary, String type, String contentRange) {
    String head =
        "\r\n--"
            + boundary
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Range: "
            + contentRange
            + "\r\n\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  private static Field length(long bytes) {
    return new Field("Content-Length", Long.toString(bytes));
  }
}
