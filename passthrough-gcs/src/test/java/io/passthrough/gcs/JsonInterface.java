package io.passthrough.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another client of the service: plain requests to its JSON interface, nothing of Google's code.
 *
 * @param client the JDK's HTTP client
 * @param endpoint the server
 * @param token what the requests are authorized with; empty for none
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1">The interface</a>
 */
record JsonInterface(HttpClient client, URI endpoint, Optional<String> token) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonInterface of(URI endpoint) {
    return new JsonInterface(HttpClient.newHttpClient(), endpoint, Optional.empty());
  }

  void createBucket(String bucket) throws IOException {
    String body = JSON.writeValueAsString(java.util.Map.of("name", bucket));
    post("/storage/v1/b?project=test", "application/json", BodyPublishers.ofString(body));
  }

  void put(String bucket, String name, byte[] bytes, String type) throws IOException {
    post(
        "/upload/storage/v1/b/" + bucket + "/o?uploadType=media&name=" + encoded(name),
        type,
        BodyPublishers.ofByteArray(bytes));
  }

  /** Puts an object with all that may stand beside it, in one request of two parts. */
  void put(String bucket, String metadata, String type, byte[] bytes) throws IOException {
    byte[] start =
        ("--part\r\nContent-Type: application/json\r\n\r\n"
                + metadata
                + "\r\n--part\r\nContent-Type: "
                + type
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] end = "\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8);
    post(
        "/upload/storage/v1/b/" + bucket + "/o?uploadType=multipart",
        "multipart/related; boundary=part",
        BodyPublishers.ofByteArrays(List.of(start, bytes, end)));
  }

  private void post(String target, String type, BodyPublisher body) throws IOException {
    HttpResponse<byte[]> response =
        send(request(target).header("Content-Type", type).POST(body).build());
    if (response.statusCode() != 200) {
      throw new IOException(target + ": " + response.statusCode() + " " + text(response));
    }
  }

  /** Returns the stored bytes: a client that knows gzip gets no others. */
  Optional<byte[]> bytes(String bucket, String name) throws IOException {
    HttpResponse<byte[]> response =
        send(
            request("/storage/v1/b/" + bucket + "/o/" + encoded(name) + "?alt=media")
                .header("Accept-Encoding", "gzip")
                .build());
    return found(response).map(HttpResponse::body);
  }

  /** Takes an object away; it may be gone already. */
  void delete(String bucket, String name) throws IOException {
    String target = "/storage/v1/b/" + bucket + "/o/" + encoded(name);
    HttpResponse<byte[]> response = send(request(target).DELETE().build());
    if (response.statusCode() != 404 && response.statusCode() / 100 != 2) {
      throw new IOException(target + ": " + response.statusCode() + " " + text(response));
    }
  }

  Optional<JsonNode> object(String bucket, String name) throws IOException {
    HttpResponse<byte[]> response =
        send(request("/storage/v1/b/" + bucket + "/o/" + encoded(name)).build());
    Optional<HttpResponse<byte[]>> found = found(response);
    return found.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(found.get().body()));
  }

  List<String> names(String bucket, String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    String more = "";
    do {
      String target = "/storage/v1/b/" + bucket + "/o?prefix=" + encoded(prefix) + more;
      JsonNode page = JSON.readTree(found(send(request(target).build())).orElseThrow().body());
      page.path("items").forEach(item -> names.add(item.path("name").asText()));
      String token = page.path("nextPageToken").asText();
      more = token.isEmpty() ? "" : "&pageToken=" + encoded(token);
    } while (!more.isEmpty());
    return names;
  }

  private static Optional<HttpResponse<byte[]>> found(HttpResponse<byte[]> response)
      throws IOException {
    return switch (response.statusCode()) {
      case 200 -> Optional.of(response);
      case 404 -> Optional.empty();
      default -> throw new IOException(response.statusCode() + " " + text(response));
    };
  }

  private HttpRequest.Builder request(String target) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(target));
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
