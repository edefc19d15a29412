package io.passthrough.api;

import java.io.InputStream;

/**
 * An open read: headers and bytes of one version of an object. Owned by the caller, who closes it.
 * One thread reads; any thread may close.
 */
public interface AssetReader extends AutoCloseable {

  /**
   * Returns what is known of the object.
   *
   * @return the info, whose size is the object's full size, not the range's
   */
  AssetInfo info();

  /**
   * Returns the bytes of the range. Ends cleanly only after the last of them; a body that breaks
   * off, or stops for longer than the store's time limit, is an {@link java.io.IOException}. After
   * {@link #close()} it throws.
   *
   * @return the same stream at every call
   */
  InputStream body();

  /** Ends the read, from any thread: what has not arrived is aborted, never drained. Idempotent. */
  @Override
  void close();
}
