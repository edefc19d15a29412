package io.passthrough.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts a blob: in one request as far as the service takes it, else in blocks, which become visible
 * together. What arrives is compared by MD5: by the server before it stores a body that fits into
 * memory, here after it has stored a larger one.
 */
final class AzureUpload {

  /** Up to here a body is read into memory first. */
  static final int IN_MEMORY = 1 << 20;

  private static final long SLOWEST_BYTES_PER_SECOND = 128L << 10;

  private final AzureConnection connection;
  private final AzureNames names;
  private final long singlePut;
  private final AzureErrors errors;

  AzureUpload(AzureConnection connection, AzureNames names, long singlePut) {
    this.connection = connection;
    this.names = names;
    this.singlePut = singlePut;
    this.errors = connection.errors();
  }

  /**
   * One put.
   *
   * @param blob the blob
   * @param source its bytes
   * @param headers its headers
   * @param condition its condition
   */
  record Item(
      BlockBlobClient blob, UploadSource source, AssetHeaders headers, PutCondition condition) {

    BlobHttpHeaders httpHeaders() {
      BlobHttpHeaders http = new BlobHttpHeaders().setContentType(headers.contentType());
      headers.cacheControl().ifPresent(http::setCacheControl);
      headers.contentEncoding().ifPresent(http::setContentEncoding);
      return http;
    }

    BlobRequestConditions conditions() {
      BlobRequestConditions conditions = new BlobRequestConditions();
      return condition == PutCondition.IF_ABSENT ? conditions.setIfNoneMatch("*") : conditions;
    }
  }

  Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    BlockBlobClient blob =
        connection.container().getBlobClient(names.of(key.value())).getBlockBlobClient();
    try (UploadSource source = new UploadSource(content)) {
      Item item = new Item(blob, source, headers, condition);
      return connection.connections().with(() -> put(key, item));
    } catch (AzureConnections.NoConnection e) {
      throw errors.of("put", key, e);
    }
  }

  private Version put(AssetKey key, Item item) {
    try {
      return sent(key, item);
    } catch (AzureInfo.IllegalAnswer e) {
      throw errors.ofPut(key, item.condition(), new CallFailure(e, true));
    } catch (CallFailure e) {
      Optional<IOException> unreadable = item.source().failure();
      throw unreadable.isPresent() && !e.uncertain()
          ? unreadable(key, unreadable.get(), e)
          : errors.ofPut(key, item.condition(), e);
    }
  }

  private Version sent(AssetKey key, Item item) {
    long length = item.source().length();
    if (length <= IN_MEMORY) {
      return small(item);
    }
    return length <= singlePut ? large(key, item) : new AzureBlocks(connection.retries()).put(item);
  }

  private Version small(Item item) {
    int length = (int) item.source().length();
    return AzureInfo.version(
        connection
            .retries()
            .run(
                slowest(length),
                context -> {
                  byte[] bytes = item.source().bytes(0, length);
                  BlockBlobSimpleUploadOptions put =
                      new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
                          .setContentMd5(Checksums.md5(bytes));
                  return upload(item, put, context);
                })
            .getETag());
  }

  private Version large(AssetKey key, Item item) {
    long length = item.source().length();
    Sent sent = connection.retries().run(slowest(length), context -> stream(item, length, context));
    if (!sent.sums().agree(sent.stored().getContentMd5(), sent.stored().getContentCrc64())) {
      throw damaged(key, item, sent.stored());
    }
    return AzureInfo.version(sent.stored().getETag());
  }

  /** What went over the wire, and what the server says that it is now. */
  private record Sent(BlockBlobItem stored, Checksums sums) {}

  private static Sent stream(Item item, long length, Context context) {
    Checksums sums = new Checksums();
    BinaryData body = BinaryData.fromStream(item.source().stream(sums), length);
    return new Sent(upload(item, new BlockBlobSimpleUploadOptions(body), context), sums);
  }

  private static BlockBlobItem upload(
      Item item, BlockBlobSimpleUploadOptions put, Context context) {
    put.setHeaders(item.httpHeaders())
        .setMetadata(item.headers().metadata())
        .setRequestConditions(item.conditions());
    return item.blob().uploadWithResponse(put, null, context).getValue();
  }

  /** Takes away what was stored of a body that was changed on its way. */
  private AssetStoreException damaged(AssetKey key, Item item, BlockBlobItem stored) {
    BlobRequestConditions same = new BlobRequestConditions().setIfMatch(stored.getETag());
    String then = "it was deleted again";
    try {
      item.blob().deleteWithResponse(null, same, null, Context.NONE);
    } catch (RuntimeException e) {
      then = "it is still there (" + AzureReasons.innermost(e) + ")";
    }
    return errors
        .failure(Kind.UNAVAILABLE, "put")
        .key(key)
        .because("what the server has stored has other checksums than what was sent, " + then);
  }

  private AssetStoreException unreadable(AssetKey key, IOException why, CallFailure e) {
    String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    why.addSuppressed(e.thrown());
    return errors
        .failure(Kind.UNAVAILABLE, "put")
        .key(key)
        .cause(why)
        .retryable(false)
        .because("its content cannot be read (" + reason + ")");
  }

  /** A large body has more time than a call without one. */
  static Duration slowest(long bytes) {
    return Duration.ofSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
  }
}
