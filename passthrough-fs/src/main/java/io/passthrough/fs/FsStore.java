package io.passthrough.fs;

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
import io.passthrough.api.Deadline;
import io.passthrough.api.Finding;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder as a store. Each operation is a class of its own; here errors get their names. */
final class FsStore implements AssetStore {

  private static final Duration LONGEST_DELETE = Duration.ofMinutes(1);

  private final FsOptions options;
  private final FsErrors errors;
  private final Set<Capability> capabilities;
  private volatile Place place;
  private final @Nullable Staging staging;

  private FsStore(FsOptions options, FsErrors errors, Layout layout) throws IOException {
    this.options = options;
    this.errors = errors;
    this.capabilities = EnumSet.of(Capability.STRONG_CONSISTENCY);
    this.staging = options.access() == Access.WRITE ? Staging.open(layout) : null;
    this.place = Place.of(layout);
    if (staging != null) {
      Staging.removeDead(layout, new HeaderSweep(layout, place.lookup().records().headerFiles()));
      if (staging.canLink()) {
        capabilities.add(Capability.CREATE_IF_ABSENT);
      }
    }
  }

  static FsStore open(FsOptions options) {
    FsErrors errors = new FsErrors(options.storeName());
    try {
      return new FsStore(options, errors, new Layout(root(options, errors), options.prefix()));
    } catch (IOException e) {
      throw errors.of("open", e);
    }
  }

  /** The folder that the store is now, and how to look things up in it. */
  private record Place(Layout layout, Lookup lookup) {

    static Place of(Layout layout) throws IOException {
      return new Place(layout, new Lookup(layout, ExactNames.of(layout), HeaderStore.of(layout)));
    }
  }

  /**
   * Returns the folder that the path leads to now: a link in it may be swapped while a gateway
   * runs. Who writes stays where it began, as a run is about one store.
   */
  private Place place() throws IOException {
    Place known = place;
    if (staging != null) {
      return known;
    }
    Path root;
    try {
      root = options.path().toRealPath();
    } catch (NoSuchFileException e) {
      throw new MissingRootException(options.path());
    }
    if (!root.equals(known.layout().root())) {
      known = Place.of(new Layout(root, options.prefix()));
      place = known;
    }
    return known;
  }

  private static Path root(FsOptions options, FsErrors errors) throws IOException {
    try {
      if (options.access() == Access.WRITE && !Files.isDirectory(options.path())) {
        Files.createDirectories(options.path());
      }
      Path root = options.path().toRealPath();
      if (Files.isDirectory(root)) {
        return root;
      }
    } catch (FileAlreadyExistsException e) {
      // Told below.
    } catch (NoSuchFileException e) {
      throw new MissingRootException(options.path());
    }
    throw errors
        .failure(Kind.UNAVAILABLE, "open", null)
        .retryable(false)
        .because("its path is a file, not a folder");
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.copyOf(capabilities);
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return call("stat", key, () -> place().lookup().find(key));
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    return call(
        "read",
        key,
        () -> {
          Place now = place();
          return new Opening(now.layout(), now.lookup(), errors).open(key, range);
        });
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    if (staging == null) {
      throw errors
          .failure(Kind.UNSUPPORTED, "put", key)
          .because("the store was opened for reading only");
    }
    Writer writer = new Writer(place.layout(), staging, place.lookup(), errors);
    return call("put", key, () -> writer.put(key, content, headers, condition));
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return call(
        "list",
        null,
        () -> {
          Place now = place();
          return new Listing(now.layout(), now.lookup(), errors).page(prefix, after, limit);
        });
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return delete(keys, Deadline.after(LONGEST_DELETE));
  }

  Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys, Deadline deadline) {
    run("delete", null, place.layout()::requireRoot);
    Deletion removal = new Deletion(place.layout(), place.lookup());
    Map<AssetKey, AssetStoreException> failures = new LinkedHashMap<>();
    for (AssetKey key : new LinkedHashSet<>(keys)) {
      try {
        requireTime(deadline, key);
        run("delete", key, () -> removal.delete(key));
      } catch (AssetStoreException e) {
        failures.put(key, e);
      }
    }
    run("delete", null, removal::finish);
    return failures;
  }

  private void requireTime(Deadline deadline, AssetKey key) {
    if (deadline.isOver()) {
      throw errors.failure(Kind.UNAVAILABLE, "delete", key).because(deadline.reason());
    }
  }

  @Override
  public List<Finding> inspect() {
    return call(
        "inspect",
        null,
        () -> {
          Place now = place();
          return new Inspection(now.layout(), now.lookup()).run(capabilities, staging != null);
        });
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private interface Action {
    void run() throws IOException;
  }

  private void run(String operation, @Nullable AssetKey key, Action action) {
    call(
        operation,
        key,
        () -> {
          action.run();
          return this;
        });
  }

  private <T> T call(String operation, @Nullable AssetKey key, Call<T> call) {
    if (Thread.currentThread().isInterrupted()) {
      throw errors.interrupted(operation, key, null);
    }
    try {
      return call.run();
    } catch (IOException e) {
      throw errors.of(operation, key, e);
    } catch (InvalidPathException e) {
      throw errors.illegalName(operation, key, e);
    }
  }

  @Override
  public void close() {
    if (staging != null) {
      staging.close();
    }
  }

  /** Returns the store's name for people. */
  @Override
  public String toString() {
    return options.storeName();
  }
}
