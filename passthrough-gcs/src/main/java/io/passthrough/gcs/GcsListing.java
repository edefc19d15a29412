package io.passthrough.gcs;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.StorageException;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists a part of a bucket, which is in the order of bytes. */
final class GcsListing {

  /**
   * What no name of a key can go on with but by something larger: a listing begins at a name and
   * not after it, and this is the first that a key after another one can have.
   */
  private static final String LEAST = " ";

  private final GcsOptions options;
  private final GcsConnection connection;
  private final GcsErrors errors;

  GcsListing(GcsOptions options, GcsConnection connection) {
    this.options = options;
    this.connection = connection;
    this.errors = connection.errors();
  }

  /** A cursor is a key and not the server's token, so that it outlives the server's memory. */
  Page page(String prefix, Optional<Cursor> after, int limit) {
    List<BlobListOption> query = new ArrayList<>();
    query.add(BlobListOption.prefix(options.name(prefix)));
    query.add(BlobListOption.pageSize(limit));
    query.add(BlobListOption.fields(GcsInfo.LISTED));
    options.project().map(BlobListOption::userProject).ifPresent(query::add);
    after.map(this::startOffset).map(BlobListOption::startOffset).ifPresent(query::add);
    try {
      return page(query, options.name(prefix));
    } catch (GcsFailure e) {
      throw errors.of("list", e);
    }
  }

  private String startOffset(Cursor cursor) {
    return cursor
        .key()
        .map(key -> options.name(key.value()) + LEAST)
        .orElseThrow(
            () -> errors.failure(Kind.INVALID, "list").because("the cursor is not of this store"));
  }

  /** Names that are no keys have no cursor, so a page of nothing else is read on. */
  private Page page(List<BlobListOption> query, String start) {
    Names names = new Names(start);
    Optional<String> token = Optional.empty();
    do {
      List<BlobListOption> next = new ArrayList<>(query);
      token.map(BlobListOption::pageToken).ifPresent(next::add);
      token =
          connection
              .calls()
              .run(options.limits().call(), call -> names.add(next.toArray(BlobListOption[]::new)));
    } while (token.isPresent() && names.entries.isEmpty());
    return names.page(token.isPresent());
  }

  /**
   * What a page has. One that is cut ends at its last key: names after it that are no keys are
   * counted on the next.
   */
  private final class Names {
    private final String start;
    private final List<Entry> entries = new ArrayList<>();
    private int skipped;
    private int skippedToLastKey;

    Names(String start) {
      this.start = start;
    }

    /** Asks for a page of the server's, and returns its token for the next. */
    Optional<String> add(BlobListOption... query) {
      com.google.api.gax.paging.Page<Blob> page =
          connection.storage().list(options.bucket(), query);
      page.getValues().forEach(this::add);
      return Optional.ofNullable(page.getNextPageToken()).filter(token -> !token.isEmpty());
    }

    private void add(Blob blob) {
      Optional<AssetKey> key = key(blob.getName());
      if (key.isPresent()) {
        entries.add(GcsInfo.entry(key.get(), blob));
        skippedToLastKey = skipped;
      } else {
        skipped++;
      }
    }

    /** Deletes follow listings, so a name that was not asked for goes no further. */
    private Optional<AssetKey> key(String name) {
      if (!name.startsWith(start)) {
        throw new StorageException(0, "the server listed what it was not asked for");
      }
      return AssetKey.parse(name.substring(options.name("").length()));
    }

    Page page(boolean cut) {
      if (!cut) {
        return new Page(entries, Optional.empty(), skipped);
      }
      Cursor next = Cursor.after(entries.get(entries.size() - 1).key());
      return new Page(entries, Optional.of(next), skippedToLastKey);
    }
  }
}
