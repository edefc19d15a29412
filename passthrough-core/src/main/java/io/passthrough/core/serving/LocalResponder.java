package io.passthrough.core.serving;

/** Answers from this release's own root. A file that is not what was indexed is never sent. */
final class LocalResponder {

  private final LocalRoot root;

  LocalResponder(LocalRoot root) {
    this.root = root;
  }

  Response answer(Route.Here route, boolean head, RequestFields fields) {
    try {
      Response response = route.answer(head, fields);
      return head ? ErrorResponses.withoutBody(response) : response;
    } catch (StaleRootException e) {
      root.reloadSoon();
      return ErrorResponses.UNAVAILABLE;
    }
  }
}
