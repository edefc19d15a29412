package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.HttpStore.Flaw;
import io.passthrough.tck.Mutant.Ask;
import io.passthrough.tck.Mutant.Put;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores that give an interrupted thread a wrong answer instead of none. */
final class InterruptFaults {

  private InterruptFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("conc.interrupted-calls", "the thread's flag after stat 'app.js': expected set")
            .stat("the flag is cleared", InterruptFaults::clearing),
        by("conc.interrupted-calls", "expected success, but was UNAVAILABLE")
            .store("an interrupt closes what all calls share", ClosedByInterrupt::new),
        by("conc.interrupted-calls", "what stat tells an interrupted thread: expected")
            .stat("an interrupted look finds nothing", InterruptFaults::findsNothing),
        by("conc.interrupted-calls", "the page of an interrupted thread, and those after it")
            .list("an interrupted listing ends early", InterruptFaults::endsEarly),
        by("conc.interrupted-calls", "delete by an interrupted thread: expected a failure for")
            .delete("an interrupted delete skips the rest", InterruptFaults::skips),
        by("conc.interrupted-calls", "the body, for an interrupted thread: expected")
            .read("an interrupt ends the body", InterruptFaults::endsBody),
        by("read.interrupted", "the rest of a body, for an interrupted thread: expected")
            .read("an interrupt ends the body", InterruptFaults::endsBody),
        by("fault.interrupted-pause", "the thread's flag after through the proxy: stat 'a.js'")
            .http("the pause between attempts swallows an interrupt", Flaw.SWALLOWS_INTERRUPTS),
        by("stream.interrupt", "expected a refusal with UNAVAILABLE or OUTCOME_UNKNOWN")
            .put("nobody looks at the flag", InterruptFaults::deaf));
  }

  private static boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private static Optional<AssetInfo> clearing(AssetStore store, AssetKey key) {
    Thread.interrupted();
    return store.stat(key);
  }

  private static Optional<AssetInfo> findsNothing(AssetStore store, AssetKey key) {
    return interrupted() ? Optional.empty() : store.stat(key);
  }

  private static Page endsEarly(AssetStore store, Ask ask) {
    Page page = ask.of(store);
    return interrupted() ? Altered.last(page.entries().stream().limit(2).toList()) : page;
  }

  private static Map<AssetKey, AssetStoreException> skips(
      AssetStore store, Collection<AssetKey> keys) {
    return store.delete(interrupted() ? keys.stream().limit(2).toList() : keys);
  }

  private static AssetReader endsBody(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    return Altered.reader(
        reader,
        reader.info(),
        new FilterInputStream(reader.body()) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return interrupted() ? -1 : super.read(buffer, offset, length);
          }
        });
  }

  private static Version deaf(AssetStore store, Put put) {
    Put read = put.changed(bytes -> bytes);
    boolean interrupted = Thread.interrupted();
    Version version = read.to(store);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return version;
  }

  private static final class ClosedByInterrupt extends Forwarding {
    private volatile boolean closed;

    ClosedByInterrupt(AssetStore store) {
      super(store);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      closed |= Thread.currentThread().isInterrupted();
      if (closed) {
        throw unavailable("read", key);
      }
      return super.read(key, range);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (closed) {
        throw unavailable("put", key);
      }
      return super.put(key, content, headers, condition);
    }

    private static AssetStoreException unavailable(String operation, AssetKey key) {
      return AssetStoreException.of(Kind.UNAVAILABLE, operation, "mutant")
          .key(key)
          .retryable(false)
          .because("the channel is closed");
    }
  }
}
