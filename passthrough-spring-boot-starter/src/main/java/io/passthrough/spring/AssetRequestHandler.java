package io.passthrough.spring;

import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.Response;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/**
 * Answers requests for assets by core's decision. What waits for a store holds no thread: the
 * request is dispatched again when the response is there. Thread-safe.
 */
final class AssetRequestHandler implements HttpRequestHandler {

  private static final long WITHOUT_TIMEOUT = 0;

  private final ServedApplication served;
  private final ResponseSender sender;

  AssetRequestHandler(ServedApplication served, ResponseSender sender) {
    this.served = served;
    this.sender = sender;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getAttribute(BodyWriter.BROKEN) != null) {
      throw new IOException("The store broke off, so the connection is aborted");
    }
    WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
    if (async.hasConcurrentResult()) {
      Object result = async.getConcurrentResult();
      async.clearConcurrentResult();
      sendResult(request, response, result);
      return;
    }
    Reply reply = served.host().handler().answer(read(request));
    if (reply instanceof Reply.Later && request.isAsyncSupported()) {
      wait(request, response, reply);
    } else {
      sender.send(request, response, reply.stage().toCompletableFuture().join());
    }
  }

  private void sendResult(HttpServletRequest request, HttpServletResponse response, Object result)
      throws IOException {
    if (!(result instanceof PendingResponse pending)) {
      throw new IOException("No response came for '" + request.getRequestURI() + "'");
    }
    Response arrived =
        pending.take().orElseThrow(() -> new IOException("The request has ended already"));
    sender.send(request, response, arrived);
  }

  private static void wait(HttpServletRequest request, HttpServletResponse response, Reply reply)
      throws ServletException {
    WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
    AsyncWebRequest web = WebAsyncUtils.createAsyncWebRequest(request, response);
    async.setAsyncWebRequest(web);
    PendingResponse pending = new PendingResponse();
    DeferredResult<PendingResponse> result = new DeferredResult<>(WITHOUT_TIMEOUT);
    result.onCompletion(pending::drop);
    try {
      async.startDeferredResultProcessing(result);
    } catch (Exception e) {
      throw new ServletException("Cannot wait for the store", e);
    }
    var unused =
        reply
            .stage()
            .thenAccept(
                arrived -> {
                  pending.put(arrived);
                  result.setResult(pending);
                });
  }

  private Request read(HttpServletRequest request) {
    List<Field> fields = new ArrayList<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        fields.add(new Field(name, value));
      }
    }
    return new Request(request.getMethod(), served.target(request), fields);
  }
}
