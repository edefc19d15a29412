package io.passthrough.gcs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.HttpEntityWrapper;

/**
 * The body of a response. Closing that of an object which is not at its end aborts the request,
 * where the HTTP client would read what is left. Read to its length it gives its connection back.
 */
final class ResponseBody extends HttpEntityWrapper {

  private final HttpRequestBase request;
  private final Optional<GcsCall> call;

  private ResponseBody(HttpEntity entity, HttpRequestBase request, Optional<GcsCall> call) {
    super(entity);
    this.request = request;
    this.call = call;
  }

  static CloseableHttpResponse of(
      CloseableHttpResponse response, HttpRequestBase request, Optional<GcsCall> call) {
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      response.setEntity(new ResponseBody(entity, request, call));
    }
    return response;
  }

  @Override
  public InputStream getContent() throws IOException {
    return new Body(super.getContent(), getContentLength());
  }

  private boolean isObject() {
    String query = request.getURI().getRawQuery();
    return query != null && query.contains("alt=media");
  }

  private final class Body extends FilterInputStream {
    private final long length;
    private long read;
    private boolean atEnd;

    Body(InputStream in, long length) {
      super(in);
      this.length = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (atEnd) {
        return -1;
      }
      try {
        int got = in.read(buffer, offset, count);
        read += Math.max(0, got);
        // The connection is free once the end is seen, and not when the last byte is.
        atEnd = got < 0 || (read == length && in.read() < 0);
        return got;
      } catch (IOException e) {
        call.ifPresent(GcsCall::noteLostAnswer);
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      if (!atEnd && isObject()) {
        request.abort();
      } else {
        super.close();
      }
    }
  }
}
