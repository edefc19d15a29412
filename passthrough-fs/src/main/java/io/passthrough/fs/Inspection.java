package io.passthrough.fs;

import io.passthrough.api.Capability;
import io.passthrough.api.Finding;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at a volume's abilities and at what dead processes left. */
final class Inspection {

  private static final List<String> REMOTE =
      List.of("nfs", "cifs", "smb", "afs", "9p", "fuse.sshfs");

  private final Layout layout;
  private final Lookup lookup;
  private final List<Finding> findings = new ArrayList<>();

  Inspection(Layout layout, Lookup lookup) {
    this.layout = layout;
    this.lookup = lookup;
  }

  /** Returns what was found; what a store opened for reading cannot tell is left out. */
  List<Finding> run(Set<Capability> capabilities, boolean writable) throws IOException {
    layout.requireRoot();
    if (writable && !capabilities.contains(Capability.CREATE_IF_ABSENT)) {
      warning(
          "The volume has no hard links, so no object can be created only if it is absent",
          "Move the store to a volume that has hard links");
    }
    fileNames();
    remoteVolume();
    deadOwners();
    headerFiles();
    findings.sort(Comparator.comparing(Finding::severity));
    return List.copyOf(findings);
  }

  private void fileNames() throws IOException {
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8").toUpperCase(Locale.ROOT);
    if (!encoding.startsWith("UTF")
        && layout.root().getFileSystem().equals(FileSystems.getDefault())) {
      warning(
          "This process has file names in '" + encoding + "', so most others than ASCII fail",
          "Set LC_ALL=C.UTF-8 in its environment");
    }
    if (lookup.names().foldsCase()) {
      info(
          "The volume takes names that differ only in case for one",
          "Expect a publish to be refused that has two such names");
    }
  }

  private void remoteVolume() {
    String type = volumeType();
    if (REMOTE.stream().anyMatch(type::startsWith)) {
      warning(
          "The volume is a '" + type + "', whose caches may show other hosts' changes late",
          "Mount it without an attribute cache, or use an object store");
    }
  }

  private String volumeType() {
    try {
      return Files.getFileStore(layout.root()).type();
    } catch (IOException e) {
      // Some containers hide the table of volumes.
      return "";
    }
  }

  private void deadOwners() throws IOException {
    int dead = 0;
    for (Owner owner : Owner.others(layout.staging())) {
      dead += owner.isDead() ? 1 : 0;
    }
    if (dead > 0) {
      warning(
          "Processes that ended in the middle of a put left their files: " + dead,
          "Open the store for writing, as a publish does: that removes them");
    }
  }

  private void headerFiles() throws IOException {
    if (!lookup.records().inAttributes()) {
      info(
          "The volume keeps no user attributes, so headers are in '" + layout.headers() + "'",
          "Copy the store together with that folder, keeping the times of its files");
    }
    long orphans = new HeaderSweep(layout, lookup.records().headerFiles()).orphans();
    if (orphans > 0) {
      info(
          "Header files that belong to no object: " + orphans,
          "Nothing needs to be done: the next put or delete of their keys removes them");
    }
  }

  private void warning(String message, String next) {
    findings.add(new Finding(Finding.Severity.WARNING, message, next));
  }

  private void info(String message, String next) {
    findings.add(new Finding(Finding.Severity.INFO, message, next));
  }
}
