package io.passthrough.gateway;

import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Request;
import java.util.List;

/**
 * A request's head.
 *
 * @param request what the handler sees
 * @param persistent whether the connection can be used again after the response
 * @param keepAlive whether the response says so: HTTP/1.0 clients need to be told
 */
record Head(Request request, boolean persistent, boolean keepAlive) {

  /** Stands for a head that cannot be read. */
  static final Head UNREADABLE = new Head(new Request("", "", List.of()), false, false);

  Head asLast() {
    return new Head(request, false, false);
  }

  boolean isHead() {
    return request.method().equals("HEAD");
  }

  static Head of(RequestLine line, List<Field> fields) throws BadRequestException {
    checkHost(line, fields);
    boolean content = Framing.hasContent(line, fields);
    boolean wanted = line.persistent() || names(fields, "keep-alive");
    boolean persistent = wanted && !content && isSafe(line.method()) && !names(fields, "close");
    Request request = new Request(line.method(), line.target(), List.copyOf(fields));
    return new Head(request, persistent, persistent && !line.persistent());
  }

  /** Returns whether a method is one that is served, and whose requests need no content. */
  static boolean isSafe(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  private static void checkHost(RequestLine line, List<Field> fields) throws BadRequestException {
    int hosts = 0;
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase("Host")) {
        hosts++;
        if (hosts > 1 || !Authority.isValid(field.value())) {
          throw BadRequestException.badRequest();
        }
      }
    }
    if (hosts == 0 && line.persistent()) {
      throw BadRequestException.badRequest();
    }
  }

  private static boolean names(List<Field> fields, String option) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase("Connection") && lists(field.value(), option)) {
        return true;
      }
    }
    return false;
  }

  private static boolean lists(String value, String option) {
    for (String member : value.split(",", -1)) {
      if (member.strip().equalsIgnoreCase(option)) {
        return true;
      }
    }
    return false;
  }
}
