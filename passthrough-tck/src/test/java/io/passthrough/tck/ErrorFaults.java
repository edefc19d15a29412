package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.Mutant.Put;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Stores whose failures say too little, or too much. */
final class ErrorFaults {

  private ErrorFaults() {}

  static List<Mutant> all() {
    return List.of(
        broken(
            "the causes of a put's failure: expected what its content threw",
            "the cause of a content's failure is lost",
            e -> e.cause(new IOException("the upload failed"))),
        broken(
            "a content's failure: expected false, but was true",
            "a put whose content throws can be repeated",
            e -> e.retryable(true)),
        by("stream.content-failure", "the message of the UNAVAILABLE from put: expected a reason")
            .put("a content's failure has no reason", ErrorFaults::withoutReason),
        by("stream.source-throws", "the operation of the UNAVAILABLE from put: expected 'put'")
            .put("a content's failure has another operation", ErrorFaults::uploading),
        by(
                "basic.not-found-names-key",
                "the message of the NOT_FOUND from read: expected the store")
            .read("the exception has no store", ErrorFaults::nowhere),
        by("cas.create", "the text of what was thrown by put 'lockone.json'")
            .put("a refusal shows the key that opens the store", ErrorFaults::showing),
        by("basic.not-found-names-key", "expected no secret and no signed URL, but was one, in '")
            .read("the cause of a failure shows a signed URL", ErrorFaults::signed));
  }

  private static Mutant broken(
      String message, String fault, UnaryOperator<AssetStoreException.Builder> change) {
    return by("stream.content-failure", message)
        .put(
            fault,
            (store, put) -> {
              try {
                return put.to(store);
              } catch (AssetStoreException e) {
                if (e.kind() != Kind.UNAVAILABLE) {
                  throw e;
                }
                throw change.apply(again(e, "put", put.key())).because("its content broke");
              }
            });
  }

  private static AssetStoreException.Builder again(
      AssetStoreException e, String operation, AssetKey key) {
    return AssetStoreException.of(e.kind(), operation, e.store())
        .key(key)
        .cause(e.getCause())
        .retryable(e.retryable());
  }

  private static Version withoutReason(AssetStore store, Put put) {
    try {
      return put.to(store);
    } catch (AssetStoreException e) {
      if (e.getCause() == null) {
        throw e;
      }
      throw again(e, "put", put.key()).because(String.valueOf(e.getCause().getMessage()));
    }
  }

  private static Version uploading(AssetStore store, Put put) {
    try {
      return put.to(store);
    } catch (AssetStoreException e) {
      if (e.getCause() == null) {
        throw e;
      }
      throw again(e, "upload", put.key()).because("its content broke");
    }
  }

  private static AssetReader nowhere(AssetStore store, AssetKey key, ByteRange range) {
    try {
      return store.read(key, range);
    } catch (AssetStoreException e) {
      throw AssetStoreException.of(e.kind(), "read", "").key(key).because("there is none");
    }
  }

  private static Version showing(AssetStore store, Put put) {
    try {
      return put.to(store);
    } catch (AssetStoreException e) {
      if (put.condition() == PutCondition.ALWAYS) {
        throw e;
      }
      throw again(e, "put", put.key())
          .cause(new IOException("409 from /locks?key=" + MemoryBackend.SECRET))
          .because("another object is already there");
    }
  }

  private static AssetReader signed(AssetStore store, AssetKey key, ByteRange range) {
    try {
      return store.read(key, range);
    } catch (AssetStoreException e) {
      if (!key.value().equals("js/lost.js")) {
        throw e;
      }
      String url = "GET https://web.example/js/lost.js?X-Amz-Signature=0a1b2c3d4e5f: 404";
      throw again(e, "read", key).cause(new IOException(url)).because("no such object");
    }
  }
}
