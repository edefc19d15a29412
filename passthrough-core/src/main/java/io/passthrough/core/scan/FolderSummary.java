package io.passthrough.core.scan;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.fingerprint.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums up for each folder how many names are fingerprinted, and by what in their names. */
final class FolderSummary {

  private static final int MOST_FOLDERS = 12;
  private static final int MOST_FORMS = 3;

  private int all;
  private int fingerprinted;
  private final Map<String, Integer> forms = new HashMap<>();

  private FolderSummary() {}

  /** One line for each folder with a fingerprinted name; companions do not count. */
  static List<String> of(List<ManifestAsset> assets, Map<AssetKey, Finding> findings) {
    Map<String, FolderSummary> folders = new TreeMap<>();
    for (ManifestAsset asset : assets) {
      if (asset.kind() != AssetKind.COMPANION) {
        folders
            .computeIfAbsent(folder(asset.key()), it -> new FolderSummary())
            .add(asset, findings.getOrDefault(asset.key(), Finding.NONE));
      }
    }
    List<String> lines = new ArrayList<>();
    folders.entrySet().stream()
        .filter(folder -> folder.getValue().fingerprinted > 0)
        .map(folder -> folder.getKey() + ": " + folder.getValue())
        .forEach(lines::add);
    return shortened(lines);
  }

  private static List<String> shortened(List<String> lines) {
    if (lines.size() <= MOST_FOLDERS) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, MOST_FOLDERS - 1));
    first.add("and " + (lines.size() - first.size()) + " more folders with fingerprinted names");
    return first;
  }

  private static String folder(AssetKey key) {
    int slash = key.value().lastIndexOf('/');
    return slash < 0 ? "/" : key.value().substring(0, slash + 1);
  }

  private void add(ManifestAsset asset, Finding finding) {
    all++;
    if (asset.kind() == AssetKind.FINGERPRINTED) {
      fingerprinted++;
      forms.merge(finding.form().map(Object::toString).orElse("configuration"), 1, Integer::sum);
    }
  }

  @Override
  public String toString() {
    List<String> often =
        forms.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .limit(MOST_FORMS)
            .toList();
    String others = forms.size() > MOST_FORMS ? ", and others" : "";
    return fingerprinted + " of " + all + " fingerprinted, by " + String.join(", ", often) + others;
  }
}
