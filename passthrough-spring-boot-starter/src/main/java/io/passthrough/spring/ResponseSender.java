package io.passthrough.spring;

import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Response;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Writes core's responses as those of a servlet. Thread-safe. */
final class ResponseSender {

  /** So much fits into the container's buffer and the socket's: nobody waits for the client. */
  private static final int SMALL_BYTES = 8 * 1024;

  private final Executor readers;
  private final CacheVisibility visibility;
  private final ResponseListener listener;

  ResponseSender(Executor readers, CacheVisibility visibility, ResponseListener listener) {
    this.readers = readers;
    this.visibility = visibility;
    this.listener = listener;
  }

  /**
   * Sends a response, whose body is closed in any case.
   *
   * @throws IOException when a body cannot be sent whole
   */
  void send(HttpServletRequest request, HttpServletResponse response, Response answer)
      throws IOException {
    ShallowEtagHeaderFilter.disableContentCaching(request);
    BodyReader body = new BodyReader(answer.body());
    boolean handedOver = false;
    try {
      head(request, response, answer);
      listener.answered(answer);
      handedOver = body(request, response, body);
    } finally {
      if (!handedOver) {
        body.close();
      }
    }
  }

  private void head(HttpServletRequest request, HttpServletResponse response, Response answer) {
    response.setStatus(answer.status());
    for (Field field : answer.fields()) {
      switch (field.name()) {
        case "Content-Length" -> response.setContentLengthLong(Long.parseLong(field.value()));
        case "Content-Type" -> response.setContentType(field.value());
        case "Cache-Control" ->
            response.setHeader(field.name(), visibility.of(request, field.value()));
        case "Vary" -> response.addHeader(field.name(), field.value());
        default -> response.setHeader(field.name(), field.value());
      }
    }
  }

  /** Returns whether somebody else closes the body. */
  private boolean body(HttpServletRequest request, HttpServletResponse response, BodyReader body)
      throws IOException {
    if (body.isAtEnd()) {
      return false;
    }
    ServletOutputStream output = response.getOutputStream();
    if (body.isSmall(SMALL_BYTES) || !request.isAsyncSupported()) {
      write(output, body);
      return false;
    }
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(0);
    output.setWriteListener(new BodyWriter(context, output, body, readers));
    return true;
  }

  private static void write(ServletOutputStream output, BodyReader body) throws IOException {
    byte[] piece = new byte[SMALL_BYTES];
    while (!body.isAtEnd()) {
      output.write(piece, 0, body.read(piece));
    }
  }
}
