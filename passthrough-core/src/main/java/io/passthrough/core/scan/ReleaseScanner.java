package io.passthrough.core.scan;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.build.HashedFile;
import io.passthrough.core.build.Inventory;
import io.passthrough.core.rewrite.PlainFiles;

/** Finds the assets of a build: hashes, types, kinds, logical names and codings. */
public final class ReleaseScanner {

  private ReleaseScanner() {}

  /**
   * Scans a build.
   *
   * @param build the opened build, which must stay open while the result's contents are read
   * @param rules how files become assets
   * @return the assets with their bytes
   * @throws io.passthrough.core.PassthroughException when nothing lies under the base (naming the
   *     base that would work), or a manifest is wrong
   */
  public static ScannedRelease scan(Build build, ScanRules rules) {
    return scan(build, rules, PipelineListener.NONE);
  }

  /**
   * Scans a build, and tells how far it is.
   *
   * @param build the opened build, which must stay open while the result's contents are read
   * @param rules how files become assets
   * @param listener told of the bytes that have been read and hashed
   * @return the assets with their bytes
   * @throws io.passthrough.core.PassthroughException when nothing lies under the base (naming the
   *     base that would work), or a manifest is wrong
   */
  public static ScannedRelease scan(Build build, ScanRules rules, PipelineListener listener) {
    Inventory inventory = fingerprint(Inventory.of(build, rules.concurrency(), listener), rules);
    ScannedRelease release = scan(inventory, rules);
    if (release.assets().isEmpty()) {
      throw nothingFound(inventory, rules);
    }
    return release;
  }

  /**
   * Gives plain files names of their bytes, as the rules say, and rewrites the references to them:
   * the one function by which pipeline, gateway and application have the same keys and bytes.
   *
   * @param inventory the files of a build
   * @param rules which of them; without any, nothing is done
   * @return the files, to be scanned
   * @throws io.passthrough.core.PassthroughException when a file cannot be read, a manifest is
   *     wrong, or another file has such a name
   */
  public static Inventory fingerprint(Inventory inventory, ScanRules rules) {
    if (rules.fingerprint().isEmpty()) {
      return inventory;
    }
    ReleaseScan scan = new ReleaseScan(inventory, rules);
    return PlainFiles.fingerprint(inventory, rules.urls(), scan::isPlain);
  }

  /**
   * Scans a build whose files have been read, and fingerprinted, already. Here it is no error that
   * nothing lies under the base: the result has no assets then, and a warning names the base that
   * would work.
   *
   * @param inventory the files
   * @param rules how files become assets
   * @return the assets with their bytes
   * @throws io.passthrough.core.PassthroughException when a manifest is wrong
   */
  public static ScannedRelease scan(Inventory inventory, ScanRules rules) {
    return new ReleaseScan(inventory, rules).run();
  }

  private static PassthroughException nothingFound(Inventory inventory, ScanRules rules) {
    String source = "'" + inventory.build().source() + "'";
    if (inventory.files().isEmpty()) {
      return new PassthroughException(
          Kind.INPUT,
          "Nothing to publish: no files in " + source,
          "build the frontend first, or name the folder that the bundler writes; in a jar it lies in"
              + " BOOT-INF/classes/static/ or META-INF/resources/, or in these of a jar in"
              + " BOOT-INF/lib/");
    }
    if (inventory.files().stream().noneMatch(file -> isUnderBase(file, rules))) {
      return new PassthroughException(
          Kind.INPUT,
          "Nothing to publish: no file in "
              + source
              + " lies under base '"
              + rules.urls().base()
              + "'",
          "set gateway.assets.base to '" + ReleaseScan.workingBase(inventory, rules) + "'");
    }
    return new PassthroughException(
        Kind.INPUT,
        "Nothing to publish: publish.exclude leaves out every file in " + source,
        "narrow publish.exclude");
  }

  private static boolean isUnderBase(HashedFile file, ScanRules rules) {
    return ReleaseScan.key(file, rules).isPresent();
  }
}
