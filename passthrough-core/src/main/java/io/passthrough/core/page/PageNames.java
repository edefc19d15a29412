package io.passthrough.core.page;

import io.passthrough.core.url.UrlPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The URL paths that stand for a page beside that of its file.
 *
 * @param aliases those that do so for everyone
 * @param documents those that do so only for whom the URL space admits to pages there
 * @param redirects those of folders with an index, without their slash, and where to go instead
 */
record PageNames(
    Map<String, String> aliases, Map<String, String> documents, Map<String, String> redirects) {

  private static final String INDEX = "/index.html";
  private static final String HTML = ".html";

  static PageNames of(UrlSpace space, Collection<String> files) {
    PageNames names = new PageNames(new HashMap<>(), new HashMap<>(), new HashMap<>());
    files.stream().filter(file -> file.endsWith(INDEX)).forEach(names::addIndex);
    files.stream().filter(PageNames::isPage).forEach(file -> names.addPage(space, file));
    names.aliases.keySet().removeIf(files::contains);
    names.documents.keySet().removeIf(files::contains);
    return new PageNames(
        Map.copyOf(names.aliases), Map.copyOf(names.documents), Map.copyOf(names.redirects));
  }

  private static boolean isPage(String file) {
    return file.endsWith(HTML) && file.charAt(file.length() - HTML.length() - 1) != '/';
  }

  private void addIndex(String file) {
    String folder = file.substring(0, file.length() - INDEX.length() + 1);
    aliases.put(folder, file);
    if (folder.length() > 1) {
      redirects.put(folder.substring(0, folder.length() - 1), UrlPath.encode(folder));
    }
  }

  /** A page of its own goes before the index of a folder with the same name. */
  private void addPage(UrlSpace space, String file) {
    String path = file.substring(0, file.length() - HTML.length());
    if (space.audience(path) == Audience.NAVIGATIONS && !space.isAsset(path)) {
      aliases.put(path, file);
      redirects.remove(path);
    } else if (space.audience(path) != Audience.NOBODY) {
      documents.put(path, file);
    }
  }
}
