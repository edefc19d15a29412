package io.passthrough.core.build;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;

/** Which names are served, which only looked at, and which are refused. */
final class FileNames {

  private static final String WELL_KNOWN = ".well-known";
  private static final String VITE = ".vite";

  private FileNames() {}

  /** Whether a folder holds nothing that anyone needs: {@code .git} and its like. */
  static boolean isSkippedFolder(String path) {
    return isHidden(path) && !fileName(path).equals(VITE);
  }

  /** Whether a dot stands before one of the segments, outside {@code .well-known/} of the root. */
  static boolean isHidden(String path) {
    boolean wellKnown = path.equals(WELL_KNOWN) || path.startsWith(WELL_KNOWN + "/");
    return !wellKnown && (path.startsWith(".") || path.contains("/."));
  }

  static boolean isManifestCandidate(String path) {
    return path.endsWith(".json");
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Makes a key of a name that a source tells: in normal form C, since macOS and its archives write
   * decomposed names where pages ask for composed ones.
   */
  static AssetKey legal(String name, Path source) {
    String path = composed(name);
    return AssetKey.parse(path).orElseThrow(() -> illegal(name, path, source));
  }

  /** ASCII is composed as it is: most builds do without the tables of Unicode. */
  private static String composed(String name) {
    boolean isAscii = StandardCharsets.US_ASCII.newEncoder().canEncode(name);
    return isAscii ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static PassthroughException illegal(String name, String path, Path source) {
    String fault = AssetKey.fault(path).orElse("");
    return new PassthroughException(
        Kind.INPUT,
        "Illegal file name: " + fault + ", '" + printable(name) + "' in '" + source + "'",
        "rename the file, or let the bundler leave it out");
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
