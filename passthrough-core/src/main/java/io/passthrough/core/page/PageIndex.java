package io.passthrough.core.page;

import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.config.SpaConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An index of a root's pages by URL path, made once of the names of its files: a look-up is a pure
 * function of the path, and costs one step for each folder that exists. Immutable.
 */
public final class PageIndex {

  private static final String WELL_KNOWN = "/.well-known/";

  private final UrlSpace space;
  private final List<String> exclude;
  private final PageNames names;
  private final Map<String, Folder> folders;

  private PageIndex(
      UrlSpace space, List<String> exclude, PageNames names, Map<String, Folder> folders) {
    this.space = space;
    this.exclude = exclude;
    this.names = names;
    this.folders = folders;
  }

  /**
   * Indexes the pages of a root.
   *
   * @param space where assets and pages lie
   * @param spa what overrules the pages' own names
   * @param files the hash of every file of the root by its URL path
   * @return the index
   * @throws io.passthrough.core.PassthroughException when the root has no file that {@code spa}
   *     names
   */
  public static PageIndex of(UrlSpace space, SpaConfig spa, Map<String, Sha256> files) {
    return new PageIndex(
        space,
        spa.exclude(),
        PageNames.of(space, files.keySet()),
        new FolderPages(space.urls(), files).of(spa));
  }

  /**
   * Returns the URL paths that stand for a file whoever asks: {@code /docs/} for its index, and
   * {@code /about} for {@code about.html}.
   *
   * @return the URL path of the file by the other one
   */
  public Map<String, String> aliases() {
    return names.aliases();
  }

  /**
   * Returns the URL paths of folders with an index, without their slash.
   *
   * @return where to go instead, encoded
   */
  public Map<String, String> redirects() {
    return names.redirects();
  }

  /**
   * Returns the page of each folder that has another one than the folder above.
   *
   * @return the pages by the URL path of their folder, in the order of the paths
   */
  public SortedMap<String, Page> folders() {
    SortedMap<String, Page> pages = new TreeMap<>();
    folders.forEach(
        (path, folder) -> {
          Optional<Page> above = above(path);
          folder
              .page()
              .filter(page -> above.filter(page::equals).isEmpty())
              .ifPresent(page -> pages.put(path, page));
        });
    return pages;
  }

  private Optional<Page> above(String folder) {
    String parent = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    return folders.getOrDefault(parent, Folder.EMPTY).page();
  }

  /**
   * Finds the page for a path that names no file.
   *
   * @param path a URL path
   * @return the page that whom {@link UrlSpace#audience} admits gets, or empty when there is none
   */
  public Optional<Page> find(String path) {
    String file = names.documents().get(path);
    return file != null
        ? Optional.of(new Page(file, 200, Page.Rule.CLEAN_URL))
        : isExcluded(path) ? Optional.empty() : ofFolder(path);
  }

  /**
   * Finds the page of the deepest folder on the way to a path that the root has.
   *
   * @param path a URL path
   * @return the page, or empty when there is none
   */
  public Optional<Page> ofFolder(String path) {
    Optional<Page> deepest = Optional.empty();
    for (int end = space.urls().mount().length(); end > 0; end = path.indexOf('/', end) + 1) {
      Folder found = folders.get(path.substring(0, end));
      if (found == null) {
        break;
      }
      deepest = found.page();
    }
    return deepest;
  }

  private boolean isExcluded(String path) {
    if (path.startsWith(WELL_KNOWN) || !path.startsWith(space.urls().mount())) {
      return true;
    }
    for (String prefix : exclude) {
      if (path.startsWith(prefix) || prefix.equals(path + "/")) {
        return true;
      }
    }
    return false;
  }
}
