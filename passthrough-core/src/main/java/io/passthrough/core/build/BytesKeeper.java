package io.passthrough.core.build;

import io.passthrough.api.manifest.Sha256;

/**
 * A sink for the bytes of small files as they are hashed, so that who needs both reads them once.
 * Thread-safe.
 */
public interface BytesKeeper {

  /**
   * Returns whether a file's bytes are to be kept, all of which are in memory at once then.
   *
   * @param file a file that is about to be read
   * @return whether {@link #keep} is to be called
   */
  boolean wants(BuildFile file);

  /**
   * Takes a file's bytes.
   *
   * @param sha256 their hash
   * @param bytes the bytes, which nobody else changes
   */
  void keep(Sha256 sha256, byte[] bytes);
}
