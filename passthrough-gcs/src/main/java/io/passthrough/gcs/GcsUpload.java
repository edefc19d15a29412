package io.passthrough.gcs;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobTargetOption;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts an object: in one request, or above a threshold by a resumable upload. */
final class GcsUpload {

  /** Above it a put is a resumable upload; below, the bytes are in memory. */
  static final int THRESHOLD = 4 << 20;

  private static final int CHUNK_BYTES = 64 << 10;
  private static final long SLOWEST_BYTES_PER_SECOND = 128L << 10;

  /**
   * Names that the service keeps for itself.
   *
   * @see <a href="https://cloud.google.com/storage/docs/objects#naming">Object names</a>
   */
  private static final String RESERVED = ".well-known/acme-challenge/";

  private final GcsOptions options;
  private final GcsConnection connection;
  private final GcsErrors errors;
  private final ResumableUpload large;

  GcsUpload(GcsOptions options, GcsConnection connection) {
    this.options = options;
    this.connection = connection;
    this.errors = connection.errors();
    this.large = new ResumableUpload(options, connection);
  }

  /**
   * One put.
   *
   * @param blob name and headers of the object to be
   * @param content its bytes
   * @param condition its condition
   */
  record Item(BlobInfo blob, Content content, PutCondition condition) {}

  /** Whether the service can hold a name. */
  static boolean isReserved(String name) {
    return name.startsWith(RESERVED);
  }

  Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    String name = options.name(key.value());
    if (isReserved(name)) {
      throw errors
          .failure(Kind.INVALID, "put")
          .key(key)
          .because("the service keeps names that begin '" + RESERVED + "' for itself");
    }
    Item item = new Item(blob(name, headers), content, condition);
    try {
      return GcsInfo.version(content.length() <= THRESHOLD ? whole(item) : large.put(item));
    } catch (UnreadableContentException e) {
      throw unreadable(key, e);
    } catch (GcsFailure e) {
      throw errors.ofPut(key, e);
    }
  }

  private BlobInfo blob(String name, AssetHeaders headers) {
    BlobInfo.Builder blob =
        BlobInfo.newBuilder(BlobId.of(options.bucket(), name))
            .setContentType(headers.contentType())
            .setMetadata(headers.metadata());
    headers.cacheControl().ifPresent(blob::setCacheControl);
    headers.contentEncoding().ifPresent(blob::setContentEncoding);
    return blob.build();
  }

  /** The SDK sends checksums of the bytes along, and the server compares. */
  private BlobInfo whole(Item item) {
    byte[] bytes = bytes(item.content());
    return connection
        .calls()
        .run(
            limit(options, bytes.length),
            call -> connection.storage().create(item.blob(), bytes, target(item.condition())));
  }

  private BlobTargetOption[] target(PutCondition condition) {
    List<BlobTargetOption> target = new ArrayList<>();
    target.add(BlobTargetOption.disableGzipContent());
    options.project().map(BlobTargetOption::userProject).ifPresent(target::add);
    options.kmsKey().map(BlobTargetOption::kmsKeyName).ifPresent(target::add);
    if (condition == PutCondition.IF_ABSENT) {
      target.add(BlobTargetOption.doesNotExist());
    }
    return target.toArray(BlobTargetOption[]::new);
  }

  private static byte[] bytes(Content content) {
    int length = (int) content.length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    byte[] chunk = new byte[Math.min(CHUNK_BYTES, length + 1)];
    try (InputStream in = content.open(0)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedCallException();
        }
        bytes.write(chunk, 0, read);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UnreadableContentException(e);
    }
  }

  private AssetStoreException unreadable(AssetKey key, UnreadableContentException e) {
    IOException why = e.why();
    String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    boolean interrupted = why instanceof InterruptedCallException;
    return errors
        .failure(Kind.UNAVAILABLE, "put")
        .key(key)
        .cause(why)
        .retryable(false)
        .because(interrupted ? "interrupted" : "its content cannot be read (" + reason + ")");
  }

  /** A large body has more time than a call without one. */
  static Duration limit(GcsOptions options, long bytes) {
    return options.limits().call().plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
  }
}
