package io.passthrough.core.fingerprint;

import java.util.Optional;

/**
 * A name taken apart into its digest and the rest.
 *
 * @param logical the name with {@code *} in the place of the digest
 * @param digest the digest
 * @param bits how many times likelier the digest is as a draw than as writing, in bits
 */
public record DigestName(String logical, String digest, double bits) {

  /**
   * Takes a name apart.
   *
   * @param name a key or URL path
   * @param form where the digest stands and how it is written
   * @return the parts, or empty when the name has no such part
   */
  public static Optional<DigestName> of(String name, DigestForm form) {
    FileStem stem = FileStem.of(name);
    return stem.tokens().stream()
        .filter(token -> token.form().place().equals(form.place()))
        .filter(token -> token.length() == form.length() && form.alphabet().spells(token.text()))
        .findFirst()
        .map(
            token ->
                new DigestName(logical(stem, token), token.text(), token.bits(form.alphabet())));
  }

  private static String logical(FileStem stem, NameToken token) {
    DigestForm.Place place = token.form().place();
    String before = place.position() == DigestForm.Position.AFTER ? place.separator() : "";
    return stem.folder() + token.front() + before + "*" + token.tail() + stem.extension();
  }
}
