package io.passthrough.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import io.passthrough.api.Version;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Puts a blob in blocks, one after the other, and commits their list, conditionally if asked. The
 * server keeps uncommitted blocks by name and not by writer, so their ids begin with a random
 * number that no other writer has. What a failed put leaves is seen by nobody, and the server
 * deletes it after a week.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/put-block-list">Put Block
 *     List: at most 50,000 blocks</a>
 */
final class AzureBlocks {

  private static final long LEAST_BYTES = 8L << 20;
  private static final int MAX_BLOCKS = 50_000;
  private static final int ID_BYTES = 2 * Long.BYTES + Integer.BYTES;

  private final AzureRetries retries;

  AzureBlocks(AzureRetries retries) {
    this.retries = retries;
  }

  /** Another writer of the same name discards the blocks of all with its own commit. */
  Version put(AzureUpload.Item item) {
    for (int made = 1; ; made++) {
      try {
        return putOnce(item);
      } catch (CallFailure e) {
        boolean discarded = AzureErrors.code(e.thrown()).equals(AzureErrors.NO_BLOCKS);
        if (!discarded || e.uncertain() || made == AzureRetries.ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Version putOnce(AzureUpload.Item item) {
    Checksums whole = new Checksums();
    List<String> ids = stage(item, whole);
    BlockBlobCommitBlockListOptions commit =
        new BlockBlobCommitBlockListOptions(ids)
            .setHeaders(item.httpHeaders().setContentMd5(whole.md5()))
            .setMetadata(item.headers().metadata())
            .setRequestConditions(item.conditions());
    return AzureInfo.version(
        retries
            .run(context -> item.blob().commitBlockListWithResponse(commit, null, context))
            .getValue()
            .getETag());
  }

  /** Each block is in memory, so that it can be sent again without what came before. */
  private List<String> stage(AzureUpload.Item item, Checksums whole) {
    UUID upload = UUID.randomUUID();
    long length = item.source().length();
    long size = Math.max(LEAST_BYTES, (length + MAX_BLOCKS - 1) / MAX_BLOCKS);
    List<String> ids = new ArrayList<>();
    try {
      InputStream in = item.source().stream(whole);
      for (long offset = 0; offset < length; offset += size) {
        byte[] block = item.source().bytes(in, (int) Math.min(size, length - offset));
        ids.add(id(upload, ids.size()));
        stage(item, ids.get(ids.size() - 1), block);
      }
      return ids;
    } catch (UploadSource.Unreadable e) {
      throw new CallFailure(e, false);
    }
  }

  private void stage(AzureUpload.Item item, String id, byte[] block) {
    BlockBlobStageBlockOptions stage =
        new BlockBlobStageBlockOptions(id, BinaryData.fromBytes(block))
            .setContentMd5(Checksums.md5(block));
    try {
      retries.run(
          AzureUpload.slowest(block.length),
          (Context context) -> item.blob().stageBlockWithResponse(stage, null, context));
    } catch (CallFailure e) {
      throw new CallFailure(e.thrown(), false);
    }
  }

  private static String id(UUID upload, int number) {
    ByteBuffer id = ByteBuffer.allocate(ID_BYTES);
    id.putLong(upload.getMostSignificantBits()).putLong(upload.getLeastSignificantBits());
    return Base64.getEncoder().encodeToString(id.putInt(number).array());
  }
}
