package io.passthrough.core.serving;

import io.passthrough.api.manifest.ReleaseName;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields by which a page knows its own release: one for people and proxies, and one that a
 * script can read of the navigation that has loaded it (Server Timing).
 */
final class ReleaseFields {

  private static final int SERVER_ERROR = 500;

  private ReleaseFields() {}

  /** Returns a page's response with the name of its release. */
  static Response with(Response response, ReleaseName release) {
    if (response.status() >= SERVER_ERROR) {
      return response;
    }
    List<Field> fields = new ArrayList<>(response.fields().size() + 2);
    fields.addAll(response.fields());
    fields.add(new Field("X-Passthrough-Release", release.value()));
    fields.add(new Field("Server-Timing", "passthrough;desc=\"" + release + '"'));
    return new Response(response.status(), fields, response.body());
  }
}
