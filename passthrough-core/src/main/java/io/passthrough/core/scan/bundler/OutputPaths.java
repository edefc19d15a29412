package io.passthrough.core.scan.bundler;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the files that a manifest means. What stands before them, a public path or a CDN's origin,
 * is no part of their names on disk, so the longest ending that exists is taken.
 *
 * @param existing the path of every file of the build
 * @param folder the folder that the manifest's paths are relative to, ending with {@code /}, or
 *     empty for the root
 */
record OutputPaths(Set<String> existing, String folder) {

  private static final Pattern ORIGIN = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*/?");

  /**
   * The answer for one value.
   *
   * @param kind what it turned out to be
   * @param path the file's path when it was found, else empty
   */
  record Match(Kind kind, String path) {

    /** What a value turned out to be. */
    enum Kind {
      /** It is a file of the build. */
      FOUND,
      /** It is none. */
      MISSING,
      /** It leads out of the build's folder. */
      OUTSIDE,
      /** It has a dot name, which is nobody's business. */
      HIDDEN
    }
  }

  /** The file that a logical name names as it stands, beside the manifest or under the root. */
  Optional<String> exact(String name) {
    String relative = name.replaceFirst("^/+", "");
    return Stream.of(folder, "")
        .flatMap(place -> resolve(place, relative).stream())
        .map(segments -> String.join("/", segments))
        .filter(existing::contains)
        .findFirst();
  }

  Match find(String value) {
    String path = withoutQuery(value);
    String relative = ORIGIN.matcher(path).replaceFirst("/");
    Match raw = search(relative);
    return raw.kind == Match.Kind.MISSING && relative.contains("%") ? decoded(relative, raw) : raw;
  }

  private Match decoded(String relative, Match raw) {
    try {
      String plus = relative.replace("+", "%2B");
      return search(URLDecoder.decode(plus, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }

  private static String withoutQuery(String value) {
    int query = value.indexOf('?');
    return query < 0 ? value : value.substring(0, query);
  }

  private Match search(String value) {
    boolean isAbsolute = value.startsWith("/");
    Optional<List<String>> segments = resolve(isAbsolute ? "" : folder, value);
    if (segments.isEmpty()) {
      return new Match(Match.Kind.OUTSIDE, "");
    }
    List<String> places = isAbsolute ? List.of("", folder) : List.of(folder, "");
    List<String> own = resolve("", value.replace("../", "")).orElse(List.of());
    if (exists(segments.get())) {
      return new Match(Match.Kind.FOUND, String.join("/", segments.get()));
    }
    for (int i = 0; i < own.size(); i++) {
      String ending = String.join("/", own.subList(i, own.size()));
      for (String place : places) {
        if (existing.contains(place + ending)) {
          return new Match(Match.Kind.FOUND, place + ending);
        }
      }
    }
    boolean isHidden = own.stream().anyMatch(segment -> segment.startsWith("."));
    return new Match(isHidden ? Match.Kind.HIDDEN : Match.Kind.MISSING, "");
  }

  private boolean exists(List<String> segments) {
    return existing.contains(String.join("/", segments));
  }

  /** Takes out {@code .} and {@code ..}, or answers empty when that leads above the root. */
  private static Optional<List<String>> resolve(String folder, String value) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : (folder + value).split("/", -1)) {
      if (segment.equals("..") && segments.pollLast() == null) {
        return Optional.empty();
      }
      if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
        segments.add(segment);
      }
    }
    return Optional.of(new ArrayList<>(segments));
  }
}
