package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.scan.bundler.OutputPaths.Match;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one manifest into the outputs. */
final class ManifestReading {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Every format, the one with the most telling shape first. */
  private static final List<ManifestFormat> FORMATS =
      List.of(
          new Phoenix(),
          new Sprockets(),
          new Django(),
          new EsbuildMetafile(),
          new CreateReactApp(),
          new Propshaft(),
          new Vite(),
          new WebpackAssets(),
          new LaravelMix(),
          new FlatMap());

  private final ManifestSource source;
  private final OutputPaths paths;

  ManifestReading(ManifestSource source, Set<String> existing) {
    this.source = source;
    this.paths = new OutputPaths(existing, source.folder());
  }

  /** What a format made of a document. */
  private record Read(ManifestFormat format, List<ManifestEntry> entries) {}

  private static Optional<Read> read(JsonNode document) {
    return FORMATS.stream()
        .flatMap(format -> format.read(document).map(it -> new Read(format, it)).stream())
        .findFirst();
  }

  /** Reads a manifest that a user named: everything in it must be right. */
  void required(Outputs outputs) {
    Read read = read(parse()).orElseThrow(this::unknownFormat);
    for (ManifestEntry entry : read.entries()) {
      Match found = paths.find(entry.file());
      switch (found.kind()) {
        case FOUND -> add(found.path(), entry, outputs);
        case MISSING -> missing(entry, outputs);
        case OUTSIDE -> throw outside(entry);
        case HIDDEN -> {}
      }
    }
    hideUnlessPublic(read, outputs);
  }

  private void add(String path, ManifestEntry entry, Outputs outputs) {
    outputs.add(path, entry);
    paths.exact(entry.logical()).filter(it -> !it.equals(path)).ifPresent(outputs::addOriginal);
  }

  /** Source maps are often taken away after the build; anything else must be there. */
  private void missing(ManifestEntry entry, Outputs outputs) {
    if (!entry.file().endsWith(".map")) {
      throw missing(entry);
    }
    outputs.warn("'" + source.name() + "' names '" + entry.file() + "', which does not exist");
  }

  /** Reads what may be a manifest: when it is none, it is a file like any other. */
  void detected(Outputs outputs) {
    JsonNode document;
    try {
      document = MAPPER.readTree(source.bytes());
    } catch (JsonProcessingException e) {
      if (source.name().contains("manifest")) {
        outputs.warn("'" + source.name() + "' is not JSON, so no names are taken from it");
      }
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory cannot fail", e);
    }
    read(document).ifPresent(read -> take(read, outputs));
  }

  private void take(Read read, Outputs outputs) {
    List<String> missing = new ArrayList<>();
    List<Runnable> additions = new ArrayList<>();
    for (ManifestEntry entry : read.entries()) {
      Match found = paths.find(entry.file());
      if (found.kind() == Match.Kind.FOUND) {
        additions.add(() -> add(found.path(), entry, outputs));
      } else if (found.kind() != Match.Kind.HIDDEN && !entry.file().endsWith(".map")) {
        missing.add(entry.file());
      }
    }
    // A translation is a flat map as well, and has nothing but texts for values.
    boolean isManifest = !additions.isEmpty() && additions.size() >= missing.size();
    if (!isManifest) {
      return;
    }
    additions.forEach(Runnable::run);
    hideUnlessPublic(read, outputs);
    if (!missing.isEmpty()) {
      String more = missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : "";
      outputs.warn(
          "'" + source.name() + "' names what does not exist: '" + missing.get(0) + "'" + more);
    }
  }

  private void hideUnlessPublic(Read read, Outputs outputs) {
    if (!read.format().isPublic()) {
      source.path().ifPresent(outputs::hide);
    }
  }

  private JsonNode parse() {
    try {
      return MAPPER.readTree(source.bytes());
    } catch (JsonProcessingException e) {
      // What stands in parentheses is about the parser, not about the document.
      String reason = e.getOriginalMessage().replaceFirst("(?s) \\(.*", "");
      throw new PassthroughException(
          Kind.INPUT,
          "The manifest is not JSON, line "
              + e.getLocation().getLineNr()
              + ": "
              + reason
              + ", '"
              + source.name()
              + "'",
          "build again, or leave the manifest out to have it looked for",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory cannot fail", e);
    }
  }

  private PassthroughException unknownFormat() {
    String known = FORMATS.stream().map(ManifestFormat::title).collect(Collectors.joining(", "));
    return new PassthroughException(
        Kind.INPUT,
        "The manifest is of no known format: '" + source.name() + "'",
        "name one of these formats, or leave it out to have names recognised: " + known);
  }

  private PassthroughException missing(ManifestEntry entry) {
    return new PassthroughException(
        Kind.INPUT,
        "The manifest names a file that does not exist: " + inManifest(entry),
        "build again, or publish the folder that the manifest belongs to");
  }

  private PassthroughException outside(ManifestEntry entry) {
    return new PassthroughException(
        Kind.INPUT,
        "The manifest points outside the build: " + inManifest(entry),
        "publish the folder that holds all outputs");
  }

  private String inManifest(ManifestEntry entry) {
    return "'" + entry.file() + "' for '" + entry.logical() + "' in '" + source.name() + "'";
  }
}
