package io.passthrough.tck;

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** The least that a store on {@link HttpMemory} needs to keep the contract, without its flaw. */
final class HttpStore implements AssetStore {

  /** What may be wrong with it. */
  enum Flaw {
    NONE,
    NO_ANSWER_IS_ABSENCE,
    NO_TIME_LIMIT,
    SHORT_TIME_LIMIT,
    NOT_REPEATABLE,
    THROTTLED_IS_UNAVAILABLE,
    DENIED_IS_ABSENCE,
    MANY_ATTEMPTS,
    NO_CAUSE,
    ONE_STREAM,
    OWN_OBJECT_IS_ANOTHERS,
    CONFLICT_IS_CONDITION,
    ANYTHING_IS_SUCCESS,
    MARKS_LOST,
    SHORT_BODY_ENDS,
    PADS,
    LOST_IS_AWAY,
    LOOKS_AT_ENTRIES,
    LOOKS_BEFORE_DELETING,
    NEVER_UNDELETABLE,
    FETCHES_ALL,
    BREAKS_IN_ITS_OWN_WAY,
    DRAINS,
    TRIES_FOR_EVER,
    IGNORES_RETRY_AFTER,
    WAITS_AS_TOLD,
    SWALLOWS_INTERRUPTS,
    WHAT_IS_THERE_IS_MINE,
    STORES_WHAT_WAS_SENT,
    RESUMES_ANYWHERE,
    KEEPS_CONNECTIONS,
    KEEPS_POOL,
    CUTS_LARGE_PAGES,
    LATER_BATCHES_THROW,
    LATER_BATCHES_ARE_FORGOTTEN
  }

  private static final int ATTEMPTS = 3;
  private static final int BATCH = 1_000;
  private static final Queue<Object> POOL = new ConcurrentLinkedQueue<>();

  private final URI endpoint;
  private final String namespace;
  private final Flaw flaw;

  HttpStore(URI endpoint, String namespace, Flaw flaw) {
    this.endpoint = endpoint;
    this.namespace = namespace;
    this.flaw = flaw;
    if (flaw == Flaw.KEEPS_POOL) {
      keep(endpoint);
    }
  }

  /** Lets nobody find out that nobody needs it. */
  static void keep(Object connection) {
    POOL.add(connection);
  }

  /** Opens a connection that nobody ends. */
  private static void keep(URI endpoint) {
    try {
      InetSocketAddress address = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
      POOL.add(SocketChannel.open(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  private HttpLine line(String operation, Optional<AssetKey> key) {
    return new HttpLine(endpoint.resolve("/" + namespace), operation, key, flaw);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    HttpLine line = line("stat", Optional.of(key));
    HttpURLConnection answer = line.ask("HEAD", "/" + encoded(key.value()));
    return line.status(answer) == 404 ? Optional.empty() : Optional.of(info(key, answer));
  }

  private static AssetInfo info(AssetKey key, HttpURLConnection answer) {
    Map<String, String> fields = new HashMap<>();
    answer
        .getHeaderFields()
        .forEach((name, values) -> fields.put(String.valueOf(name), values.get(0)));
    return new AssetInfo(
        key,
        Long.parseLong(answer.getHeaderField("X-Size")),
        Instant.parse(answer.getHeaderField("X-Modified")),
        new Version(answer.getHeaderField("X-Version")),
        HttpMemory.headersOf(fields));
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    HttpLine line = line("read", Optional.of(key));
    String wanted =
        range.isAll()
            ? ""
            : range.offset()
                + "-"
                + range.length().stream().boxed().findFirst().map(String::valueOf).orElse("");
    if (flaw == Flaw.FETCHES_ALL) {
      wanted = "";
    }
    HttpURLConnection answer = line.ask("GET", "/" + encoded(key.value()), "X-Range", wanted);
    if (line.status(answer) == 404) {
      throw line.failure(Kind.NOT_FOUND).because("no such object");
    }
    try {
      InputStream body = body(answer, range);
      AssetInfo info = info(key, answer);
      return new AssetReader() {
        @Override
        public AssetInfo info() {
          return info;
        }

        @Override
        public InputStream body() {
          return body;
        }

        @Override
        public void close() {
          try {
            body.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
    } catch (IOException e) {
      throw line.away(e);
    }
  }

  private InputStream body(HttpURLConnection answer, ByteRange range) throws IOException {
    InputStream body = new HttpBody(answer, flaw);
    if (flaw == Flaw.RESUMES_ANYWHERE) {
      return new Resuming(body, offset -> again(answer, range.offset() + offset));
    }
    if (flaw != Flaw.FETCHES_ALL || range.isAll()) {
      return body;
    }
    byte[] all = body.readAllBytes();
    int length = (int) range.lengthWithin(all.length);
    return new ByteArrayInputStream(all, (int) range.offset(), length);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    HttpLine line = line("put", Optional.of(key));
    AssetHeaders sent =
        flaw == Flaw.MARKS_LOST
            ? new AssetHeaders(
                headers.contentType(), headers.cacheControl(), headers.contentEncoding(), Map.of())
            : headers;
    String path = "/" + encoded(key.value());
    try {
      return line.put(path, content, sent, condition);
    } catch (AssetStoreException e) {
      if (flaw == Flaw.STORES_WHAT_WAS_SENT && e.kind() == Kind.OUTCOME_UNKNOWN) {
        line.put(path, Content.of(new byte[1]), sent, condition);
      }
      if (flaw == Flaw.WHAT_IS_THERE_IS_MINE && e.kind() == Kind.OUTCOME_UNKNOWN) {
        return stat(key).map(AssetInfo::version).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  /** Asks for the rest of a body, of whatever version. */
  private static InputStream again(HttpURLConnection answer, long offset) throws IOException {
    HttpURLConnection rest = (HttpURLConnection) answer.getURL().openConnection();
    rest.setRequestProperty("X-Range", offset + "-");
    return rest.getInputStream();
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    if (flaw == Flaw.CUTS_LARGE_PAGES && limit < MAX_PAGE_SIZE) {
      return cut(list(prefix, after, MAX_PAGE_SIZE), limit);
    }
    HttpLine line = line("list", Optional.empty());
    String query =
        "?prefix=%s&after=%s&limit=%d"
            .formatted(encoded(prefix), encoded(after.map(Cursor::token).orElse("")), limit);
    String text = line.text(line.ask("GET", query));
    List<Entry> entries = text.lines().skip(1).map(HttpStore::entry).toList();
    if (flaw == Flaw.LOOKS_AT_ENTRIES) {
      entries.forEach(entry -> stat(entry.key()));
    }
    Optional<Cursor> next =
        text.lines().findFirst().filter(token -> !token.isEmpty()).map(Cursor::new);
    return new Page(entries, next, 0);
  }

  private static Page cut(Page page, int limit) {
    if (page.entries().size() <= limit) {
      return page;
    }
    String last = page.entries().get(limit - 1).key().value();
    return new Page(
        page.entries().subList(0, limit), Optional.of(new Cursor("after:" + last)), page.skipped());
  }

  private static Entry entry(String row) {
    String[] cells = row.split("\t", 4);
    return new Entry(
        AssetKey.of(cells[0]),
        Long.parseLong(cells[1]),
        Instant.parse(cells[2]),
        new Version(cells[3]));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    if (flaw == Flaw.LOOKS_BEFORE_DELETING) {
      keys.forEach(this::stat);
    }
    List<AssetKey> all = List.copyOf(keys);
    Map<AssetKey, AssetStoreException> failures = new HashMap<>();
    for (int start = 0; start < all.size(); start += BATCH) {
      List<AssetKey> batch = all.subList(start, Math.min(all.size(), start + BATCH));
      failures.putAll(deleted(batch, start == 0));
    }
    return failures;
  }

  private Map<AssetKey, AssetStoreException> deleted(List<AssetKey> batch, boolean first) {
    try {
      String body = batch.stream().map(AssetKey::value).collect(Collectors.joining("\n"));
      line("delete", Optional.empty()).post("", body);
      return Map.of();
    } catch (AssetStoreException e) {
      if (first || flaw == Flaw.LATER_BATCHES_THROW) {
        throw e;
      }
      return flaw == Flaw.LATER_BATCHES_ARE_FORGOTTEN
          ? Map.of()
          : batch.stream().collect(Collectors.toMap(key -> key, key -> about(key, e)));
    }
  }

  private AssetStoreException about(AssetKey key, AssetStoreException e) {
    return line("delete", Optional.of(key))
        .failure(e.kind())
        .cause(e)
        .because("its request was refused");
  }

  @Override
  public void close() {}

  /** Returns the namespace, which is the store's name. */
  @Override
  public String toString() {
    return "http-memory/" + namespace;
  }

  /** How many attempts a call makes. */
  static int attempts(Flaw flaw) {
    return switch (flaw) {
      case MANY_ATTEMPTS -> 20;
      case NOT_REPEATABLE, CONFLICT_IS_CONDITION, ANYTHING_IS_SUCCESS -> 1;
      default -> ATTEMPTS;
    };
  }
}
