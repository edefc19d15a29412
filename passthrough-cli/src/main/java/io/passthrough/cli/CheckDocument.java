package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.page.Page;
import io.passthrough.core.serving.AssetService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code serve --check} found to be in order. */
record CheckDocument(String root, String base, @Nullable String release, List<FolderPage> pages)
    implements Document {

  private static final int MOST_PAGES = 12;

  /**
   * The page that answers navigations to what is not in a folder.
   *
   * @param folder the folder's URL path
   * @param page the URL path of the page's file
   * @param status the status that it is sent with
   * @param reason why it is this page
   */
  record FolderPage(String folder, String page, int status, String reason) {

    static FolderPage of(Map.Entry<String, Page> entry) {
      Page page = entry.getValue();
      return new FolderPage(entry.getKey(), page.file(), page.status(), page.rule().description());
    }

    String text() {
      return "what is not in '" + folder + "' gets '" + page + "' with " + status + ", " + reason;
    }
  }

  static CheckDocument of(GatewayConfig config, AssetService service) {
    return new CheckDocument(
        config.root().toString(),
        config.assets().base(),
        service.release().map(ReleaseName::value).orElse(null),
        service.pages().folders().entrySet().stream().map(FolderPage::of).toList());
  }

  @Override
  public String text() {
    String what = release == null ? "no release" : "release " + release;
    List<String> lines = new ArrayList<>();
    lines.add("In order: '" + root + "' holds " + what + " under the base '" + base + "'");
    if (pages.isEmpty()) {
      lines.add("Pages: none; a navigation that names no file gets 404");
    }
    pages.stream().limit(MOST_PAGES).map(page -> "Pages: " + page.text()).forEach(lines::add);
    if (pages.size() > MOST_PAGES) {
      lines.add("Pages: and those of " + (pages.size() - MOST_PAGES) + " more folders");
    }
    return String.join("\n", lines);
  }
}
