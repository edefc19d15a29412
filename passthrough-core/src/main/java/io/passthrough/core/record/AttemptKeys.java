package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of the keys of an attempt's records. */
final class AttemptKeys {

  private static final Pattern KEY =
      Pattern.compile("\\.passthrough/releases/([^/]+)/attempts/([^/]+)/([a-z]+)\\.json");

  private AttemptKeys() {}

  static AssetKey of(ReleaseName release, AttemptId attempt, String file) {
    return AssetKey.of(
        StoreLayout.RELEASES + release + "/attempts/" + attempt + "/" + file + ".json");
  }

  static <N> Optional<N> parse(
      String key, String file, BiFunction<ReleaseName, AttemptId, N> name) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches()
            && matcher.group(3).equals(file)
            && ReleaseName.isLegal(matcher.group(1))
            && AttemptId.isLegal(matcher.group(2))
        ? Optional.of(name.apply(ReleaseName.of(matcher.group(1)), new AttemptId(matcher.group(2))))
        : Optional.empty();
  }
}
