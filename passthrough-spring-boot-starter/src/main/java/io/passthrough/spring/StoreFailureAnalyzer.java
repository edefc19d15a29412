package io.passthrough.spring;

import io.passthrough.api.AssetStoreException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A failure analyzer that prints why a store can never be opened as it is configured. */
final class StoreFailureAnalyzer extends AbstractFailureAnalyzer<AssetStoreException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, AssetStoreException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Correct the store's options under 'passthrough.gateway.assets'",
        cause);
  }
}
