package io.passthrough.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Another client, which has nothing of Azure's: plain requests to the REST interface with a
 * signature by the account's key.
 *
 * @param endpoint the blob service's address
 * @param account the account
 * @param key its key
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key">
 *     Authorize with Shared Key</a>
 */
record BlobWitness(URI endpoint, String account, String key) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String VERSION = "2025-11-05";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  /** Makes a container. */
  void create(String container) throws IOException {
    require(send("PUT", container, Map.of("restype", "container"), Map.of(), new byte[0]), 201);
  }

  /** Puts a blob with these headers, as they go over the wire. */
  void put(String container, String name, byte[] bytes, Map<String, String> headers)
      throws IOException {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("x-ms-blob-type", "BlockBlob");
    require(send("PUT", container + "/" + name, Map.of(), all, bytes), 201);
  }

  /** Takes a blob away; it may be gone already. */
  void delete(String container, String name) throws IOException {
    HttpResponse<byte[]> answer =
        send("DELETE", container + "/" + name, Map.of(), Map.of(), new byte[0]);
    if (answer.statusCode() != 404) {
      require(answer, 202);
    }
  }

  /** The answer to a GET, whatever it says. */
  HttpResponse<byte[]> get(String container, String name) throws IOException {
    return send("GET", container + "/" + name, Map.of(), Map.of(), new byte[0]);
  }

  Optional<byte[]> bytes(String container, String name) throws IOException {
    HttpResponse<byte[]> answer = get(container, name);
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    require(answer, 200);
    return Optional.of(answer.body());
  }

  /** Takes an endless lease, so that nobody can overwrite or delete the blob. */
  String lease(String container, String name) throws IOException {
    Map<String, String> headers =
        Map.of("x-ms-lease-action", "acquire", "x-ms-lease-duration", "-1");
    HttpResponse<byte[]> answer =
        send("PUT", container + "/" + name, Map.of("comp", "lease"), headers, new byte[0]);
    require(answer, 201);
    return answer.headers().firstValue("x-ms-lease-id").orElseThrow();
  }

  /** Ends whatever lease there is. */
  void unlease(String container, String name) throws IOException {
    Map<String, String> headers =
        Map.of("x-ms-lease-action", "break", "x-ms-lease-break-period", "0");
    send("PUT", container + "/" + name, Map.of("comp", "lease"), headers, new byte[0]);
  }

  /** Names of all blobs below a prefix. */
  List<String> names(String container, String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    String marker = "";
    do {
      Map<String, String> query = new TreeMap<>();
      query.put("restype", "container");
      query.put("comp", "list");
      query.put("prefix", prefix);
      if (!marker.isEmpty()) {
        query.put("marker", marker);
      }
      HttpResponse<byte[]> answer = send("GET", container, query, Map.of(), new byte[0]);
      require(answer, 200);
      Document page = xml(answer.body());
      names.addAll(texts(page, "Name"));
      marker = String.join("", texts(page, "NextMarker"));
    } while (!marker.isEmpty());
    return names;
  }

  private static Document xml(byte[] bytes) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(bytes));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  private static List<String> texts(Document document, String element) {
    NodeList nodes = document.getElementsByTagName(element);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private static void require(HttpResponse<byte[]> answer, int status) throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(answer.statusCode() + " " + new String(answer.body(), UTF_8));
    }
  }

  /** Sends a signed request. */
  HttpResponse<byte[]> send(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body)
      throws IOException {
    String encoded =
        Arrays.stream(path.split("/", -1))
            .map(BlobWitness::encode)
            .collect(Collectors.joining("/"));
    String parameters =
        query.entrySet().stream()
            .map(pair -> pair.getKey() + "=" + encode(pair.getValue()))
            .collect(Collectors.joining("&"));
    URI uri = URI.create(endpoint + "/" + encoded + (parameters.isEmpty() ? "" : "?" + parameters));
    Map<String, String> all = new TreeMap<>(headers);
    all.put("x-ms-date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    all.put("x-ms-version", VERSION);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(LIMIT).method(method, BodyPublishers.ofByteArray(body));
    all.forEach(request::header);
    String length = body.length == 0 ? "" : Integer.toString(body.length);
    String text =
        method
            + "\n\n\n"
            + length
            + "\n\n"
            + all.getOrDefault("Content-Type", "")
            + "\n\n\n\n\n\n\n"
            + canonicalHeaders(all)
            + "/"
            + account
            + uri.getRawPath()
            + canonicalQuery(query);
    request.header("Authorization", "SharedKey " + account + ":" + signature(text));
    try {
      return answer(request.build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Once more when the server has just ended the connection, which it kept idle. */
  private static HttpResponse<byte[]> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return CLIENT.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      return CLIENT.send(request, BodyHandlers.ofByteArray());
    }
  }

  private static String canonicalHeaders(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(pair -> pair.getKey().startsWith("x-ms-"))
        .map(pair -> pair.getKey().toLowerCase(Locale.ROOT) + ":" + pair.getValue() + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  private static String canonicalQuery(Map<String, String> query) {
    return new TreeMap<>(query)
        .entrySet().stream()
            .map(pair -> "\n" + pair.getKey() + ":" + pair.getValue())
            .collect(Collectors.joining());
  }

  private String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
