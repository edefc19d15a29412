package io.passthrough.core.fallback;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Objects that are too large to be read whole: each is streamed from the store to one client, a
 * bounded number of them at once. Thread-safe.
 */
public final class StreamedObjects implements AutoCloseable {

  private final StoreReads reads;
  private final StoreExecutor calls;
  private final Semaphore streams = new Semaphore(FetchLimits.STREAMS);

  StreamedObjects(StoreReads reads) {
    this.reads = reads;
    this.calls = reads.executor(FetchLimits.OPENINGS);
  }

  /**
   * Opens an object.
   *
   * @param expected the object
   * @param range the part wanted
   * @return a stream to come, which the caller closes: it yields exactly the range or throws; fails
   *     with {@link UnverifiableRangeException} when only reading the whole shows whether the bytes
   *     are right
   */
  public CompletableFuture<InputStream> open(ExpectedObject expected, ByteRange range) {
    if (!streams.tryAcquire()) {
      return CompletableFuture.failedFuture(
          reads
              .failure(Kind.UNAVAILABLE, expected.location())
              .because("too many bodies are under way"));
    }
    CompletableFuture<VerifyingStream> opened =
        calls.run(
            new StoreCall<>(
                expected.location(),
                0,
                call -> verifying(expected, range, call),
                VerifyingStream::drop));
    return opened
        .whenComplete(
            (stream, failure) -> {
              if (failure != null) {
                streams.release();
              }
            })
        .thenApply(stream -> stream);
  }

  private VerifyingStream verifying(ExpectedObject expected, ByteRange range, StoreCall<?> call) {
    AssetReader reader = reads.open(expected.location(), range, call);
    AssetInfo info = reader.info();
    boolean whole = range.isAll() && expected.sha256().isPresent();
    if (!expected.fits(info)) {
      reader.close();
      throw new CorruptAssetException(expected.location(), "it is not the recorded object");
    }
    if (!whole && !expected.isCertainly(info)) {
      reader.close();
      throw new UnverifiableRangeException(expected.location());
    }
    return new VerifyingStream(
        reader,
        range.lengthWithin(expected.size()),
        whole ? expected.sha256() : Optional.empty(),
        new VerifyingStream.ReadTimeout(
            reads.context().timer(), reads.context().silenceNanos()),
        streams::release);
  }

  @Override
  public void close() {
    calls.close();
  }
}
