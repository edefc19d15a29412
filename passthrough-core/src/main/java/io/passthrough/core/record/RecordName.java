package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which record: what its key in the store says. */
public sealed interface RecordName {

  /**
   * Returns where the record lies.
   *
   * @return the object's key
   */
  AssetKey key();

  /**
   * What a release is.
   *
   * @param release the release
   */
  record ManifestName(ReleaseName release) implements RecordName {
    @Override
    public AssetKey key() {
      return AssetKey.of(StoreLayout.RELEASES + release + "/manifest.json");
    }
  }

  /**
   * That an attempt has begun.
   *
   * @param release the release that it needs whole
   * @param attempt the attempt
   */
  record OpenName(ReleaseName release, AttemptId attempt) implements RecordName {
    @Override
    public AssetKey key() {
      return AssetKey.of(StoreLayout.RELEASES + release + "/attempts/" + attempt + "/open.json");
    }
  }

  /**
   * How an attempt has ended.
   *
   * @param release the release that it needed whole
   * @param attempt the attempt
   */
  record OutcomeName(ReleaseName release, AttemptId attempt) implements RecordName {
    @Override
    public AssetKey key() {
      return AssetKey.of(StoreLayout.RELEASES + release + "/attempts/" + attempt + "/outcome.json");
    }
  }

  /**
   * What is current in an environment.
   *
   * @param environment the environment
   * @param number counted from 1; the highest that counts is current
   */
  record ActivationName(EnvironmentName environment, long number) implements RecordName {
    @Override
    public AssetKey key() {
      return AssetKey.of(
          String.format(
              Locale.ROOT, "%s%s/%012d.json", StoreLayout.ACTIVATIONS, environment, number));
    }
  }

  /**
   * Reads a key.
   *
   * @param key any key
   * @return the record that lies there, or empty for any other object
   */
  static Optional<RecordName> parse(AssetKey key) {
    String value = key.value();
    if (value.startsWith(StoreLayout.RELEASES)) {
      return Grammar.release(value);
    }
    return value.startsWith(StoreLayout.ACTIVATIONS) ? Grammar.activation(value) : Optional.empty();
  }

  /** The grammar of the keys. */
  final class Grammar {

    private static final Pattern RELEASE =
        Pattern.compile(
            "\\.passthrough/releases/([^/]+)/(?:manifest|attempts/([^/]+)/(open|outcome))\\.json");
    private static final Pattern ACTIVATION =
        Pattern.compile("\\.passthrough/activations/([^/]+)/([0-9]{12})\\.json");

    private Grammar() {}

    private static Optional<RecordName> release(String key) {
      Matcher matcher = RELEASE.matcher(key);
      if (!matcher.matches() || !ReleaseName.isLegal(matcher.group(1))) {
        return Optional.empty();
      }
      ReleaseName release = ReleaseName.of(matcher.group(1));
      String attempt = matcher.group(2);
      if (attempt == null) {
        return Optional.of(new ManifestName(release));
      }
      return AttemptId.isLegal(attempt)
          ? Optional.of(ofAttempt(release, new AttemptId(attempt), matcher.group(3)))
          : Optional.empty();
    }

    private static RecordName ofAttempt(ReleaseName release, AttemptId attempt, String file) {
      return file.equals("open")
          ? new OpenName(release, attempt)
          : new OutcomeName(release, attempt);
    }

    private static Optional<RecordName> activation(String key) {
      Matcher matcher = ACTIVATION.matcher(key);
      if (!matcher.matches() || !EnvironmentName.isLegal(matcher.group(1))) {
        return Optional.empty();
      }
      return Optional.of(
          new ActivationName(
              EnvironmentName.of(matcher.group(1)), Long.parseLong(matcher.group(2))));
    }
  }
}
