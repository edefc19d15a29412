package io.passthrough.core.serving;

import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import java.util.Optional;
import java.util.function.Function;

/** Answers from this release's own root. A file that is not what was indexed is never sent. */
final class LocalResponder {

  private final LocalRoot root;
  private volatile Function<Sha256, Optional<ReleaseName>> names = digest -> Optional.empty();

  LocalResponder(LocalRoot root) {
    this.root = root;
  }

  Response answer(Route.Here route, boolean head, RequestFields fields) {
    try {
      Response response = named(route, route.answer(head, fields));
      return head ? ErrorResponses.withoutBody(response) : response;
    } catch (StaleRootException e) {
      root.reloadSoon();
      return ErrorResponses.UNAVAILABLE;
    }
  }

  private Response named(Route.Here route, Response response) {
    return route.isPage()
        ? release().map(name -> ReleaseFields.with(response, name)).orElse(response)
        : response;
  }

  /** Asks for the names of digests from now on. */
  void onName(Function<Sha256, Optional<ReleaseName>> finder) {
    names = finder;
  }

  /** Returns this release's name; empty when nothing lies under the base. */
  Optional<ReleaseName> release() {
    return root.index()
        .digest()
        .map(digest -> names.apply(digest).orElseGet(() -> ReleaseManifest.defaultName(digest)));
  }
}
