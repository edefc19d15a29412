package io.passthrough.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * An identity's token with a time limit, since some sources know none. Whatever a source throws
 * arrives as {@link NoToken}. Thread-safe.
 */
final class LimitedToken implements TokenCredential {

  private final String name;
  private final TokenCredential source;
  private final Duration limit;

  LimitedToken(String name, TokenCredential source, Duration limit) {
    this.name = name;
    this.source = source;
    this.limit = limit;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.defer(() -> source.getToken(request))
        .subscribeOn(Schedulers.boundedElastic())
        .timeout(limit)
        .onErrorMap(e -> new NoToken(name, e));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    AccessToken token = getToken(request).block();
    if (token == null) {
      throw new NoToken(name, new IllegalStateException("none"));
    }
    return token;
  }
}
