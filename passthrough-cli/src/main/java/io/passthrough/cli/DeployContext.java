package io.passthrough.cli;

import io.passthrough.api.AssetStore;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;

/**
 * What the steps of a deployment work with.
 *
 * @param session talks
 * @param configuration the configuration
 * @param store opened for writing
 */
record DeployContext(Session session, PassthroughConfig configuration, AssetStore store) {

  int concurrency() {
    return configuration.publish().concurrency();
  }

  Pipeline pipeline(PipelineListener listener) {
    return new Pipeline(store, concurrency(), listener);
  }
}
