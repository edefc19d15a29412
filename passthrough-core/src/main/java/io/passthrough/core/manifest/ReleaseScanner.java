package io.passthrough.core.manifest;

import io.passthrough.core.frontend.Frontend;

/** Finds the assets of a build: hashes, types, kinds, logical names and codings. */
public final class ReleaseScanner {

  private ReleaseScanner() {}

  /**
   * Scans a build.
   *
   * @param frontend the opened build, which must stay open while the result's contents are read
   * @param rules how files become assets
   * @return the assets with their bytes
   * @throws io.passthrough.core.PassthroughException when nothing lies under the base (naming the
   *     base that would work), or a manifest is wrong
   */
  public static ScannedRelease scan(Frontend frontend, ScanRules rules) {
    throw new UnsupportedOperationException();
  }
}
