package io.passthrough.core.verify;

import io.passthrough.core.url.BaseUrl;

/**
 * What was found of a base URL, without verifying a release.
 *
 * @param url the base URL
 * @param state how it is
 * @param message what was found, as a sentence about the URL without a full stop
 * @param next what to do about it; empty when nothing is to be done
 */
public record UrlFinding(BaseUrl url, State state, String message, String next) {

  /** How something is. */
  public enum State {
    /** In order. */
    OK,
    /** Works, but not as well as it should. */
    WARNING,
    /** It answers, but not what it must. */
    WRONG,
    /** It does not answer. */
    SILENT
  }
}
