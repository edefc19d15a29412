package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The assertions of the cases: each throws a {@link TckFailure} that quotes both sides. */
final class Expect {

  private Expect() {}

  /** Fails unless two values are equal; of values with parts it names the first that differs. */
  static void same(String what, Object expected, Object actual) {
    if (expected instanceof AssetHeaders headers && actual instanceof AssetHeaders others) {
      sameHeaders(what, headers, others);
    } else if (expected instanceof AssetInfo info && actual instanceof AssetInfo other) {
      sameInfo(what, info, other);
    } else if (!expected.equals(actual)) {
      throw new TckFailure(what, Quoted.any(expected), Quoted.any(actual));
    }
  }

  private static void sameInfo(String what, AssetInfo expected, AssetInfo actual) {
    same(what + ", its key", expected.key(), actual.key());
    same(what + ", its size", expected.size(), actual.size());
    same(what + ", its version", expected.version(), actual.version());
    sameHeaders(what, expected.headers(), actual.headers());
    same(what + ", its time", expected.lastModified(), actual.lastModified());
  }

  private static void sameHeaders(String what, AssetHeaders expected, AssetHeaders actual) {
    same(what + ", Content-Type", expected.contentType(), actual.contentType());
    same(what + ", Cache-Control", expected.cacheControl(), actual.cacheControl());
    same(what + ", Content-Encoding", expected.contentEncoding(), actual.contentEncoding());
    Set<String> names = new TreeSet<>(expected.metadata().keySet());
    names.addAll(actual.metadata().keySet());
    for (String name : names) {
      Optional<String> value = Optional.ofNullable(expected.metadata().get(name));
      Optional<String> found = Optional.ofNullable(actual.metadata().get(name));
      same(what + ", metadata " + Quoted.text(name), value, found);
    }
  }

  /** Fails unless two bodies are equal, and shows where they part. */
  static void sameBytes(String what, byte[] expected, byte[] actual) {
    int at = Arrays.mismatch(expected, actual);
    if (at >= 0) {
      throw new TckFailure(
          what, Quoted.bytes(expected, at), Quoted.bytes(actual, at) + ", differing at byte " + at);
    }
  }

  /** Fails unless something holds, and quotes the value that does not. */
  static void holds(boolean holds, String what, String expected, Object actual) {
    holds(holds, what, expected, Quoted.any(actual));
  }

  /** Fails unless something holds, and says what was found in words. */
  static void holds(boolean holds, String what, String expected, String words) {
    if (!holds) {
      throw new TckFailure(what, expected, words);
    }
  }
}
