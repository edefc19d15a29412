package io.passthrough.core.verify;

/**
 * Tells a fault of a cache from one of its origin, by asking with a query that no cache has seen.
 *
 * @param client asks
 * @param answer the wrong answer
 */
record LikelyCause(ProbeClient client, AssetAnswer answer) {

  /** Returns the mismatch with the cause that asking the origin shows, or as it was. */
  Mismatch refine(Mismatch mismatch) {
    int status = answer.response().status();
    if (status != 200 && status != 404 && status != 410 && status < 500) {
      return mismatch;
    }
    ProbeRequest past = CacheBuster.past(answer.request());
    ProbeResponse response;
    try {
      response = client.get(past);
    } catch (UnansweredException e) {
      return mismatch;
    }
    AssetAnswer other = new AssetAnswer(answer.asset(), past, response, answer.origin());
    if (other.fault().isEmpty()) {
      return with(mismatch, poisoned(status));
    }
    boolean isCached = answer.response().isFromCache() || response.isFromCache();
    return isCached ? with(mismatch, blind(mismatch.cause())) : with(mismatch, both(mismatch));
  }

  private static String poisoned(int status) {
    return status == 200
        ? "the CDN keeps a wrong answer, as the origin has the right one (asked past the cache):"
            + " purge this URL"
        : "the CDN keeps a "
            + status
            + ", as the origin has the asset (asked past the cache): purge this URL, and let it"
            + " not cache errors";
  }

  private static String blind(String cause) {
    return cause + "; it comes from a cache that ignores queries: purge this URL to be sure";
  }

  private static String both(Mismatch mismatch) {
    return mismatch.cause() + " (the same past the cache)";
  }

  private static Mismatch with(Mismatch mismatch, String cause) {
    return new Mismatch(mismatch.expected(), mismatch.actual(), cause);
  }
}
