package io.passthrough.core.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in an archive the files of a frontend lie, in the order in which a server looks for one:
 * folders of the archive itself, and folders of the jars in a folder of it.
 *
 * @param own the folders, each ending with {@code /}, or empty for the root
 * @param closed folders of each of them that no server serves
 * @param libraries the folder of the jars, or empty when none is looked into
 * @param nested the folders of these jars
 */
record ArchiveRoots(
    List<Root> own, List<String> closed, Optional<String> libraries, List<Root> nested) {

  /**
   * A folder.
   *
   * @param folder its name, ending with {@code /}, or empty
   * @param rank when a server looks there: the lower, the earlier
   */
  record Root(String folder, int rank) {}

  /**
   * Where a file lies.
   *
   * @param root the folder
   * @param path its path under the folder
   */
  record Place(Root root, String path) {}

  /** Folders in the order of their ranks. */
  static List<Root> ranked(String before, List<String> folders, int first) {
    List<Root> roots = new ArrayList<>();
    for (String folder : folders) {
      roots.add(new Root(before + folder, first + roots.size()));
    }
    return List.copyOf(roots);
  }

  /** Finds where an entry of the archive itself lies; empty when it is not of the frontend. */
  Optional<Place> place(String name) {
    return place(name, own);
  }

  /** Finds where an entry of a nested jar lies. */
  Optional<Place> nestedPlace(String name) {
    return place(name, nested);
  }

  private Optional<Place> place(String name, List<Root> roots) {
    return roots.stream()
        .filter(root -> name.startsWith(root.folder()))
        .map(root -> new Place(root, name.substring(root.folder().length())))
        .filter(place -> closed.stream().noneMatch(place.path()::startsWith))
        .findFirst();
  }

  /** Returns whether an entry is a jar that is looked into. */
  boolean isLibrary(String name) {
    return libraries
        .filter(folder -> name.startsWith(folder) && name.endsWith(".jar"))
        .filter(folder -> name.indexOf('/', folder.length()) < 0)
        .isPresent();
  }
}
