package io.passthrough.gcs;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpDelete;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one store: a pool of connections, every limit set, nothing repeated or decoded
 * here. Tells each {@link GcsCall} of its requests. Thread-safe.
 */
final class GcsHttp extends CloseableHttpClient implements HttpTransportFactory {

  /** The service gives seconds, and no dates. */
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final CloseableHttpClient client;
  private final GcsOptions.Limits limits;

  /** What nearly every request has; to make it anew for each would cost. */
  private final RequestConfig standard;

  GcsHttp(GcsOptions.Limits limits) {
    this.limits = limits;
    this.standard =
        RequestConfig.custom()
            .setRedirectsEnabled(false)
            .setNormalizeUri(false)
            .setConnectionRequestTimeout((int) limits.read().toMillis())
            .setConnectTimeout((int) limits.connect().toMillis())
            .setSocketTimeout((int) limits.read().toMillis())
            .build();
    PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
    pool.setMaxTotal(limits.connections());
    pool.setDefaultMaxPerRoute(limits.connections());
    this.client =
        HttpClientBuilder.create()
            .useSystemProperties()
            .setConnectionManager(pool)
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  @Override
  public HttpTransport create() {
    return new ApacheHttpTransport(this);
  }

  @Override
  protected CloseableHttpResponse doExecute(
      @Nullable HttpHost target, HttpRequest request, @Nullable HttpContext context)
      throws IOException {
    HttpRequestBase sent = (HttpRequestBase) request;
    sent.setConfig(limited(sent.getConfig()));
    if (String.valueOf(sent.getURI().getRawQuery()).indexOf(';') >= 0) {
      sent.setURI(escaped(sent.getURI()));
    }
    Optional<GcsCall> call = GcsCall.current();
    if (call.isPresent()) {
      call.get().send(sent);
    }
    try {
      CloseableHttpResponse response = client.execute(target, sent, context);
      call.ifPresent(its -> note(its, response));
      requireRange(sent, response);
      return ResponseBody.of(response, sent, call);
    } catch (IOException | RuntimeException e) {
      if (!GcsErrors.isBeforeArrival(e)) {
        call.ifPresent(GcsCall::noteLostAnswer);
      }
      throw e;
    }
  }

  /** Waiting for a connection of the pool is the only limit that the SDK does not set. */
  private RequestConfig limited(@Nullable RequestConfig config) {
    if (config != null
        && config.getConnectTimeout() == standard.getConnectTimeout()
        && config.getSocketTimeout() == standard.getSocketTimeout()) {
      return standard;
    }
    return RequestConfig.copy(config == null ? RequestConfig.DEFAULT : config)
        .setConnectionRequestTimeout((int) limits.read().toMillis())
        .build();
  }

  /** The SDK leaves {@code ;} in a query, where some servers take it for a separator. */
  private static URI escaped(URI uri) {
    String query = uri.getRawQuery();
    return URI.create(uri.toString().replace(query, query.replace(";", "%3B")));
  }

  /**
   * Whoever leaves the range out of account begins with other bytes than those that were wanted.
   */
  private static void requireRange(HttpRequestBase request, CloseableHttpResponse response)
      throws IOException {
    Header range = request.getFirstHeader("Range");
    if (response.getStatusLine().getStatusCode() == 200
        && range != null
        && !range.getValue().startsWith("bytes=0-")) {
      request.abort();
      throw new IOException("the server sent the whole object and not " + range.getValue());
    }
  }

  private static void note(GcsCall call, CloseableHttpResponse response) {
    int status = response.getStatusLine().getStatusCode();
    if (status >= 500 && status != 501 && status != 503) {
      call.noteLostAnswer();
    }
    Header later = response.getFirstHeader("Retry-After");
    if (status >= 400 && later != null && SECONDS.matcher(later.getValue()).matches()) {
      call.notePause(Duration.ofSeconds(Long.parseLong(later.getValue())));
    }
    Header location = response.getFirstHeader("Location");
    if (status < 300 && location != null && location.getValue().contains("upload_id=")) {
      call.noteUploadSession(location.getValue());
    }
  }

  /** Ends a resumable upload: its address is the right to do so. What fails here is no matter. */
  void cancel(String uploadSession) {
    try (CloseableHttpResponse response = client.execute(bounded(uploadSession))) {
      response.getStatusLine();
    } catch (IOException | RuntimeException e) {
      // The server forgets the upload by itself, after a week.
    }
  }

  private HttpDelete bounded(String uri) {
    HttpDelete delete = new HttpDelete(uri);
    delete.setConfig(standard);
    return delete;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  @Deprecated
  @Override
  public HttpParams getParams() {
    return client.getParams();
  }

  @Deprecated
  @Override
  public ClientConnectionManager getConnectionManager() {
    return client.getConnectionManager();
  }
}
