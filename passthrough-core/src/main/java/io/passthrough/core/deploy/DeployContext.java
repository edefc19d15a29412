package io.passthrough.core.deploy;

import io.passthrough.api.AssetStore;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;

/**
 * What the steps of a deployment work with.
 *
 * @param store opened for writing
 * @param configuration the configuration
 * @param plan what is to be done
 * @param listener told what happens
 */
record DeployContext(
    AssetStore store, PassthroughConfig configuration, DeployPlan plan, DeployListener listener) {

  int concurrency() {
    return configuration.publish().concurrency();
  }

  Pipeline pipeline() {
    return new Pipeline(store, concurrency(), listener);
  }
}
