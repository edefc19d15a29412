package io.passthrough.core.build;

import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A file that may hold its neighbour's bytes in a coding.
 *
 * @param file the file
 * @param coding the coding that its name tells
 * @param neighbour the file without the ending
 */
record Sibling(BuildFile file, ContentCoding coding, BuildFile neighbour) {

  /**
   * What decoding showed.
   *
   * @param sibling what was decoded
   * @param sha256 the hash of the sibling's own bytes
   * @param coded the coding, or empty when the neighbour's bytes did not come out
   * @param undecodable why nothing could come out at all, or empty
   */
  record Decoded(
      Sibling sibling,
      Sha256 sha256,
      Optional<CodedFile> coded,
      Optional<MissingDecoderException> undecodable) {}

  Decoded decode(Sha256 wanted, ReadingProgress progress) {
    MessageDigest own = Sha256.newDigest();
    try (InputStream raw = progress.watch(file.content().open());
        DigestInputStream in = new DigestInputStream(raw, own)) {
      boolean matches = false;
      Optional<MissingDecoderException> undecodable = Optional.empty();
      try {
        matches = decodesTo(wanted, in);
      } catch (MissingDecoderException e) {
        undecodable = Optional.of(e);
      }
      in.transferTo(OutputStream.nullOutputStream());
      Sha256 sha256 = Sha256.from(own.digest());
      Optional<CodedFile> coded = matches ? Optional.of(coded(sha256)) : Optional.empty();
      return new Decoded(this, sha256, coded, undecodable);
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  /** Takes the file's word for its coding. */
  CodedFile coded(Sha256 sha256) {
    return new CodedFile(file, new CodedForm(coding, file.size(), sha256));
  }

  /** Returns whether the file may hold its neighbour's bytes: it was written with or after it. */
  boolean isPlausible() {
    return file.size() > 0 && !file.lastModified().isBefore(neighbour.lastModified());
  }

  private boolean decodesTo(Sha256 wanted, InputStream in) throws MissingDecoderException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream decoded = Decoders.open(coding, new UnclosedStream(in))) {
      long size = Hashing.feed(decoded, neighbour.size(), digest);
      return size == neighbour.size() && Sha256.from(digest.digest()).equals(wanted);
    } catch (MissingDecoderException e) {
      throw e;
    } catch (IOException e) {
      // Either no coding, or the file itself failed, which says so again when the rest is read.
      return false;
    }
  }
}
