package io.passthrough.core.config;

import io.passthrough.api.AssetProvider;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.config.RetentionConfig.Timing;
import io.passthrough.core.registry.OptionCheck;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads what prune keeps. */
final class RetentionReader {

  private static final int MOST = 1_000_000;
  private static final String ENDPOINT = "endpoint";

  private final Providers providers;

  RetentionReader(Providers providers) {
    this.providers = providers;
  }

  RetentionConfig read(Section section, Optional<StoreSettings> store) {
    section.allow(
        Set.of(
            "releases",
            "max_age",
            "staging",
            "versions",
            "max_releases",
            "abandon_after",
            "lease",
            "plan",
            "settle"));
    return new RetentionConfig(kept(section), timing(section, store));
  }

  private static Kept kept(Section section) {
    Kept standard = Kept.DEFAULT;
    Duration maxAge = duration(section, "max_age", standard.maxAge());
    return new Kept(
        count(section, "releases").orElse(standard.releases()),
        maxAge,
        duration(section, "staging", maxAge),
        count(section, "versions").orElse(standard.versions()),
        count(section, "max_releases"));
  }

  private Timing timing(Section section, Optional<StoreSettings> store) {
    Timing standard = Timing.DEFAULT;
    Timing timing =
        new Timing(
            duration(section, "abandon_after", standard.abandonAfter()),
            duration(section, "lease", standard.lease()),
            duration(section, "plan", standard.plan()),
            duration(section, "settle", standard.settle()));
    if (timing.settle().compareTo(standard.settle()) < 0 && store.filter(this::isFar).isPresent()) {
      throw section
          .value("settle")
          .orElseThrow()
          .expected("at least 15m for this store, whose deletes may take that long to arrive");
    }
    return timing;
  }

  /** A service whose requests may be on their way for as long as it takes their signatures. */
  private boolean isFar(StoreSettings store) {
    Optional<AssetProvider> provider = providers.provider(store.provider());
    return provider.flatMap(found -> OptionCheck.option(found, ENDPOINT)).isPresent()
        && !store.options().containsKey(ENDPOINT);
  }

  private static Optional<Integer> count(Section section, String key) {
    return section.value(key).map(value -> value.integer(0, MOST));
  }

  private static Duration duration(Section section, String key, Duration standard) {
    return section.value(key).map(Value::duration).orElse(standard);
  }
}
