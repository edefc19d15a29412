package io.passthrough.core.page;

/**
 * A page that answers navigations which name no file.
 *
 * @param file the URL path of its file
 * @param status the status that it is sent with: 200 or 404
 * @param rule why it is this one
 */
public record Page(String file, int status, Rule rule) {

  /** Why a page was chosen, the strongest first. */
  public enum Rule {
    /** The URL is the file's without {@code .html}. */
    CLEAN_URL("the file's name without .html"),
    /** The configuration names it. */
    CONFIGURED("named by gateway.spa.page"),
    /** A shell: a file that generators write for every URL which is no file. */
    SHELL("the nearest shell, going up the folders"),
    /** A {@code 404.html} with the bytes of the index beside it, as GitHub Pages need a shell. */
    COPIED_INDEX("the nearest 404.html, going up the folders, which is a copy of its index.html"),
    /** A page that says that there is none. */
    NOT_FOUND("the nearest 404.html, going up the folders"),
    /** The index of a folder, where no folder has any of the others. */
    INDEX(
        "the nearest index.html, going up the folders, none of which has a 200.html,"
            + " __spa-fallback.html or 404.html");

    private final String description;

    Rule(String description) {
      this.description = description;
    }

    /**
     * Returns the rule in words.
     *
     * @return such as {@code the nearest 404.html, going up the folders}
     */
    public String description() {
      return description;
    }
  }
}
