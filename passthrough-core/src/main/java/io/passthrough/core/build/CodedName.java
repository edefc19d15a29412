package io.passthrough.core.build;

import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.ContentCoding;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a file that holds another one's bytes in a coding: {@code game.wasm.gz}.
 *
 * @param plain the other one's name
 * @param coding the coding
 */
public record CodedName(String plain, ContentCoding coding) {

  /**
   * What is packed to be kept or sent: the packed file is what its user wants, not what is in it.
   */
  private static final Set<String> PACKED =
      Set.of("tar", "zip", "7z", "rar", "jar", "iso", "dmg", "deb", "rpm", "exe", "msi");

  /** Data that comes with gzip as its usual form, and is unpacked by who loads it. */
  private static final Set<String> GZIPPED_DATA =
      Set.of("csv", "tsv", "dat", "bin", "log", "ndjson", "jsonl", "parquet", "pb", "onnx");

  /**
   * Reads a name.
   *
   * @param name a file name, path or key
   * @return what it tells, or empty when it is no coding of a file that a browser loads
   */
  public static Optional<CodedName> of(String name) {
    return ContentCoding.ofName(name)
        .map(
            coding ->
                new CodedName(name.substring(0, name.length() - coding.suffix().length()), coding))
        .filter(CodedName::isOfALoadedFile);
  }

  private boolean isOfALoadedFile() {
    String extension = MediaTypes.extension(plain).orElse("");
    boolean isData = coding == ContentCoding.GZIP && GZIPPED_DATA.contains(extension);
    return MediaTypes.ofName(plain).isPresent()
        && !isData
        && !PACKED.contains(extension)
        && ContentCoding.ofName(plain).isEmpty();
  }
}
