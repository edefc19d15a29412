package io.passthrough.gcs;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.StorageException;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Entry;
import io.passthrough.api.Version;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the SDK's answers say of an object. */
final class GcsInfo {

  /** All that is asked for of one object. */
  static final BlobField[] FIELDS = {
    BlobField.NAME,
    BlobField.SIZE,
    BlobField.TIME_CREATED,
    BlobField.GENERATION,
    BlobField.CONTENT_TYPE,
    BlobField.CACHE_CONTROL,
    BlobField.CONTENT_ENCODING,
    BlobField.METADATA,
    BlobField.CRC32C
  };

  /** All that is asked for of the objects of a listing. */
  static final BlobField[] LISTED = {
    BlobField.NAME, BlobField.SIZE, BlobField.TIME_CREATED, BlobField.GENERATION
  };

  private GcsInfo() {}

  static AssetInfo of(AssetKey key, BlobInfo blob) {
    Map<String, String> metadata = blob.getMetadata();
    AssetHeaders headers =
        AssetHeaders.ofForeign(
            key, blob.getContentType(), blob.getCacheControl(), blob.getContentEncoding());
    return new AssetInfo(
        key,
        told(blob.getSize(), "size"),
        created(blob),
        version(blob),
        metadata == null ? headers : headers.withForeignMetadata(metadata));
  }

  static Entry entry(AssetKey key, BlobInfo blob) {
    return new Entry(key, told(blob.getSize(), "size"), created(blob), version(blob));
  }

  /** Metadata that somebody edits keep the generation, as the bytes are the same. */
  static Version version(BlobInfo blob) {
    return new Version(Long.toString(generation(blob)));
  }

  /** Names the object together with its generation. */
  static BlobId id(BlobInfo blob) {
    return BlobId.of(blob.getBucket(), blob.getName(), generation(blob));
  }

  private static long generation(BlobInfo blob) {
    return told(blob.getGeneration(), "generation");
  }

  /** The generation's own time: {@code updated} moves when somebody edits metadata. */
  private static Instant created(BlobInfo blob) {
    return told(blob.getCreateTimeOffsetDateTime(), "timeCreated").toInstant();
  }

  /** A server that leaves out what every object has is broken. */
  private static <T> T told(@Nullable T value, String field) {
    if (value == null) {
      throw new StorageException(0, "the answer has no " + field);
    }
    return value;
  }
}
