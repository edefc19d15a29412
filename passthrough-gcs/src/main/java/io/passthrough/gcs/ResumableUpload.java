package io.passthrough.gcs;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BlobWriteSession;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageException;
import io.passthrough.api.PutCondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.zip.CRC32C;

/**
 * Puts a large object by a resumable upload, part after part. The object appears with the last
 * part, together with its checksum. An attempt that fails is ended, so that nothing of it is left,
 * and the next begins anew.
 *
 * @see <a href="https://cloud.google.com/storage/docs/resumable-uploads">Resumable uploads</a>
 */
final class ResumableUpload {

  private static final int CHUNK_BYTES = 64 << 10;

  private final GcsOptions options;
  private final GcsConnection connection;

  ResumableUpload(GcsOptions options, GcsConnection connection) {
    this.options = options;
    this.connection = connection;
  }

  /**
   * Puts the object.
   *
   * @throws GcsFailure when the server does not take it
   * @throws UnreadableContentException when the content breaks off
   */
  BlobInfo put(GcsUpload.Item item) {
    return connection
        .calls()
        .run(GcsUpload.limit(options, item.content().length()), call -> put(item, call));
  }

  private BlobInfo put(GcsUpload.Item item, GcsCall call) throws IOException {
    boolean done = false;
    try {
      BlobInfo stored = send(item);
      done = true;
      return stored;
    } finally {
      if (!done) {
        call.takeUploadSession().ifPresent(connection.http()::cancel);
      }
    }
  }

  /** To close the channel is to publish, so nothing but the end of the content does that. */
  private BlobInfo send(GcsUpload.Item item) throws IOException {
    BlobWriteSession session =
        connection.storage().blobWriteSession(item.blob(), target(item.condition()));
    WritableByteChannel channel = session.open();
    String sum = copy(item, channel);
    channel.close();
    return checked(result(session), sum);
  }

  private static String copy(GcsUpload.Item item, WritableByteChannel channel) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = open(item)) {
      for (int read = read(in, chunk); read >= 0; read = read(in, chunk)) {
        sum.update(chunk, 0, read);
        ByteBuffer rest = ByteBuffer.wrap(chunk, 0, read);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
    }
    return GcsReader.text(sum);
  }

  private static InputStream open(GcsUpload.Item item) {
    try {
      return item.content().open(0);
    } catch (IOException e) {
      throw new UnreadableContentException(e);
    }
  }

  private static int read(InputStream in, byte[] chunk) {
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedCallException();
      }
      return in.read(chunk);
    } catch (IOException e) {
      throw new UnreadableContentException(e);
    }
  }

  private static BlobInfo result(BlobWriteSession session) throws IOException {
    try {
      return session.getResult().get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedCallException();
    }
  }

  /** The server compares as well, where it knows the checksum that the last part carries. */
  private BlobInfo checked(BlobInfo stored, String sum) {
    String theirs = stored.getCrc32c();
    if (theirs != null && !theirs.equals(sum)) {
      connection.storage().delete(GcsInfo.id(stored), BlobSourceOption.generationMatch());
      throw new StorageException(
          0, "the server stored bytes with another CRC32C, which are deleted again");
    }
    return stored;
  }

  private BlobWriteOption[] target(PutCondition condition) {
    List<BlobWriteOption> target = new ArrayList<>();
    target.add(BlobWriteOption.disableGzipContent());
    options.project().map(BlobWriteOption::userProject).ifPresent(target::add);
    options.kmsKey().map(BlobWriteOption::kmsKeyName).ifPresent(target::add);
    if (condition == PutCondition.IF_ABSENT) {
      target.add(BlobWriteOption.doesNotExist());
    }
    return target.toArray(BlobWriteOption[]::new);
  }
}
