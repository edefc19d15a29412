package io.passthrough.core.fallback;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.ByteRange;
import java.io.InputStream;
import java.util.Optional;

/**
 * Objects that are too large to be read whole: each is streamed from the store to its clients, who
 * share a read as long as they keep together, a bounded number of reads at once. Thread-safe.
 */
public final class StreamedObjects implements AutoCloseable {

  private final StoreReads reads;
  private final SharedReads shared;

  StreamedObjects(StoreReads reads) {
    this.reads = reads;
    this.shared = new SharedReads(reads);
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
  public Fetch<InputStream> open(ExpectedObject expected, ByteRange range) {
    Fetch<SharedReader> fetch = shared.open(expected, range);
    return new Fetch<>(
        fetch.result().thenApply(reader -> verifying(expected, range, reader)), fetch.leader());
  }

  private InputStream verifying(ExpectedObject expected, ByteRange range, SharedReader reader) {
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
        new VerifyingStream.ReadTimeout(reads.context().timer(), reads.context().silenceNanos()));
  }

  /** Ends what is being opened. */
  @Override
  public void close() {
    shared.close();
  }
}
