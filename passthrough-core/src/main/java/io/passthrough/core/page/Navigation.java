package io.passthrough.core.page;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says of where its answer will be shown (RFC 9110, 12.5.1; Fetch Metadata). */
public enum Navigation {
  /** Anything but a page: a script, an image, or nothing that is said. */
  NONE,
  /** HTML, which it accepts by name. */
  HTML,
  /** A document in a window of its own: a browser says so. */
  DOCUMENT;

  private static final Pattern ACCEPTS_HTML =
      Pattern.compile("(^|,)\\s*text/html\\s*(;(?!\\s*q=0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)");

  /** Destinations that never show a page, whatever a client accepts. */
  private static final Set<String> SUBRESOURCES =
      Set.of(
          "audio",
          "audioworklet",
          "font",
          "image",
          "json",
          "manifest",
          "paintworklet",
          "script",
          "serviceworker",
          "sharedworker",
          "style",
          "track",
          "video",
          "worker",
          "xslt");

  /**
   * Reads the two fields that tell.
   *
   * @param accept the value of Accept, or null when there is none
   * @param destination the value of Sec-Fetch-Dest, or null when there is none
   * @return what they say
   */
  public static Navigation of(@Nullable String accept, @Nullable String destination) {
    if ("document".equals(destination)) {
      return DOCUMENT;
    }
    boolean mayBePage = destination == null || !SUBRESOURCES.contains(destination);
    return mayBePage && accept != null && acceptsHtml(accept) ? HTML : NONE;
  }

  private static boolean acceptsHtml(String accept) {
    return ACCEPTS_HTML.matcher(accept.toLowerCase(Locale.ROOT)).find();
  }
}
