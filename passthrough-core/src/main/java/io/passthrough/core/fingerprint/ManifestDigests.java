package io.passthrough.core.fingerprint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outputs whose names are their logical names with a digest put in. What was put in is no
 * digest by itself ({@code main-es2015.js}, {@code messages.zh-Hant-TW.js}): it must look like one,
 * or have the length of most others of the manifests.
 */
final class ManifestDigests {

  private static final int SHORTEST_HEX = 6;
  private static final int LONG = 8;
  private static final double LONG_ENOUGH = 2;
  private static final double SHORT_ENOUGH = 5;
  private static final int COMPANY = 3;

  private final Map<String, DigestForm> forms = new HashMap<>();

  ManifestDigests(ManifestNames names) {
    Map<String, List<NameToken>> tokens = new HashMap<>();
    names
        .logical()
        .forEach(
            (path, logical) ->
                tokens.put(
                    path,
                    logical.stream().flatMap(it -> InsertedTokens.in(path, it).stream()).toList()));
    Set<Integer> lengths = lengths(tokens);
    tokens.forEach(
        (path, found) ->
            found.stream()
                .filter(it -> isDigest(it) || isLikeMost(it, lengths))
                .findFirst()
                .ifPresent(it -> forms.put(path, it.form())));
  }

  /** The lengths of which there are three and more tokens, and more than half are digests. */
  private static Set<Integer> lengths(Map<String, List<NameToken>> tokens) {
    Map<Integer, Integer> all = new HashMap<>();
    Map<Integer, Integer> digests = new HashMap<>();
    for (List<NameToken> found : tokens.values()) {
      for (NameToken token : found) {
        all.merge(token.length(), 1, Integer::sum);
        digests.merge(token.length(), isDigest(token) ? 1 : 0, Integer::sum);
      }
    }
    Set<Integer> lengths = new HashSet<>(all.keySet());
    lengths.removeIf(it -> isNoRule(all.getOrDefault(it, 0), digests.getOrDefault(it, 0)));
    return lengths;
  }

  private static boolean isNoRule(int all, int digests) {
    return all < COMPANY || digests * 2 <= all;
  }

  private static boolean isLikeMost(NameToken token, Set<Integer> lengths) {
    return lengths.contains(token.length()) && !Hex.isNumber(token.text());
  }

  private static boolean isDigest(NameToken token) {
    if (token.isHexWithLetterAndDigit() && token.length() >= SHORTEST_HEX) {
      return true;
    }
    return token.alphabet() != Alphabet.HEX
        && token.bits(token.alphabet()) > (token.length() >= LONG ? LONG_ENOUGH : SHORT_ENOUGH);
  }

  Optional<DigestForm> form(String path) {
    return Optional.ofNullable(forms.get(path));
  }
}
