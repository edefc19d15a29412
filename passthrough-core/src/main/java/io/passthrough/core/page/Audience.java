package io.passthrough.core.page;

/** Who gets a page at a URL path that names no file, and what the answer depends on therefore. */
public enum Audience {
  /** Nobody: an asset is meant. */
  NOBODY(""),
  /**
   * Documents only: the path has the extension of a file, and scripts and images never get HTML.
   */
  DOCUMENTS("Sec-Fetch-Dest"),
  /** Every navigation. */
  NAVIGATIONS("Accept, Sec-Fetch-Dest");

  private final String fields;

  Audience(String fields) {
    this.fields = fields;
  }

  /**
   * Returns whether a request gets the page.
   *
   * @param navigation what the request says
   * @return whether it is one of these
   */
  public boolean admits(Navigation navigation) {
    return switch (this) {
      case NOBODY -> false;
      case DOCUMENTS -> navigation == Navigation.DOCUMENT;
      case NAVIGATIONS -> navigation != Navigation.NONE;
    };
  }

  /**
   * Returns the request fields that the answer depends on (RFC 9110, section 12.5.5).
   *
   * @return a value for Vary, or empty when it depends on none
   */
  public String fields() {
    return fields;
  }
}
