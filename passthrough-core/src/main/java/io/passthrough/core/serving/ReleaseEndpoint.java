package io.passthrough.core.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.release.ReleaseStanding;
import io.passthrough.core.url.UrlPath;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint in front of a service (a well-known URI, RFC 8615), by which an open page learns
 * whether its release is old: {@code GET <mount>/.well-known/passthrough?release=NAME}. It asks no
 * store. Thread-safe.
 */
public final class ReleaseEndpoint implements RequestHandler {

  /** Where it is under the mount: {@value}. */
  public static final String PATH = ".well-known/passthrough";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PARAMETER = "release=";

  private final AssetService service;
  private final String path;
  private final RetentionConfig.Kept policy;
  private final Clock clock;

  /**
   * Puts the endpoint in front of a service.
   *
   * @param service answers everything else, and knows the records
   * @param mount the URL path at which the root is mounted
   * @param policy what prune keeps
   * @param clock tells what time has passed
   */
  public ReleaseEndpoint(
      AssetService service, String mount, RetentionConfig.Kept policy, Clock clock) {
    this.service = service;
    this.path = UrlPath.encode(mount) + PATH;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public Reply answer(Request request) {
    boolean isHead = request.method().equals("HEAD");
    if (!isAsked(request.target()) || (!isHead && !request.method().equals("GET"))) {
      return service.answer(request);
    }
    Response response =
        release(request.target())
            .map(release -> response(release, service.standing(release, policy, clock.instant())))
            .orElse(ErrorResponses.BAD_REQUEST);
    return new Reply.Now(isHead ? ErrorResponses.withoutBody(response) : response);
  }

  /** Returns whether a target is the endpoint's. */
  boolean isAsked(String target) {
    return target.startsWith(path)
        && (target.length() == path.length() || target.charAt(path.length()) == '?');
  }

  private Optional<ReleaseName> release(String target) {
    String query = target.length() == path.length() ? "" : target.substring(path.length() + 1);
    return Arrays.stream(query.split("&", -1))
        .filter(each -> each.startsWith(PARAMETER))
        .map(each -> decoded(each.substring(PARAMETER.length())))
        .filter(ReleaseName::isLegal)
        .map(ReleaseName::of)
        .findFirst();
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static Response response(ReleaseName release, ReleaseStanding standing) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("release", release.value());
    document.put("newer", standing.hasNewer());
    document.put("kept", standing.isKept().orElse(null));
    document.put("until", standing.keptUntil().map(Instant::toString).orElse(null));
    byte[] body = bytes(document);
    List<Field> fields =
        List.of(
            new Field("Cache-Control", "no-store"),
            new Field("X-Content-Type-Options", "nosniff"),
            new Field("Content-Type", "application/json"),
            new Field("Content-Length", Integer.toString(body.length)));
    return new Response(200, fields, new Body.Bytes(ByteBuffer.wrap(body).asReadOnlyBuffer()));
  }

  private static byte[] bytes(Map<String, Object> document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Names and times cannot be written as JSON", e);
    }
  }
}
