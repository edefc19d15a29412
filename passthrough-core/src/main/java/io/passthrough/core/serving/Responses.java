package io.passthrough.core.serving;

import io.passthrough.core.page.Audience;
import io.passthrough.core.record.CacheControl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes responses to what was decided. */
final class Responses {

  private static final Field ACCEPT_RANGES = new Field("Accept-Ranges", "bytes");
  private static final Field NOSNIFF = new Field("X-Content-Type-Options", "nosniff");
  private static final Field VARY = new Field("Vary", "Accept-Encoding");

  private Responses() {}

  /** 200 without its body. */
  static Response head(Representation representation, Resource resource, Origin origin) {
    return new Response(200, fields(resource, representation, origin), new Body.None());
  }

  /** 304 (RFC 9110, section 15.4.5). */
  static Response notModified(Representation representation, Resource resource, Origin origin) {
    return new Response(304, validators(resource, representation, origin), new Body.None());
  }

  /** 200. */
  static Response whole(
      Representation representation, Resource resource, Origin origin, Payload payload) {
    Slice all = new Slice(0, representation.length());
    return new Response(200, fields(resource, representation, origin), payload.body(all));
  }

  /** Answers an error with a page, whatever the request's conditions (RFC 9110, section 13.2.1). */
  static Response error(
      int status, Representation representation, Resource resource, Payload payload) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Cache-Control", CacheControl.PRIVATE.value()));
    if (resource.varies()) {
      fields.add(VARY);
    }
    fields.add(NOSNIFF);
    fields.add(Origin.MISS.field());
    if (representation.isCoded()) {
      fields.add(new Field("Content-Encoding", representation.coding()));
    }
    fields.add(new Field("Content-Type", resource.type()));
    fields.add(length(representation.length()));
    boolean isEmpty = representation.length() == 0;
    Slice all = new Slice(0, representation.length());
    return new Response(status, fields, isEmpty ? new Body.None() : payload.body(all));
  }

  /** Returns a response that depends on who asks, beside on what it depends already. */
  static Response varying(Response response, Audience audience) {
    if (audience == Audience.NOBODY) {
      return response;
    }
    List<Field> fields = new ArrayList<>(response.fields().size() + 1);
    String value = audience.fields();
    for (Field field : response.fields()) {
      if (field.name().equals(VARY.name())) {
        value = value + ", " + field.value();
      } else {
        fields.add(field);
      }
    }
    fields.add(new Field(VARY.name(), value));
    return new Response(response.status(), fields, response.body());
  }

  private static List<Field> fields(
      Resource resource, Representation representation, Origin origin) {
    List<Field> fields = represented(resource, representation, origin);
    fields.add(new Field("Content-Type", resource.type()));
    fields.add(length(representation.length()));
    return List.copyOf(fields);
  }

  private static List<Field> validators(
      Resource resource, Representation representation, Origin origin) {
    List<Field> fields = new ArrayList<>(8);
    representation.etag().ifPresent(etag -> fields.add(new Field("ETag", etag)));
    fields.add(new Field("Cache-Control", resource.cacheControl()));
    if (resource.varies()) {
      fields.add(VARY);
    }
    fields.add(NOSNIFF);
    fields.add(origin.field());
    return fields;
  }

  private static List<Field> represented(
      Resource resource, Representation representation, Origin origin) {
    List<Field> fields = new ArrayList<>(12);
    fields.addAll(validators(resource, representation, origin));
    resource
        .lastModified()
        .ifPresent(time -> fields.add(new Field("Last-Modified", HttpDate.format(time))));
    if (representation.isCoded()) {
      fields.add(new Field("Content-Encoding", representation.coding()));
    }
    fields.add(ACCEPT_RANGES);
    return fields;
  }

  /** 206 with one part. */
  static Response part(Decision.Part part, Resource resource, Origin origin, Payload payload) {
    Slice slice = part.slice();
    List<Field> fields = represented(resource, part.representation(), origin);
    fields.add(new Field("Content-Type", resource.type()));
    fields.add(new Field("Content-Range", slice.contentRange(part.representation().length())));
    fields.add(length(slice.length()));
    return new Response(206, fields, payload.body(slice));
  }

  /** 206 with several parts (RFC 9110, section 14.6). */
  static Response multipart(
      Decision.Parts parts, Resource resource, Origin origin, DivisiblePayload payload) {
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
    List<Field> fields = represented(resource, parts.representation(), origin);
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
