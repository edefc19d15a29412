package io.passthrough.core.prune;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.prune.ExploredCall.Answer;
import io.passthrough.core.record.StoreLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A process as its store and clocks: it is told what it was told before, and pauses at the first
 * call to which no answer is known. As everything that it does follows from the answers, these are
 * where it stands.
 */
final class ReplayedProcess implements AssetStore, ProcessClock {

  private static final String MARK = "write_id";

  private final ProcessPoint.Work work;
  private final List<ProcessPoint> told;
  private final Map<String, String> marks = new HashMap<>();
  private int next;
  private int ids;
  private Optional<ExploredCall> pending = Optional.empty();

  /** The end of a replay. */
  static final class Pause extends Error {
    private static final long serialVersionUID = 1L;

    Pause() {
      super("paused", null, false, false);
    }
  }

  ReplayedProcess(ProcessPoint.Work work, List<ProcessPoint> told) {
    this.work = work;
    this.told = told;
  }

  /** Returns the call that it waits in, if it is not over. */
  Optional<ExploredCall> pending() {
    return pending;
  }

  private Object answer(ExploredCall call) {
    if (pending.isPresent()) {
      throw new Pause();
    }
    if (next == told.size()) {
      pending = Optional.of(call);
      throw new Pause();
    }
    ProcessPoint point = told.get(next++);
    if (point.after().filter(call::equals).isEmpty()) {
      throw new AssertionError("does " + call + " now and did " + point.after() + " before");
    }
    return point.answer();
  }

  @SuppressWarnings("unchecked")
  private Optional<ExploredObject> found(ExploredCall call) {
    return (Optional<ExploredObject>) answer(call);
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /** What is put for a look at the store's clock is seen by nobody else. */
  private static boolean isProbe(AssetKey key) {
    return key.value().startsWith(StoreLayout.PROBES);
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    if (isProbe(key)) {
      Instant now = work.isTimed() ? (Instant) answer(new ExploredCall.Look()) : work.begin();
      AssetHeaders headers = AssetHeaders.of(AssetHeaders.OCTET_STREAM);
      return Optional.of(new AssetInfo(key, 1, now, new Version("probe"), headers));
    }
    return found(new ExploredCall.Stat(key)).map(object -> marked(object.info()));
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    ExploredObject object =
        found(new ExploredCall.Read(key))
            .orElseThrow(() -> failure(Kind.NOT_FOUND, "read", "no such object"));
    return new Reader(object.info(), object.bytes(), range);
  }

  private record Reader(AssetInfo info, InputStream body) implements AssetReader {

    Reader(AssetInfo info, byte[] bytes, ByteRange range) {
      this(
          info,
          new ByteArrayInputStream(
              bytes, (int) range.offset(), (int) range.lengthWithin(bytes.length)));
    }

    @Override
    public void close() {}
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    if (isProbe(key)) {
      return new Version("probe");
    }
    ExploredCall.Put put =
        new ExploredCall.Put(key, latin1(content), unmarked(key, headers), condition);
    Answer answer = (Answer) answer(put);
    if (answer == Answer.CONFLICT) {
      throw failure(Kind.CONDITION_FAILED, "put", "another object is already there");
    }
    if (answer == Answer.LOST) {
      throw failure(Kind.OUTCOME_UNKNOWN, "put", "no answer");
    }
    ExploredObject.Value value =
        new ExploredObject.Value(key, put.latin1(), put.headers(), Instant.EPOCH);
    return new ExploredObject(value).info().version();
  }

  private static String latin1(Content content) {
    try (InputStream in = content.open()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A mark of a guard is random, so that it has another name in the explored store. */
  private AssetHeaders unmarked(AssetKey key, AssetHeaders headers) {
    Map<String, String> metadata = new HashMap<>(headers.metadata());
    String own = metadata.get(MARK);
    if (own == null) {
      return headers;
    }
    long before = marks.keySet().stream().filter(mark -> mark.startsWith(key + " ")).count();
    String mark = "p" + work.number() + "." + before;
    marks.put(key + " " + mark, own);
    metadata.put(MARK, mark);
    return headers.withMetadata(metadata);
  }

  private AssetInfo marked(AssetInfo info) {
    String own = marks.get(info.key() + " " + info.headers().metadata().get(MARK));
    if (own == null) {
      return info;
    }
    Map<String, String> metadata = new HashMap<>(info.headers().metadata());
    metadata.put(MARK, own);
    AssetHeaders headers = info.headers().withMetadata(metadata);
    return new AssetInfo(info.key(), info.size(), info.lastModified(), info.version(), headers);
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    Optional<AssetKey> last = after.flatMap(Cursor::key);
    @SuppressWarnings("unchecked")
    List<ExploredObject> found =
        (List<ExploredObject>) answer(new ExploredCall.Listing(prefix, last, limit));
    List<Entry> entries = found.stream().limit(limit).map(ReplayedProcess::entry).toList();
    return found.size() > limit
        ? new Page(entries, Optional.of(Cursor.after(entries.get(limit - 1).key())), 0)
        : new Page(entries, Optional.empty(), 0);
  }

  private static Entry entry(ExploredObject object) {
    AssetInfo info = object.info();
    return new Entry(info.key(), info.size(), info.lastModified(), info.version());
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    if (keys.stream().allMatch(ReplayedProcess::isProbe)) {
      return Map.of();
    }
    Answer answer = (Answer) answer(new ExploredCall.Delete(List.copyOf(keys)));
    if (answer == Answer.LOST) {
      throw failure(Kind.UNAVAILABLE, "delete", "no answer");
    }
    if (answer == Answer.REFUSED) {
      throw failure(Kind.ACCESS_DENIED, "delete", "the request is too old");
    }
    return Map.of();
  }

  private AssetStoreException failure(Kind kind, String operation, String reason) {
    return AssetStoreException.of(kind, operation, toString()).retryable(false).because(reason);
  }

  @Override
  public void close() {}

  /** Stands still: a process need not trust it. */
  @Override
  public Clock wall() {
    return Clock.fixed(work.begin(), ZoneOffset.UTC);
  }

  @Override
  public long nanoTime() {
    return Duration.between(work.begin(), (Instant) answer(new ExploredCall.Look())).toNanos();
  }

  @Override
  public void sleep(Duration time) {
    var unused = answer(new ExploredCall.Sleep(time));
  }

  @Override
  public UUID freshId() {
    return new UUID(work.number(), ++ids);
  }

  @Override
  public String toString() {
    return "process " + work.number();
  }
}
