package io.passthrough.core.scan;

import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.ContentCoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a fingerprint may stand in: a file's name without its folders, its extension, and the
 * endings of codings and companions.
 *
 * @param folder the path up to and with the last {@code /}, or empty
 * @param text the rest of the name
 */
record FileStem(String folder, String text) {

  private static final int LONGEST_UNKNOWN_EXTENSION = 5;

  static FileStem of(String path) {
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    name = withoutCoding(name);
    name = Companions.stem(name).orElse(name);
    return new FileStem(path.substring(0, slash), withoutExtension(name));
  }

  private static String withoutCoding(String name) {
    Optional<ContentCoding> coding = ContentCoding.ofName(name);
    return coding.map(it -> name.substring(0, name.length() - it.suffix().length())).orElse(name);
  }

  /** Leaves a token alone that stands where an extension would: {@code main.a3762de8}. */
  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    boolean isExtension =
        MediaTypes.ofName(name).isPresent() || name.length() - dot - 1 <= LONGEST_UNKNOWN_EXTENSION;
    return dot > 0 && isExtension ? name.substring(0, dot) : name;
  }

  /** Every token that begins where one may and ends where one must. */
  List<NameToken> tokens() {
    if (NameToken.hasBuildNumber(text)) {
      return List.of();
    }
    List<NameToken> tokens = new ArrayList<>();
    for (int end : ends()) {
      String tail = text.substring(end);
      NameToken.of(text.substring(0, end), new NameToken.Place("", tail)).ifPresent(tokens::add);
      for (int i = 0; i < end; i++) {
        if (isSeparator(text.charAt(i))) {
          String before = text.substring(i, i + 1);
          NameToken.of(text.substring(i + 1, end), new NameToken.Place(before, tail))
              .ifPresent(tokens::add);
        }
      }
    }
    return tokens;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  /** The end of the name, and before each of the plain words there: {@code .chunk.min}. */
  private List<Integer> ends() {
    List<Integer> ends = new ArrayList<>();
    int end = text.length();
    ends.add(end);
    int dot = text.lastIndexOf('.');
    while (dot > 0 && isPlainWord(text, dot + 1, end)) {
      ends.add(dot);
      end = dot;
      dot = text.lastIndexOf('.', end - 1);
    }
    return ends;
  }

  private static boolean isPlainWord(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
        return false;
      }
    }
    return start < end;
  }
}
