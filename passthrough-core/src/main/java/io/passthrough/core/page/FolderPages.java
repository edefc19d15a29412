package io.passthrough.core.page;

import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.SpaConfig;
import io.passthrough.core.url.AssetUrls;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds for each folder of a root the page that answers for what is not there. */
final class FolderPages {

  private static final String INDEX = "index.html";
  private static final String NOT_FOUND = "404.html";

  /**
   * What generators call the page that starts an application at any URL: Nuxt and SvelteKit, and
   * React Router.
   */
  private static final List<String> SHELLS = List.of("200.html", "__spa-fallback.html");

  private final AssetUrls urls;
  private final Map<String, Sha256> files;

  FolderPages(AssetUrls urls, Map<String, Sha256> files) {
    this.urls = urls;
    this.files = files;
  }

  /** Returns the page of every folder with one, and of all folders above these. */
  Map<String, Folder> of(SpaConfig spa) {
    if (spa.page().isPresent()) {
      Page page = configured(urls.urlPath(spa.page().get()));
      return Map.of(urls.mount(), new Folder(Optional.of(page)));
    }
    if (!spa.fallback()) {
      return Map.of();
    }
    Map<String, Folder> pages = new HashMap<>();
    folders()
        .forEach(
            (folder, parent) -> {
              Optional<Page> above = pages.getOrDefault(parent, Folder.EMPTY).page();
              pages.put(folder, new Folder(page(folder, above)));
            });
    return Map.copyOf(pages);
  }

  private Page configured(String file) {
    if (!files.containsKey(file)) {
      throw new PassthroughException(
          Kind.INPUT,
          "The root has no page '" + file + "', which gateway.spa.page names",
          "name an HTML file of the root, by its path under it");
    }
    return new Page(file, 200, Page.Rule.CONFIGURED);
  }

  /** The folders with a page, and those above them, each after the one above it. */
  private Map<String, String> folders() {
    Map<String, String> parents = new TreeMap<>();
    parents.put(urls.mount(), "");
    Set<String> all = new HashSet<>();
    files.keySet().forEach(file -> all.add(file.substring(0, file.lastIndexOf('/') + 1)));
    for (String folder : all) {
      if (own(folder).isPresent() || files.containsKey(folder + INDEX)) {
        addWithParents(folder, parents);
      }
    }
    return parents;
  }

  private void addWithParents(String folder, Map<String, String> parents) {
    String each = folder;
    while (!parents.containsKey(each)) {
      String parent = each.substring(0, each.lastIndexOf('/', each.length() - 2) + 1);
      parents.put(each, parent);
      each = parent;
    }
  }

  private Optional<Page> page(String folder, Optional<Page> above) {
    return own(folder)
        .or(() -> above.filter(page -> page.rule() != Page.Rule.INDEX))
        .or(() -> index(folder))
        .or(() -> above);
  }

  /** What a folder has for URLs that are no file, but for its index. */
  private Optional<Page> own(String folder) {
    for (String shell : SHELLS) {
      if (files.containsKey(folder + shell)) {
        return Optional.of(new Page(folder + shell, 200, Page.Rule.SHELL));
      }
    }
    Sha256 notFound = files.get(folder + NOT_FOUND);
    if (notFound == null) {
      return Optional.empty();
    }
    boolean isCopy = notFound.equals(files.get(folder + INDEX));
    Page.Rule rule = isCopy ? Page.Rule.COPIED_INDEX : Page.Rule.NOT_FOUND;
    return Optional.of(new Page(folder + NOT_FOUND, isCopy ? 200 : 404, rule));
  }

  private Optional<Page> index(String folder) {
    return files.containsKey(folder + INDEX)
        ? Optional.of(new Page(folder + INDEX, 200, Page.Rule.INDEX))
        : Optional.empty();
  }
}
