package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import io.passthrough.core.store.ForwardingStore;

/** A decorator of one store, for those that change one of its calls. */
class Forwarding extends ForwardingStore {

  final AssetStore store;

  Forwarding(AssetStore store) {
    this.store = store;
  }

  @Override
  protected final AssetStore delegate() {
    return store;
  }
}
