package io.passthrough.core.config;

import java.util.List;

/**
 * Which pages of other origins may load the assets (the CORS protocol of the Fetch standard):
 * module scripts and fonts of a host of their own need it.
 *
 * @param origins the origins of the pages, as browsers send them, or {@link #ANY}; empty for none
 * @param credentials whether such requests may carry cookies
 */
public record CorsConfig(List<String> origins, boolean credentials) {

  /** Every origin: {@value}. */
  public static final String ANY = "*";

  /** No page of another origin. */
  public static final CorsConfig NONE = new CorsConfig(List.of(), false);

  /**
   * Copies the list.
   *
   * @param origins the origins of the pages
   * @param credentials whether such requests may carry cookies
   */
  public CorsConfig {
    origins = List.copyOf(origins);
  }
}
