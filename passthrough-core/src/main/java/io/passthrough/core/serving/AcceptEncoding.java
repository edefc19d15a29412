package io.passthrough.core.serving;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which codings a client accepts, and how gladly (RFC 9110, section 12.5.3).
 *
 * @param weights the weight of each coding that is named, in thousandths
 */
record AcceptEncoding(Map<String, Integer> weights) {

  private static final Pattern WEIGHT = Pattern.compile("[qQ]=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)");
  private static final String ANY = "*";

  /** Below any weight that a client can name: what nobody asked for, but nobody refused. */
  private static final int UNNAMED_IDENTITY = 0;

  private static final int REFUSED = -1;

  /** What a client without the field accepts: any coding, and none best. */
  private static final AcceptEncoding UNSAID =
      new AcceptEncoding(Map.of(ANY, 1, Representation.IDENTITY, 1000));

  /** The few values that browsers send; a client with many of its own does not fill it. */
  private static final Map<String, AcceptEncoding> USUAL = new ConcurrentHashMap<>();

  private static final int MAX_USUAL = 64;
  private static final int MAX_USUAL_LENGTH = 100;

  /**
   * Reads the field. Members that are malformed are ignored.
   *
   * @param value the field's value, or null when there is none
   */
  static AcceptEncoding parse(@Nullable String value) {
    if (value == null) {
      return UNSAID;
    }
    AcceptEncoding usual = USUAL.get(value);
    if (usual != null) {
      return usual;
    }
    AcceptEncoding parsed = read(value);
    if (USUAL.size() < MAX_USUAL && value.length() <= MAX_USUAL_LENGTH) {
      USUAL.put(value, parsed);
    }
    return parsed;
  }

  private static AcceptEncoding read(String value) {
    Map<String, Integer> weights = new HashMap<>();
    for (String member : value.split(",", -1)) {
      String[] parts = member.split(";", 2);
      String coding = canonical(parts[0].strip().toLowerCase(Locale.ROOT));
      int weight = parts.length == 1 ? 1000 : weight(parts[1].strip());
      if (!coding.isEmpty() && weight >= 0) {
        weights.merge(coding, weight, Math::max);
      }
    }
    return new AcceptEncoding(weights);
  }

  /** RFC 9110, section 8.4.1.3: {@code x-gzip} is {@code gzip}. */
  private static String canonical(String coding) {
    return coding.equals("x-gzip") ? "gzip" : coding;
  }

  private static int weight(String parameter) {
    if (!WEIGHT.matcher(parameter).matches()) {
      return -1;
    }
    return (int) Math.round(Double.parseDouble(parameter.substring(2)) * 1000);
  }

  /**
   * Chooses what to send: the coding that the client likes best, the smallest of those it likes
   * alike.
   *
   * @param offered the representations there are
   * @return the choice, or empty when the client refuses all of them (406)
   */
  Optional<Representation> choose(List<Representation> offered) {
    Representation best = null;
    int bestWeight = REFUSED;
    for (Representation each : offered) {
      int weight = weightOf(each.coding());
      boolean better =
          best == null || weight > bestWeight || (weight == bestWeight && isSmaller(each, best));
      if (weight != REFUSED && better) {
        best = each;
        bestWeight = weight;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isSmaller(Representation one, Representation other) {
    return one.length() < other.length();
  }

  private int weightOf(String coding) {
    Integer weight = weights.get(coding);
    if (weight == null) {
      weight = weights.get(ANY);
    }
    if (weight == null) {
      return coding.equals(Representation.IDENTITY) ? UNNAMED_IDENTITY : REFUSED;
    }
    return weight == 0 ? REFUSED : weight;
  }
}
