package io.passthrough.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.CaseResult.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores that are wrong through and through fail cases; they never break the kit. */
@Tag("long")
class HostileStoresTest {

  static List<Arguments> hostile() {
    return List.of(
        Arguments.of("answers null", (UnaryOperator<AssetStore>) AnswersNull::new),
        Arguments.of("throws everything", (UnaryOperator<AssetStore>) Throws::new),
        Arguments.of("forgets everything", (UnaryOperator<AssetStore>) Forgets::new),
        Arguments.of("bodies break off", (UnaryOperator<AssetStore>) BreaksOff::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void cases_hostileStore_neverBreakTheKit(String fault, UnaryOperator<AssetStore> wrapping) {
    TckOptions options = new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), 0.1, "*");

    TckReport report = new TckRunner(new OffTheWire(wrapping), options).runAll();

    assertThat(report.with(Outcome.ERROR)).isEmpty();
    assertThat(report.with(Outcome.FAILED)).hasSizeGreaterThan(30);
    assertThat(report.ran()).isEqualTo(report.run().expected());
  }

  @NullUnmarked
  private static final class AnswersNull extends Forwarding {
    AnswersNull(AssetStore store) {
      super(store);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return null;
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      return null;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      return null;
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return null;
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      return null;
    }
  }

  private static final class Throws extends Forwarding {
    private boolean used;

    Throws(AssetStore store) {
      super(store);
    }

    private IllegalStateException fault() {
      used = true;
      return new IllegalStateException("nothing works");
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      throw fault();
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      throw fault();
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      throw fault();
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      throw fault();
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      throw fault();
    }

    @Override
    public void close() {
      if (used) {
        throw fault();
      }
    }
  }

  private static final class Forgets extends Forwarding {
    Forgets(AssetStore store) {
      super(store);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return Optional.empty();
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      throw Altered.failure(Kind.NOT_FOUND, "read", key);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      return new Version("none");
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return Altered.last(List.of());
    }
  }

  private static final class BreaksOff extends Forwarding {
    BreaksOff(AssetStore store) {
      super(store);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      InputStream broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("the connection is gone");
            }
          };
      return Altered.reader(reader, reader.info(), broken);
    }
  }
}
