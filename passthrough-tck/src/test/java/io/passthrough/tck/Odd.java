package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A handle that does what few do and all may: versions and cursors of long, strange text, times of
 * whole seconds, single bytes, and illegal names that only the last page counts.
 */
final class Odd extends Forwarding {

  private static final String VERSION = "W/\"a b/c? \u00e9\ud83d\ude00 ";
  private static final String CURSOR = "&<>%2F+ \u2028".repeat(200);

  Odd(AssetStore store) {
    super(store);
  }

  private static String odd(Version version) {
    return VERSION + version.token() + '"';
  }

  private static AssetInfo odd(AssetInfo info) {
    AssetInfo rounded = Altered.time(info, info.lastModified().truncatedTo(ChronoUnit.SECONDS));
    return Altered.version(rounded, odd(info.version()));
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return super.stat(key).map(Odd::odd);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    AssetReader reader = super.read(key, range);
    return Altered.reader(reader, odd(reader.info()), new BasicCases.SingleBytes(reader.body()));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return new Version(odd(super.put(key, content, headers, condition)));
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    Page page = super.list(prefix, after.map(Odd::inner), limit);
    int skipped = Listings.skipped(store, prefix);
    return new Page(
        Altered.entries(page, entry -> Altered.version(entry, odd(entry.version()))).entries(),
        page.next().map(next -> new Cursor(CURSOR + next.token())),
        page.next().isPresent() ? 0 : skipped);
  }

  private static Cursor inner(Cursor cursor) {
    if (!cursor.token().startsWith(CURSOR)) {
      throw Altered.failure(Kind.INVALID, "list");
    }
    return new Cursor(cursor.token().substring(CURSOR.length()));
  }
}
