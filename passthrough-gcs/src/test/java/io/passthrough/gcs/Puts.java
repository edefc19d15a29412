package io.passthrough.gcs;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts as the tests make them. */
final class Puts {

  static final AssetKey KEY = AssetKey.of("js/app.js");

  private Puts() {}

  static Version ifAbsent(AssetStore store) {
    return put(store, PutCondition.IF_ABSENT);
  }

  static Version always(AssetStore store) {
    return put(store, PutCondition.ALWAYS);
  }

  static Version always(AssetStore store, AssetKey key) {
    return put(store, key, PutCondition.ALWAYS);
  }

  private static Version put(AssetStore store, PutCondition condition) {
    return put(store, KEY, condition);
  }

  private static Version put(AssetStore store, AssetKey key, PutCondition condition) {
    Content content = Content.of("let a = 1;".getBytes(StandardCharsets.UTF_8));
    return store.put(key, content, AssetHeaders.of("text/javascript"), condition);
  }

  /** A content that breaks off half way. */
  static Content broken(long length) {
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open(long offset) {
        return new SequenceInputStream(
            new Generated(length / 2).open(0),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("of a test");
              }
            });
      }
    };
  }

  /** A content that counts its streams. */
  static final class Counted implements Content {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Generated content;

    Counted(long length) {
      this.content = new Generated(length);
    }

    int openings() {
      return opened.get();
    }

    int leftOpen() {
      return opened.get() - closed.get();
    }

    @Override
    public long length() {
      return content.length();
    }

    @Override
    public InputStream open(long offset) {
      opened.incrementAndGet();
      return new FilterInputStream(content.open(offset)) {
        @Override
        public void close() throws IOException {
          closed.incrementAndGet();
          super.close();
        }
      };
    }
  }
}
