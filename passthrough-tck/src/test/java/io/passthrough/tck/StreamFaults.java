package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.Version;
import io.passthrough.tck.Mutant.Put;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

final class StreamFaults {

  private StreamFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("stream.source-throws", "whose content throws: expected a failure, but was success")
            .put("what came before the failure is stored", (store, put) -> partial(store, put)),
        by("stream.source-throws", "stat 'old.js': expected the object, but was nothing")
            .put(
                "the old object is deleted first",
                (store, put) -> {
                  store.delete(List.of(put.key()));
                  return put.to(store);
                }),
        by("stream.source-throws", "but was NullPointerException")
            .put("a content that cannot be opened is none", StreamFaults::closingNothing),
        by("stream.length-lies", "expected a refusal with INVALID, but was success")
            .put("whatever comes is stored", (store, put) -> partial(store, put)),
        by("stream.invisible-until-done", "stat 'new.js': expected nothing, but was an object")
            .put(
                "the object is made first and filled afterwards",
                (store, put) -> {
                  put.of(new byte[0]).to(store);
                  return put.to(store);
                }),
        by("stream.source-closed", "the streams closed after a put: expected 1, but was 0")
            .put("streams are never closed", (store, put) -> leaving(put).to(store)));
  }

  private static Version closingNothing(AssetStore store, Put put) {
    try {
      put.content().open().close();
      return put.to(store);
    } catch (IOException e) {
      throw new NullPointerException("in");
    }
  }

  private static Version partial(AssetStore store, Put put) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = put.content().open()) {
      in.transferTo(bytes);
    } catch (IOException e) {
      return put.of(bytes.toByteArray()).to(store);
    }
    return put.of(bytes.toByteArray()).to(store);
  }

  private static Put leaving(Put put) {
    Content content =
        new Content() {
          @Override
          public long length() {
            return put.content().length();
          }

          @Override
          public InputStream open(long offset) throws IOException {
            return new FilterInputStream(put.content().open(offset)) {
              @Override
              public void close() {}
            };
          }
        };
    return new Put(put.key(), content, put.headers(), put.condition());
  }
}
