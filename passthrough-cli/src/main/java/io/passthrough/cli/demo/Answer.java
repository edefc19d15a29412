package io.passthrough.cli.demo;

import io.passthrough.api.manifest.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What came over the wire.
 *
 * @param status the status code; 0 when the connection broke
 * @param source the field X-Passthrough; empty when there is none
 * @param sha256 the hash of the bytes
 * @param text the bytes as text
 */
record Answer(int status, String source, Sha256 sha256, String text) {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int OK = 200;

  static Answer get(HttpClient client, URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      String source = response.headers().firstValue("X-Passthrough").orElse("");
      return of(response.statusCode(), source, response.body());
    } catch (IOException e) {
      return of(0, "", new byte[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a response", e);
    }
  }

  private static Answer of(int status, String source, byte[] body) {
    return new Answer(status, source, Sha256.of(body), new String(body, StandardCharsets.UTF_8));
  }

  boolean ok() {
    return status == OK;
  }
}
