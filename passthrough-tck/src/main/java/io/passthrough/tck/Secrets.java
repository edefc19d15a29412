package io.passthrough.tck;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Scans what people may get to see for the harness's secrets and for signed URLs (S2), and masks
 * them in the kit's own texts.
 */
final class Secrets {

  private static final int MAX_CAUSES = 20;
  private static final String MASK = "***";

  /** What signs a URL on the large clouds: whoever has it needs no credentials. */
  private static final Pattern SIGNED =
      Pattern.compile(
          "(?i)[?&](x-amz-signature|x-goog-signature|signature|sig|x-amz-security-token)="
              + "[^&\\s'\"]{8,}");

  private final List<String> secrets;

  Secrets(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** Returns a text without secrets. */
  String masked(String text) {
    String result = text;
    for (String secret : secrets) {
      result = result.replace(secret, MASK);
    }
    return SIGNED.matcher(result).replaceAll("?$1=" + MASK);
  }

  /** Fails when a text has a secret in it. */
  void check(String what, String text) {
    if (!masked(text).equals(text)) {
      throw new TckFailure(
          what, "no secret and no signed URL", "one, in " + Quoted.text(masked(text)));
    }
  }

  /** Fails when a failure, or anything that caused it, shows a secret; says of which call. */
  void check(String what, Throwable failure) {
    for (Throwable each : withCauses(failure)) {
      String text = String.valueOf(each);
      if (!masked(text).equals(text)) {
        throw TckFailure.of("S2", "the text of what was thrown by " + what)
            .because("no secret and no signed URL", "one, in " + Quoted.text(masked(text)));
      }
    }
  }

  private static Set<Throwable> withCauses(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    Deque<Throwable> next = new ArrayDeque<>(List.of(failure));
    while (!next.isEmpty() && seen.size() < MAX_CAUSES) {
      Throwable each = next.pop();
      if (seen.add(each)) {
        Optional.ofNullable(each.getCause()).ifPresent(next::push);
        List.of(each.getSuppressed()).forEach(next::push);
      }
    }
    return seen;
  }
}
