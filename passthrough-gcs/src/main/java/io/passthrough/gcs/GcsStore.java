package io.passthrough.gcs;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage.BlobGetOption;
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
import io.passthrough.api.Finding;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bucket and prefix. Thread-safe; all state is the SDK's client. */
final class GcsStore implements AssetStore {

  /** An object that is overwritten without a pause is looked for so often. */
  private static final int MAX_LOOKS = 20;

  private final GcsOptions options;
  private final GcsConnection connection;
  private final GcsErrors errors;
  private final BucketCheck bucket;
  private final GcsUpload upload;
  private final GcsListing listing;

  GcsStore(GcsOptions options, GcsConnection connection) {
    this.options = options;
    this.connection = connection;
    this.errors = connection.errors();
    this.bucket = new BucketCheck(options, connection);
    this.upload = new GcsUpload(options, connection);
    this.listing = new GcsListing(options, connection);
  }

  /** The service has both; so have those that speak its protocol. */
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return find("stat", key).map(blob -> GcsInfo.of(key, blob));
  }

  private Optional<Blob> find(String operation, AssetKey key) {
    if (GcsUpload.isReserved(options.name(key.value()))) {
      return Optional.empty();
    }
    try {
      Optional<Blob> found =
          connection.calls().run(options.limits().call(), call -> Optional.ofNullable(get(key)));
      if (found.isPresent()) {
        bucket.found();
      } else {
        bucket.require(operation, Optional.of(key));
      }
      return found;
    } catch (GcsFailure e) {
      if (!errors.isMissing(e.thrown())) {
        throw errors.of(operation, key, e);
      }
      return Optional.empty();
    }
  }

  private @Nullable Blob get(AssetKey key) {
    BlobId id = BlobId.of(options.bucket(), options.name(key.value()));
    BlobGetOption fields = BlobGetOption.fields(GcsInfo.FIELDS);
    return options.project().isEmpty()
        ? connection.storage().get(id, fields)
        : connection.storage().get(id, fields, BlobGetOption.userProject(options.project().get()));
  }

  /** The generation that was looked at may be gone a moment later: then there is a new one. */
  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    for (int look = 1; look <= MAX_LOOKS; look++) {
      Blob blob = find("read", key).orElseThrow(() -> absent(key));
      Optional<AssetReader> reader = reader(key, blob, range);
      if (reader.isPresent()) {
        return reader.get();
      }
    }
    throw errors
        .failure(Kind.UNAVAILABLE, "read")
        .key(key)
        .because("it is being replaced without a pause");
  }

  private AssetStoreException absent(AssetKey key) {
    return errors.failure(Kind.NOT_FOUND, "read").key(key).because("no such object");
  }

  /** Returns empty when the generation is gone. */
  private Optional<AssetReader> reader(AssetKey key, Blob blob, ByteRange range) {
    AssetInfo info = GcsInfo.of(key, blob);
    if (!range.fits(info.size())) {
      throw errors
          .failure(Kind.INVALID, "read")
          .key(key)
          .because("the range starts at or past the end, at " + range.offset());
    }
    long length = range.lengthWithin(info.size());
    GenerationBytes bytes =
        new GenerationBytes(
            options,
            connection,
            GcsInfo.id(blob),
            new GenerationBytes.Extent(range.offset(), range.offset() + length));
    try {
      bytes.open();
    } catch (GcsFailure e) {
      if (e.thrown().getCode() == 404) {
        return Optional.empty();
      }
      throw errors.of("read", key, e);
    }
    Optional<String> checksum =
        length == info.size() ? Optional.ofNullable(blob.getCrc32c()) : Optional.empty();
    return Optional.of(new GcsReader(info, bytes, checksum));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Version version = upload.put(key, content, headers, condition);
    bucket.found();
    return version;
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    Page page = listing.page(prefix, after, limit);
    bucket.found();
    return page;
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return new GcsRemoval(options, connection, bucket).delete(keys);
  }

  @Override
  public List<Finding> inspect() {
    return new GcsInspection(options, connection).run();
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Returns such as {@code gs://web/shop}. */
  @Override
  public String toString() {
    return options.store();
  }
}
