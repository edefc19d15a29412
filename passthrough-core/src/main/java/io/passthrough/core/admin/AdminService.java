package io.passthrough.core.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.admin.ServingState.Phase;
import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.RequestHandler;
import io.passthrough.core.serving.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Health endpoints: {@code /livez} while the process answers at all, {@code /readyz} while requests
 * should be sent to it, {@code /releasez} for what it serves. None asks the store: a host whose
 * store is down still serves its own files. Thread-safe.
 */
public final class AdminService implements RequestHandler {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final EnvironmentName environment;
  private volatile ServingState state = ServingState.STARTING;

  /**
   * Makes the service of a host that starts.
   *
   * @param environment whose current release answers for mutable names
   */
  public AdminService(EnvironmentName environment) {
    this.environment = environment;
  }

  /**
   * Takes the host for ready: its root is indexed and it listens.
   *
   * @param release the release that it serves
   * @param notices what an operator should know, one sentence each
   */
  public synchronized void ready(
      Supplier<Optional<ReleaseName>> release, Supplier<List<String>> notices) {
    state = new ServingState(Phase.READY, release, notices);
  }

  /** Takes the host for one that ends: it is alive, and should be sent no more requests. */
  public synchronized void draining() {
    state = new ServingState(Phase.DRAINING, state.release(), state.notices());
  }

  @Override
  public Reply answer(Request request) {
    boolean isHead = request.method().equals("HEAD");
    if (!isHead && !request.method().equals("GET")) {
      return new Reply.Now(text(405, "Method not allowed", new Field("Allow", "GET, HEAD")));
    }
    Response response = answer(request.target().split("\\?", 2)[0]);
    return new Reply.Now(
        isHead ? new Response(response.status(), response.fields(), new Body.None()) : response);
  }

  private Response answer(String path) {
    return switch (path) {
      case "/livez" -> text(200, "alive");
      case "/readyz" -> ready(state.phase());
      case "/releasez" -> release(state);
      default -> text(404, "Not found");
    };
  }

  private static Response ready(Phase phase) {
    return text(phase == Phase.READY ? 200 : 503, phase.word());
  }

  private Response release(ServingState now) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("release", now.release().get().map(ReleaseName::value).orElse(null));
    document.put("environment", environment.value());
    document.put("notices", now.notices().get());
    try {
      return response(200, "application/json", JSON.writeValueAsBytes(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Names and sentences cannot be written as JSON", e);
    }
  }

  private static Response text(int status, String text, Field... more) {
    return response(status, PLAIN, (text + "\n").getBytes(StandardCharsets.US_ASCII), more);
  }

  private static Response response(int status, String type, byte[] body, Field... more) {
    List<Field> fields = new ArrayList<>(List.of(more));
    fields.add(new Field("Cache-Control", "no-store"));
    fields.add(new Field("X-Content-Type-Options", "nosniff"));
    fields.add(new Field("Content-Type", type));
    fields.add(new Field("Content-Length", Integer.toString(body.length)));
    ByteBuffer bytes = ByteBuffer.wrap(body).asReadOnlyBuffer();
    return new Response(status, List.copyOf(fields), new Body.Bytes(bytes));
  }
}
