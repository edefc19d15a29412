package io.passthrough.core.fallback;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import java.util.Optional;

/** Lets calls of a store through or refuses them, and hears what became of them. */
interface CallGate {

  /** Lets everything through. */
  CallGate OPEN =
      new CallGate() {
        @Override
        public Optional<AssetStoreException> refusal(AssetKey key) {
          return Optional.empty();
        }

        @Override
        public void note(StoreCall<?> call, StoreCall.Outcome outcome) {}

        @Override
        public void whenClosed(Runnable action) {}
      };

  /** Returns why a call is not made, or empty when it may be. */
  Optional<AssetStoreException> refusal(AssetKey key);

  /** Hears what a call showed of the store. */
  void note(StoreCall<?> call, StoreCall.Outcome outcome);

  /** Adds what runs each time that calls are refused from now on. */
  void whenClosed(Runnable action);
}
