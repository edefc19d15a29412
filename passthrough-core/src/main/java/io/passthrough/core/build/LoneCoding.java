package io.passthrough.core.build;

import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A coding of a file that is not there itself: {@code game.wasm.gz} without {@code game.wasm}.
 *
 * @param file the coded file
 * @param name what its name tells
 */
record LoneCoding(BuildFile file, CodedName name) {

  /** The most bytes that one file may decode to: more is no frontend but an attack. */
  private static final long MAX_BYTES = 1L << 30;

  /**
   * What decoding showed.
   *
   * @param lone what was decoded
   * @param form the coding with the hash of the coded bytes
   * @param sha256 the hash of the decoded bytes, or empty when they are not in the coding
   * @param plain the file that they decode to, where they do
   * @param undecodable why nothing could come out at all, or empty
   */
  record Decoded(
      LoneCoding lone,
      CodedForm form,
      Optional<Sha256> sha256,
      Optional<BuildFile> plain,
      Optional<MissingDecoderException> undecodable) {}

  /** Finds for each file that is not there the coding to take it from: gzip where there is one. */
  static List<LoneCoding> of(List<BuildFile> files) {
    Set<String> paths = new HashSet<>();
    files.forEach(file -> paths.add(file.path()));
    Map<String, LoneCoding> found = new HashMap<>();
    for (BuildFile file : files) {
      CodedName.of(file.path())
          .filter(name -> !paths.contains(name.plain()))
          .ifPresent(
              name -> found.merge(name.plain(), new LoneCoding(file, name), LoneCoding::first));
    }
    return List.copyOf(found.values());
  }

  private static LoneCoding first(LoneCoding one, LoneCoding other) {
    Comparator<LoneCoding> byCoding = Comparator.comparing(lone -> lone.name.coding());
    return byCoding.compare(one, other) > 0 ? one : other;
  }

  Decoded decode(ReadingProgress progress) {
    MessageDigest own = Sha256.newDigest();
    MessageDigest decoded = Sha256.newDigest();
    try (InputStream raw = progress.watch(file.content().open());
        DigestInputStream in = new DigestInputStream(raw, own)) {
      long size = -1;
      Optional<MissingDecoderException> undecodable = Optional.empty();
      try {
        size = decode(in, decoded);
      } catch (MissingDecoderException e) {
        undecodable = Optional.of(e);
      }
      in.transferTo(OutputStream.nullOutputStream());
      CodedForm form = new CodedForm(name.coding(), file.size(), Sha256.from(own.digest()));
      return size < 0
          ? new Decoded(this, form, Optional.empty(), Optional.empty(), undecodable)
          : new Decoded(
              this,
              form,
              Optional.of(Sha256.from(decoded.digest())),
              Optional.of(plain(size)),
              undecodable);
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  private BuildFile plain(long size) {
    DecodedContent content = new DecodedContent(file.content(), name.coding(), size);
    return new BuildFile(name.plain(), size, file.lastModified(), content);
  }

  /** Returns how many bytes come out, or -1 when the file is not in the coding or too big. */
  private long decode(InputStream in, MessageDigest digest) throws MissingDecoderException {
    try (InputStream decoded = Decoders.open(name.coding(), new UnclosedStream(in))) {
      long size = Hashing.feed(decoded, MAX_BYTES, digest);
      return size > MAX_BYTES ? -1 : size;
    } catch (MissingDecoderException e) {
      throw e;
    } catch (IOException e) {
      // Either no coding, or the file itself failed, which says so again when the rest is read.
      return -1;
    }
  }
}
