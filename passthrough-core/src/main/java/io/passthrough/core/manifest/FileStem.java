package io.passthrough.core.manifest;

import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.ContentCoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a fingerprint may stand in: a file's name without its folders, its extension, and the
 * endings of codings and companions.
 *
 * @param folder the path up to and with the last {@code /}, or empty
 * @param text the rest of the name
 */
record FileStem(String folder, String text) {

  private static final int LONGEST_UNKNOWN_EXTENSION = 5;
  private static final Pattern SEPARATOR = Pattern.compile("[-_.]");

  /** Plain words after the token: {@code .chunk}, {@code .entry}, {@code .module.min}. */
  private static final Pattern TAIL = Pattern.compile("(?:\\.[a-z]+)*$");

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

  /** Every text that begins where a token may and ends where one must. */
  List<NameToken> tokens() {
    List<NameToken> tokens = new ArrayList<>();
    for (int end : ends()) {
      String tail = text.substring(end);
      addToken(tokens, "", 0, end, tail);
      Matcher separators = SEPARATOR.matcher(text).region(0, end);
      while (separators.find()) {
        addToken(tokens, separators.group(), separators.end(), end, tail);
      }
    }
    return tokens;
  }

  private void addToken(List<NameToken> tokens, String before, int start, int end, String tail) {
    if (start < end) {
      tokens.add(NameToken.of(text, start, end, before, tail));
    }
  }

  private List<Integer> ends() {
    List<Integer> ends = new ArrayList<>(List.of(text.length()));
    Matcher tail = TAIL.matcher(text);
    int earliest = tail.find() ? tail.start() : text.length();
    for (int dot = text.lastIndexOf('.'); dot >= earliest; dot = text.lastIndexOf('.', dot - 1)) {
      ends.add(dot);
      if (dot == 0) {
        break;
      }
    }
    return ends;
  }
}
