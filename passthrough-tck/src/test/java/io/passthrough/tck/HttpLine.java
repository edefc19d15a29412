package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.HttpStore.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One call of a store on HTTP: its attempts, and what its answers mean. */
record HttpLine(URI base, String operation, Optional<AssetKey> key, Flaw flaw) {

  private static final int LIMIT_MILLIS = 2_000;
  private static final int SHORT_LIMIT_MILLIS = 600;
  private static final long PAUSE_MILLIS = 30;

  private interface Exchange {
    HttpURLConnection run() throws IOException;
  }

  HttpURLConnection ask(String method, String path, String... field) {
    return repeated(
        () -> {
          HttpURLConnection connection = connection(method, path);
          if (field.length == 2 && !field[1].isEmpty()) {
            connection.setRequestProperty(field[0], field[1]);
          }
          connection.getResponseCode();
          return connection;
        });
  }

  void post(String path, String body) {
    repeated(
        () -> {
          HttpURLConnection connection = connection("POST", path);
          send(connection, Content.of(body.getBytes(StandardCharsets.UTF_8)), 0);
          return connection;
        });
  }

  Version put(String path, Content content, AssetHeaders headers, PutCondition condition) {
    InputStream[] only = new InputStream[1];
    HttpURLConnection answer =
        repeated(
            () -> {
              HttpURLConnection connection = connection("PUT", path);
              HttpMemory.describe(headers).forEach(connection::setRequestProperty);
              if (condition == PutCondition.IF_ABSENT) {
                connection.setRequestProperty("If-None-Match", "*");
              }
              only[0] = only[0] == null ? content.open() : only[0];
              if (flaw == Flaw.ONE_STREAM) {
                sendRest(connection, content.length(), only[0]);
              } else {
                send(connection, content, 0);
              }
              return connection;
            });
    return version(answer);
  }

  /** A head that was cut has no version, or a part of one. */
  private Version version(HttpURLConnection answer) {
    String token = String.valueOf(answer.getHeaderField("X-Version"));
    boolean whole = HttpMemory.check(token).equals(answer.getHeaderField(HttpMemory.CHECK));
    if (whole || flaw == Flaw.ANYTHING_IS_SUCCESS) {
      return new Version(token.isEmpty() ? "none" : token);
    }
    throw away(new IOException("The answer breaks off"));
  }

  private static void sendRest(HttpURLConnection connection, long length, InputStream in)
      throws IOException {
    byte[] rest = in.readAllBytes();
    byte[] padded = Arrays.copyOf(rest, (int) length);
    send(connection, Content.of(padded), 0);
  }

  private static void send(HttpURLConnection connection, Content content, long offset)
      throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(content.length());
    try (InputStream in = content.open(offset);
        OutputStream out = connection.getOutputStream()) {
      in.transferTo(out);
    }
    connection.getResponseCode();
  }

  private HttpURLConnection connection(String method, String path) throws IOException {
    URI target = URI.create(base + path);
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty("Connection", "close");
    int limit = flaw == Flaw.SHORT_TIME_LIMIT ? SHORT_LIMIT_MILLIS : LIMIT_MILLIS;
    connection.setConnectTimeout(limit);
    connection.setReadTimeout(flaw == Flaw.NO_TIME_LIMIT ? 0 : limit);
    return connection;
  }

  /** Repeats what stored nothing for certain. */
  private HttpURLConnection repeated(Exchange exchange) {
    HttpURLConnection answer = null;
    for (int attempt = 0; attempt < HttpStore.attempts(flaw); attempt++) {
      answer = once(exchange, tries());
      if (status(answer) < 500 && status(answer) != 409 || !pauses(answer)) {
        break;
      }
    }
    return checked(answer);
  }

  private int tries() {
    if (flaw == Flaw.TRIES_FOR_EVER && !operation.equals("put")) {
      return 20;
    }
    return flaw == Flaw.OWN_OBJECT_IS_ANOTHERS && operation.equals("put") ? 2 : 1;
  }

  /** Waits until the next attempt may be made; returns false when that is too late. */
  private boolean pauses(HttpURLConnection answer) {
    int seconds = answer.getHeaderFieldInt("Retry-After", 0);
    if (seconds > LIMIT_MILLIS / 1_000 && flaw != Flaw.WAITS_AS_TOLD) {
      return false;
    }
    boolean told = seconds > 0 && flaw != Flaw.IGNORES_RETRY_AFTER;
    try {
      TimeUnit.MILLISECONDS.sleep(told ? seconds * 1_000L : PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      if (flaw != Flaw.SWALLOWS_INTERRUPTS) {
        Thread.currentThread().interrupt();
      }
      throw failure(Kind.UNAVAILABLE).cause(e).retryable(false).because("interrupted");
    }
  }

  private HttpURLConnection once(Exchange exchange, int tries) {
    try {
      HttpURLConnection answer = exchange.run();
      if (answer.getResponseCode() < 0) {
        throw new IOException("The answer breaks off");
      }
      return answer;
    } catch (IOException e) {
      if (tries > 1) {
        return once(exchange, tries - 1);
      }
      throw away(e);
    }
  }

  AssetStoreException away(IOException e) {
    if (flaw == Flaw.NO_ANSWER_IS_ABSENCE) {
      return failure(Kind.NOT_FOUND).cause(e).because("there is no answer");
    }
    boolean refused = e instanceof ConnectException || flaw == Flaw.LOST_IS_AWAY;
    Kind kind = operation.equals("put") && !refused ? Kind.OUTCOME_UNKNOWN : Kind.UNAVAILABLE;
    AssetStoreException.Builder failure = failure(kind);
    if (flaw != Flaw.NO_CAUSE) {
      failure = failure.cause(e);
    }
    return failure.because("the backend does not answer (" + e.getMessage() + ")");
  }

  private HttpURLConnection checked(HttpURLConnection answer) {
    int status = status(answer);
    boolean good = status < 300 || status == 404 && !operation.equals("put");
    boolean denied = flaw == Flaw.NEVER_UNDELETABLE && operation.equals("delete");
    if (good || denied || flaw == Flaw.ANYTHING_IS_SUCCESS && status == 503) {
      return answer;
    }
    AssetStoreException.Builder failure = failure(kind(status));
    if (flaw != Flaw.NO_CAUSE) {
      failure = failure.cause(new IOException("HTTP status " + status));
    }
    if (flaw == Flaw.NOT_REPEATABLE) {
      failure = failure.retryable(false);
    }
    throw failure.because("the backend answers " + status);
  }

  private Kind kind(int status) {
    return switch (status) {
      case 401, 403 -> flaw == Flaw.DENIED_IS_ABSENCE ? Kind.NOT_FOUND : Kind.ACCESS_DENIED;
      case 400, 416 -> Kind.INVALID;
      case 409 -> flaw == Flaw.CONFLICT_IS_CONDITION ? Kind.CONDITION_FAILED : Kind.UNAVAILABLE;
      case 412 -> Kind.CONDITION_FAILED;
      case 429 -> flaw == Flaw.THROTTLED_IS_UNAVAILABLE ? Kind.UNAVAILABLE : Kind.THROTTLED;
      default -> Kind.UNAVAILABLE;
    };
  }

  int status(HttpURLConnection answer) {
    try {
      return answer.getResponseCode();
    } catch (IOException e) {
      throw away(e);
    }
  }

  String text(HttpURLConnection answer) {
    try (InputStream in = new HttpBody(answer, flaw)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw away(e);
    }
  }

  AssetStoreException.Builder failure(Kind kind) {
    AssetStoreException.Builder failure =
        AssetStoreException.of(kind, operation, "http-memory" + base.getPath());
    return key.map(failure::key).orElse(failure);
  }
}
