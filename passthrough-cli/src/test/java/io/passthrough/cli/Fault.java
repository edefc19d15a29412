package io.passthrough.cli;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.PutCondition;
import java.time.Duration;
import java.util.Set;

/** What is wrong with a store: what it refuses, and how it answers otherwise. */
enum Fault {
  NONE,
  READ_ONLY("put", "delete"),
  NO_LIST("list", "absent"),
  NO_DELETE("delete"),
  NO_RIGHTS("list", "absent", "read", "put", "delete"),
  REPLACES {
    @Override
    PutCondition condition(PutCondition asked) {
      return PutCondition.ALWAYS;
    }
  },
  SLOW_CLOCK {
    @Override
    AssetInfo told(AssetInfo info) {
      return new AssetInfo(
          info.key(),
          info.size(),
          info.lastModified().minus(Duration.ofHours(1)),
          info.version(),
          info.headers());
    }
  };

  private final Set<String> refused;

  Fault(String... refused) {
    this.refused = Set.of(refused);
  }

  boolean refuses(String operation) {
    return refused.contains(operation);
  }

  PutCondition condition(PutCondition asked) {
    return asked;
  }

  AssetInfo told(AssetInfo info) {
    return info;
  }
}
