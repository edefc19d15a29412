package io.passthrough.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists a page. A cursor is the last name and not the server's marker, so that it outlives the
 * server's memory; the server starts at that name, which is left out.
 */
final class AzureListing {

  /** Marks the name of a blob that is no legal key. */
  private static final String NAME = "name:";

  private final AzureConnection connection;
  private final AzureNames names;
  private final AzureErrors errors;

  AzureListing(AzureConnection connection, AzureNames names) {
    this.connection = connection;
    this.names = names;
    this.errors = connection.errors();
  }

  Page page(String prefix, Optional<Cursor> after, int limit) {
    Optional<String> last = after.map(this::name);
    try {
      return connection.connections().with(() -> ask(names.of(prefix), last, limit));
    } catch (CallFailure | AzureConnections.NoConnection | AzureInfo.IllegalAnswer e) {
      throw errors.of("list", e);
    }
  }

  private Page ask(String prefix, Optional<String> last, int limit) {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(prefix)
            .setMaxResultsPerPage(limit + (last.isPresent() ? 1 : 0));
    last.ifPresent(options::setStartFrom);
    PagedResponse<BlobItem> page = fetch(options, null);
    while (hasMore(page) && isDone(page, last)) {
      page = fetch(options, page.getContinuationToken());
    }
    return page(page, last, limit);
  }

  private PagedResponse<BlobItem> fetch(ListBlobsOptions options, @Nullable String marker) {
    return connection
        .retries()
        .run(
            context ->
                connection
                    .container()
                    .listBlobs(options, marker, null)
                    .iterableByPage()
                    .iterator()
                    .next());
  }

  private static boolean hasMore(PagedResponse<BlobItem> page) {
    return page.getContinuationToken() != null && !page.getContinuationToken().isEmpty();
  }

  /** Whether nothing of a page is new, as the server may answer an empty one with a marker. */
  private static boolean isDone(PagedResponse<BlobItem> page, Optional<String> last) {
    List<BlobItem> blobs = page.getValue();
    return blobs.isEmpty() || (blobs.size() == 1 && last.isPresent() && isSame(blobs.get(0), last));
  }

  private static boolean isSame(BlobItem blob, Optional<String> last) {
    return blob.getName().equals(last.orElse(""));
  }

  /** One more was asked for, in the place of a last name that may be gone by now. */
  private Page page(PagedResponse<BlobItem> page, Optional<String> last, int limit) {
    List<BlobItem> fresh = page.getValue().stream().filter(blob -> !isSame(blob, last)).toList();
    List<BlobItem> blobs = fresh.subList(0, Math.min(limit, fresh.size()));
    List<Entry> entries = new ArrayList<>();
    for (BlobItem blob : blobs) {
      key(blob.getName()).map(key -> AzureInfo.entry(key, blob)).ifPresent(entries::add);
    }
    boolean cut = !blobs.isEmpty() && (hasMore(page) || fresh.size() > limit);
    Optional<Cursor> next =
        cut ? Optional.of(cursor(blobs.get(blobs.size() - 1).getName())) : Optional.empty();
    return new Page(entries, next, blobs.size() - entries.size());
  }

  private Optional<AssetKey> key(String name) {
    int start = names.of("").length();
    return name.length() > start ? AssetKey.parse(name.substring(start)) : Optional.empty();
  }

  private Cursor cursor(String name) {
    return key(name)
        .map(Cursor::after)
        .orElseGet(() -> new Cursor(NAME + name.substring(names.of("").length())));
  }

  private String name(Cursor cursor) {
    return cursor
        .key()
        .map(AssetKey::value)
        .or(
            () ->
                Optional.of(cursor.token())
                    .filter(token -> token.startsWith(NAME))
                    .map(token -> token.substring(NAME.length())))
        .map(names::of)
        .orElseThrow(
            () -> errors.failure(Kind.INVALID, "list").because("the cursor is not of this store"));
  }
}
