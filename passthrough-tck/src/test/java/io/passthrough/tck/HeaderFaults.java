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
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.MediaTypes;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.Mutant.Put;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

final class HeaderFaults {

  private static final int GAP = 200;

  private HeaderFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("headers.content-type-against-extension", "that stat tells: expected")
            .stat(
                "the type is guessed from the extension",
                (store, key) -> store.stat(key).map(info -> Altered.headers(info, guessed(info)))),
        by("headers.content-type-against-extension", "the Content-Type of 'index' that stat tells")
            .put("the type is lower-cased", (store, put) -> put.of(lowerType(put)).to(store)),
        by("headers.cache-control", "the headers that stat tells, ")
            .put("Cache-Control is lower-cased", (store, put) -> put.of(lowerCache(put)).to(store)),
        by("headers.cache-control", "the headers that stat tells, ")
            .put(
                "Cache-Control is not kept",
                (store, put) -> put.of(AssetHeaders.of(put.headers().contentType())).to(store)),
        by(
                "headers.content-encoding",
                "the body stored with Content-Encoding gzip: expected 0x[1f 8b")
            .read("the client decodes gzip", HeaderFaults::decoding),
        by("headers.metadata", "the headers that stat tells, ")
            .put("spaces in values are folded", (store, put) -> put.of(folded(put)).to(store)),
        by("headers.metadata", "expected success, but was INVALID")
            .put("there is room for 2,004 bytes of metadata", HeaderFaults::narrow),
        by("headers.metadata", "the headers that stat tells, ")
            .put("lists in values are folded", (store, put) -> put.of(unspaced(put)).to(store)),
        by("headers.metadata-values", "metadata 'percent': expected 'a%20b%2Bc%zz%', but was 'a b")
            .put("values are decoded as URLs", (store, put) -> values(put, "%20", " ").to(store)),
        by("headers.metadata-values", "metadata 'backslash': expected")
            .put("a backslash escapes", (store, put) -> values(put, "\\n", "n").to(store)),
        by("headers.metadata-values", "metadata 'zeros': expected '007', but was '7'")
            .put("numbers are numbers", (store, put) -> values(put, "007", "7").to(store)),
        by("headers.metadata-values", "but was nothing")
            .put("there is room for ten pairs", (store, put) -> tenPairs(put).to(store)),
        by("headers.content-encoding", "Content-Encoding: expected 'zstd', but was nothing")
            .put("only gzip and br are codings", HeaderFaults::known),
        by("headers.no-coding-by-name", "Content-Encoding: expected nothing, but was 'gzip'")
            .put("the coding is guessed from the extension", HeaderFaults::guessing),
        by("headers.last-modified-moves", "what stat tells after two seconds, its time: expected")
            .stat("the time is that of the answer", HeaderFaults::now),
        by("headers.last-modified-moves", "the time of 'changed.js', which was put again two")
            .harness("the time is that of the first put", FirstTimes::new),
        by("headers.last-modified-moves", "the time of 'same.js', which was put again two seconds")
            .put("the same bytes are not put again", HeaderFaults::notAgain),
        by("headers.replaced-whole", "the headers that stat tells after the second put, ")
            .put("new headers are merged into the old", HeaderFaults::merging),
        by("headers.replaced-whole", "the headers after a put of the same bytes, ")
            .put("bytes that are there are not put again", HeaderFaults::onlyNew),
        by("headers.refused-put-leaves-them", "what stat tells after the refused put, ")
            .put("headers are written before the condition", HeaderFaults::headersBeforeCondition),
        by("headers.atomic-with-body", "what stat tells while a put is under way, ")
            .put("headers are written before the body", HeaderFaults::headersFirst),
        by("headers.atomic-with-body-plain", "the body beside the headers of ")
            .put("headers are written after the body", HeaderFaults::headersLast),
        by("headers.stat-equals-read", "what read of a range tells, its size: expected")
            .read("a range's length is told as the size", HeaderFaults::rangeSize),
        by("headers.last-modified-sane", "the time that stat tells: expected about")
            .stat(
                "no time is told",
                (store, key) -> store.stat(key).map(i -> Altered.time(i, Instant.EPOCH))),
        by("headers.last-modified-sane", "the time in the listing: expected within a second")
            .list(
                "list tells another time",
                (store, ask) ->
                    Altered.entries(
                        ask.of(store),
                        e ->
                            new Entry(
                                e.key(),
                                e.size(),
                                e.lastModified().plusSeconds(90),
                                e.version()))));
  }

  private static Put values(Put put, String part, String other) {
    Map<String, String> metadata = new HashMap<>(put.headers().metadata());
    metadata.replaceAll((name, value) -> value.replace(part, other));
    return put.of(put.headers().withMetadata(metadata));
  }

  private static Put tenPairs(Put put) {
    Map<String, String> metadata = new HashMap<>();
    put.headers().metadata().entrySet().stream()
        .limit(10)
        .forEach(pair -> metadata.put(pair.getKey(), pair.getValue()));
    return put.of(put.headers().withMetadata(metadata));
  }

  private static Version known(AssetStore store, Put put) {
    AssetHeaders headers = put.headers();
    Optional<String> coding = headers.contentEncoding().filter(List.of("gzip", "br")::contains);
    return put.of(
            new AssetHeaders(
                headers.contentType(), headers.cacheControl(), coding, headers.metadata()))
        .to(store);
  }

  private static Version guessing(AssetStore store, Put put) {
    boolean gzip = put.key().value().endsWith(".gz") && put.headers().contentEncoding().isEmpty();
    return gzip ? put.of(put.headers().withContentEncoding("gzip")).to(store) : put.to(store);
  }

  /** Tells the time of now once the object is a second old. */
  private static Optional<AssetInfo> now(AssetStore store, AssetKey key) {
    Instant now = Instant.now();
    return store
        .stat(key)
        .map(it -> it.lastModified().plusSeconds(1).isBefore(now) ? Altered.time(it, now) : it);
  }

  private static Version notAgain(AssetStore store, Put put) {
    Optional<AssetInfo> old = store.stat(put.key());
    boolean again =
        put.condition() == PutCondition.ALWAYS
            && old.filter(info -> info.headers().equals(put.headers())).isPresent()
            && put.content().length() == old.get().size()
            && put.content().length() < 10
            && Arrays.equals(
                Altered.bytes(put.content()), Altered.bytes(store, put.key(), ByteRange.ALL));
    return again ? old.get().version() : put.to(store);
  }

  /** Tells of each key when it was first put. */
  private static final class FirstTimes extends MemoryBackend {
    private final Map<String, Instant> times = new ConcurrentHashMap<>();

    FirstTimes() {
      super(UnaryOperator.identity());
    }

    @Override
    public AssetStore open(String namespace) {
      return new Forwarding(super.open(namespace)) {
        private Instant first(AssetKey key, Instant time) {
          return times.computeIfAbsent(namespace + "/" + key, any -> time);
        }

        @Override
        public Optional<AssetInfo> stat(AssetKey key) {
          return super.stat(key).map(it -> Altered.time(it, first(key, it.lastModified())));
        }

        @Override
        public AssetReader read(AssetKey key, ByteRange range) {
          AssetReader reader = super.read(key, range);
          AssetInfo info = reader.info();
          return Altered.reader(reader, Altered.time(info, first(info.key(), info.lastModified())));
        }

        @Override
        public Page list(String prefix, Optional<Cursor> after, int limit) {
          return Altered.entries(
              super.list(prefix, after, limit),
              e -> new Entry(e.key(), e.size(), first(e.key(), e.lastModified()), e.version()));
        }
      };
    }
  }

  private static AssetHeaders guessed(AssetInfo info) {
    return AssetHeaders.of(
        MediaTypes.ofName(info.key().fileName()).orElse(AssetHeaders.OCTET_STREAM));
  }

  private static AssetReader decoding(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    if (!range.isAll() || !reader.info().headers().contentEncoding().equals(Optional.of("gzip"))) {
      return reader;
    }
    byte[] bytes = Altered.bytes(store, key, range);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return Altered.reader(reader.info(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AssetHeaders lowerType(Put put) {
    AssetHeaders headers = put.headers();
    return new AssetHeaders(
        headers.contentType().toLowerCase(Locale.ROOT),
        headers.cacheControl(),
        headers.contentEncoding(),
        headers.metadata());
  }

  private static AssetHeaders lowerCache(Put put) {
    return put.headers()
        .cacheControl()
        .map(value -> put.headers().withCacheControl(value.toLowerCase(Locale.ROOT)))
        .orElse(put.headers());
  }

  private static Version narrow(AssetStore store, Put put) {
    int size =
        put.headers().metadata().entrySet().stream()
            .mapToInt(pair -> pair.getKey().length() + pair.getValue().length())
            .sum();
    if (size > 2_004) {
      throw Altered.failure(Kind.INVALID, "put", put.key());
    }
    return put.to(store);
  }

  private static AssetHeaders unspaced(Put put) {
    Map<String, String> metadata = new HashMap<>(put.headers().metadata());
    metadata.replaceAll((name, value) -> value.replace(", ", ","));
    return put.headers().withMetadata(metadata);
  }

  private static AssetHeaders folded(Put put) {
    Map<String, String> metadata = new HashMap<>(put.headers().metadata());
    metadata.replaceAll((name, value) -> value.replaceAll(" +", " "));
    return put.headers().withMetadata(metadata);
  }

  private static Version merging(AssetStore store, Put put) {
    Map<String, String> metadata = new HashMap<>();
    store.stat(put.key()).ifPresent(info -> metadata.putAll(info.headers().metadata()));
    metadata.putAll(put.headers().metadata());
    return put.of(put.headers().withMetadata(metadata)).to(store);
  }

  private static Version onlyNew(AssetStore store, Put put) {
    Optional<AssetInfo> old = store.stat(put.key());
    if (old.isEmpty() || put.condition() == PutCondition.IF_ABSENT) {
      return put.to(store);
    }
    byte[] there = Altered.bytes(store, put.key(), ByteRange.ALL);
    AssetHeaders[] kept = {put.headers()};
    Put changed =
        put.changed(
            bytes -> {
              kept[0] = Arrays.equals(bytes, there) ? old.get().headers() : put.headers();
              return bytes;
            });
    return changed.of(kept[0]).to(store);
  }

  private static Version headersBeforeCondition(AssetStore store, Put put) {
    try {
      return put.to(store);
    } catch (AssetStoreException e) {
      byte[] old = Altered.bytes(store, put.key(), ByteRange.ALL);
      put.always().of(old).to(store);
      throw e;
    }
  }

  private static Version headersFirst(AssetStore store, Put put) {
    store
        .stat(put.key())
        .ifPresent(info -> put.of(Altered.bytes(store, put.key(), ByteRange.ALL)).to(store));
    return put.to(store);
  }

  private static Version headersLast(AssetStore store, Put put) {
    Optional<AssetInfo> old = store.stat(put.key());
    Put read = put.changed(bytes -> bytes);
    for (int i = 0; i < GAP && old.isPresent(); i++) {
      read.of(old.get().headers()).to(store);
    }
    return read.to(store);
  }

  private static AssetReader rangeSize(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    long length = range.lengthWithin(reader.info().size());
    return Altered.reader(reader, Altered.size(reader.info(), length));
  }
}
