package io.passthrough.core.serving;

import io.passthrough.core.page.Page;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.serving.Route.Unrecorded;
import java.util.Optional;

/**
 * What a browser gets that opens a URL, and why.
 *
 * @param answer what it is
 * @param file the URL path of the root's file that is sent, or where a redirect leads
 * @param reason why it is that
 * @param response the head of the answer
 * @param otherStatus the status for requests that are no navigation
 */
public record UrlExplanation(
    Answer answer, Optional<String> file, String reason, Response response, int otherStatus) {

  /** What a URL is answered with. */
  public enum Answer {
    /** A file of the root, whose URL it is. */
    FILE("file"),
    /** A page of the root for a URL that names no file. */
    PAGE("page"),
    /** Another URL. */
    REDIRECT("redirect"),
    /** What the store has. */
    STORED("stored"),
    /** Nothing. */
    NOTHING("nothing");

    private final String word;

    Answer(String word) {
      this.word = word;
    }

    /**
     * Returns the word for it.
     *
     * @return such as {@code page}
     */
    public String word() {
      return word;
    }
  }

  /**
   * Explains an asset of another release, where there is no root.
   *
   * @param asset what the records say
   * @return that it is sent from the store
   */
  public static UrlExplanation of(KnownAsset asset) {
    Resource resource = StoredResource.of(asset);
    Response response = Responses.head(resource.representations().get(0), resource, Origin.STORE);
    return stored(response, response.status());
  }

  /** Explains a route by the answer that it led to. */
  static UrlExplanation of(Route route, Response response, int otherStatus) {
    if (route instanceof Route.Fallback fallback) {
      return of(fallback.unrecorded(), response, otherStatus);
    }
    if (route instanceof Route.OwnPage own) {
      return page(own.page(), response, otherStatus);
    }
    if (route instanceof Route.Moved moved) {
      return new UrlExplanation(
          Answer.REDIRECT,
          Optional.of(moved.location()),
          "a folder with an index.html",
          response,
          otherStatus);
    }
    return route instanceof Route.Local local
        ? new UrlExplanation(
            Answer.FILE, Optional.of(local.path()), "a file of the root", response, otherStatus)
        : nothing(response, otherStatus);
  }

  private static UrlExplanation of(Unrecorded unrecorded, Response response, int otherStatus) {
    if (Origin.isStored(response)) {
      return stored(response, otherStatus);
    }
    Optional<Page> page =
        unrecorded.page().filter(it -> it.status() == response.status() && isHtml(response));
    return page.map(it -> page(it, response, otherStatus))
        .orElseGet(() -> nothing(response, otherStatus));
  }

  private static boolean isHtml(Response response) {
    return response.field("Content-Type").filter(type -> type.startsWith("text/html")).isPresent();
  }

  private static UrlExplanation page(Page page, Response response, int otherStatus) {
    return new UrlExplanation(
        Answer.PAGE, Optional.of(page.file()), page.rule().description(), response, otherStatus);
  }

  private static UrlExplanation stored(Response response, int otherStatus) {
    return new UrlExplanation(
        Answer.STORED,
        Optional.empty(),
        "not in the root, but in the store",
        response,
        otherStatus);
  }

  private static UrlExplanation nothing(Response response, int otherStatus) {
    String reason =
        response.status() < 500 ? "no file, and no page for it" : "the store could not be asked";
    return new UrlExplanation(Answer.NOTHING, Optional.empty(), reason, response, otherStatus);
  }
}
