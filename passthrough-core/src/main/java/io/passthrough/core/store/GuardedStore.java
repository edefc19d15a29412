package io.passthrough.core.store;

import io.passthrough.api.Access;
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
import io.passthrough.api.Finding;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What every store stands behind: arguments, capabilities and closed state are checked here once,
 * and a put whose outcome is unknown is settled by reading the object back. Thread-safe.
 */
final class GuardedStore implements AssetStore {

  private final AssetStore store;
  private final Access access;
  private final int prefixBytes;
  private final Set<Capability> capabilities;
  private final AtomicBoolean closed = new AtomicBoolean();

  GuardedStore(AssetStore store, Access access, String prefix) {
    this.store = store;
    this.access = access;
    this.prefixBytes = prefix.isEmpty() ? 0 : utf8Length(prefix) + 1;
    this.capabilities = Set.copyOf(store.capabilities());
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    requireOpen("stat");
    requireFits("stat", key);
    return store.stat(key).map(WriteMark::hidden);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    Objects.requireNonNull(range, "range");
    requireOpen("read");
    requireFits("read", key);
    return new GuardedReader(store.read(key, range));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    requireWritable("put");
    requireFits("put", key);
    requireSupported(key, condition);
    WriteMark mark = WriteMark.random();
    AssetHeaders marked = marked(key, headers, mark);
    MeasuredContent measured = measured(key, content);
    try {
      return store.put(key, measured, marked, condition);
    } catch (AssetStoreException e) {
      if (e.kind() == Kind.OUTCOME_UNKNOWN) {
        return settled(key, condition, mark, e);
      }
      throw measured.fault().map(fault -> invalid(key, fault, e)).orElse(e);
    }
  }

  private void requireSupported(AssetKey key, PutCondition condition) {
    boolean conditional = Objects.requireNonNull(condition, "condition") == PutCondition.IF_ABSENT;
    if (conditional && !capabilities.contains(Capability.CREATE_IF_ABSENT)) {
      throw failure(Kind.UNSUPPORTED, "put")
          .key(key)
          .because("the store cannot create an object only if it is absent");
    }
  }

  private AssetHeaders marked(AssetKey key, AssetHeaders headers, WriteMark mark) {
    try {
      return mark.on(headers);
    } catch (IllegalArgumentException e) {
      throw failure(Kind.INVALID, "put").key(key).cause(e).because(mark.refusal(headers));
    }
  }

  private MeasuredContent measured(AssetKey key, Content content) {
    long length = content.length();
    if (length < 0) {
      throw failure(Kind.INVALID, "put").key(key).because("its content has the length " + length);
    }
    return new MeasuredContent(content, length);
  }

  private AssetStoreException invalid(AssetKey key, String fault, AssetStoreException cause) {
    return failure(Kind.INVALID, "put").key(key).cause(cause).because(fault);
  }

  /** Reads the object back: its mark tells whether this put made it. */
  private Version settled(
      AssetKey key, PutCondition condition, WriteMark mark, AssetStoreException unknown) {
    Optional<AssetInfo> found = readBack(key, unknown);
    if (found.filter(mark::isOn).isPresent()) {
      return found.get().version();
    }
    if (found.isPresent() && condition == PutCondition.IF_ABSENT) {
      throw failure(Kind.CONDITION_FAILED, "put")
          .key(key)
          .cause(unknown)
          .because("another object is already there");
    }
    throw unknown;
  }

  private Optional<AssetInfo> readBack(AssetKey key, AssetStoreException unknown) {
    if (Thread.currentThread().isInterrupted()) {
      throw unknown;
    }
    try {
      return store.stat(key);
    } catch (AssetStoreException e) {
      unknown.addSuppressed(e);
      throw unknown;
    }
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    Objects.requireNonNull(after, "after");
    requireOpen("list");
    requirePrefix(prefix);
    if (limit < 1 || limit > MAX_PAGE_SIZE) {
      throw failure(Kind.INVALID, "list")
          .because("a page has 1 to " + MAX_PAGE_SIZE + " entries, not " + limit);
    }
    Page page = store.list(prefix, after, limit);
    requireAnswers(page, prefix, after);
    return page;
  }

  /** What is listed may be deleted next, and is followed to its end. */
  private void requireAnswers(Page page, String prefix, Optional<Cursor> after) {
    for (Entry entry : page.entries()) {
      if (!entry.key().value().startsWith(prefix)) {
        throw failure(Kind.UNAVAILABLE, "list")
            .because("asked for names that begin with '" + prefix + "', the store lists others");
      }
    }
    if (after.isPresent() && page.next().equals(after)) {
      throw failure(Kind.UNAVAILABLE, "list")
          .because("the listing of '" + prefix + "' has no end: a page leads to itself");
    }
  }

  private void requirePrefix(String prefix) {
    AssetKey.prefixFault(prefix)
        .or(() -> lengthFault(prefix))
        .ifPresent(
            fault -> {
              throw failure(Kind.INVALID, "list")
                  .because("no key begins with '" + prefix + "', as " + fault);
            });
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    requireWritable("delete");
    Set<AssetKey> distinct = new LinkedHashSet<>(keys);
    distinct.forEach(key -> requireFits("delete", key));
    return distinct.isEmpty() ? Map.of() : store.delete(List.copyOf(distinct));
  }

  @Override
  public List<Finding> inspect() {
    requireOpen("inspect");
    return store.inspect();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      store.close();
    }
  }

  /** Returns the store's name for people. */
  @Override
  public String toString() {
    return store.toString();
  }

  private void requireOpen(String operation) {
    if (closed.get()) {
      throw new IllegalStateException("Cannot " + operation + ": the store is closed, " + store);
    }
  }

  private void requireWritable(String operation) {
    requireOpen(operation);
    if (access == Access.READ) {
      throw failure(Kind.UNSUPPORTED, operation).because("the store was opened for reading only");
    }
  }

  private void requireFits(String operation, AssetKey key) {
    lengthFault(key.value())
        .ifPresent(
            fault -> {
              throw failure(Kind.INVALID, operation).key(key).because(fault);
            });
  }

  /** A text has at most three bytes a character: most keys need not be encoded to be measured. */
  private Optional<String> lengthFault(String text) {
    boolean fits =
        prefixBytes + 3 * text.length() <= AssetKey.MAX_BYTES
            || prefixBytes + utf8Length(text) <= AssetKey.MAX_BYTES;
    return fits
        ? Optional.empty()
        : Optional.of("prefix and key have more than " + AssetKey.MAX_BYTES + " bytes together");
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private AssetStoreException.Builder failure(Kind kind, String operation) {
    return AssetStoreException.of(kind, operation, store.toString());
  }
}
