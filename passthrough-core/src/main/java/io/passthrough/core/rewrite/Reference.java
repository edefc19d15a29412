package io.passthrough.core.rewrite;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A relative reference (RFC 3986, section 4.2) in a text, and where in it a hash would stand.
 *
 * @param path its path, decoded, without query and fragment; never empty
 * @param insertion the character of the source in front of which the hash of the name goes: the dot
 *     of the extension, or the end of the name
 */
record Reference(String path, int insertion) {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  /** Reads a URL; empty when it is absolute, of another host, or names no file. */
  static Optional<Reference> ofUrl(MappedText url) {
    MappedText trimmed = url.trimmed();
    String text = trimmed.text();
    if (text.startsWith("//") || text.startsWith("\\") || SCHEME.matcher(text).lookingAt()) {
      return Optional.empty();
    }
    return trimmed.part(0, endOfPath(text)).percentDecoded().flatMap(Reference::ofPath);
  }

  /** Reads the specifier of a module; a bare one names no file. */
  static Optional<Reference> ofSpecifier(MappedText specifier) {
    String text = specifier.text();
    boolean isUrl = text.startsWith("./") || text.startsWith("../") || text.startsWith("/");
    return isUrl ? ofUrl(specifier) : Optional.empty();
  }

  private static int endOfPath(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '#') {
        return i;
      }
    }
    return text.length();
  }

  private static Optional<Reference> ofPath(MappedText path) {
    String text = path.text();
    String name = text.substring(text.lastIndexOf('/') + 1);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return Optional.empty();
    }
    return Optional.of(new Reference(text, path.source(HashedName.place(text))));
  }

  /**
   * Resolves the reference (RFC 3986, section 5.2), where dots above the root stay at the root.
   *
   * @param base the URL path of the file that it stands in
   * @return the URL path that it leads to
   */
  String resolve(String base) {
    String all = path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
    StringBuilder resolved = new StringBuilder();
    for (String segment : all.substring(1).split("/", -1)) {
      if (segment.equals("..")) {
        resolved.setLength(Math.max(0, resolved.lastIndexOf("/")));
      } else if (!segment.equals(".")) {
        resolved.append('/').append(segment);
      }
    }
    return resolved.toString();
  }

  /** Returns whether a file's name says that references in it can be read. */
  static boolean mayBeIn(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return isStyle(name) || isScript(name);
  }

  /** Returns whether a file's name is that of a style sheet. */
  static boolean isStyle(String file) {
    return file.toLowerCase(Locale.ROOT).endsWith(".css");
  }

  private static boolean isScript(String name) {
    return name.endsWith(".js") || name.endsWith(".mjs") || name.endsWith(".cjs");
  }
}
