package io.passthrough.core.fingerprint;

import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.core.fingerprint.DigestForm.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a digest may stand in: a file's name without its folders, its extension, and the endings of
 * codings and companions.
 *
 * @param folder the path up to and with the last {@code /}, or empty
 * @param text the rest of the name
 * @param extension what was cut off as the extension, with its dot, or empty
 */
record FileStem(String folder, String text, String extension) {

  private static final int LONGEST_UNKNOWN_EXTENSION = 5;
  private static final int SHORTEST_IN_FRONT = 16;

  /** Such as in Nuxt's {@code builds/meta/<uuid>.json}. */
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final int UUID_LENGTH = 36;

  static FileStem of(String path) {
    int slash = path.lastIndexOf('/') + 1;
    String name = withoutCoding(path.substring(slash));
    name = Companions.stem(name).orElse(name);
    int end = endOfStem(name);
    return new FileStem(path.substring(0, slash), name.substring(0, end), name.substring(end));
  }

  private static String withoutCoding(String name) {
    Optional<ContentCoding> coding = ContentCoding.ofName(name);
    return coding.map(it -> name.substring(0, name.length() - it.suffix().length())).orElse(name);
  }

  /** Leaves a token alone that stands where an extension would: {@code main.a3762de8}. */
  private static int endOfStem(String name) {
    int dot = name.lastIndexOf('.');
    boolean isExtension =
        MediaTypes.ofName(name).isPresent() || name.length() - dot - 1 <= LONGEST_UNKNOWN_EXTENSION;
    return dot > 0 && isExtension ? dot : name.length();
  }

  /** Every part that begins where a digest may and ends where one must. */
  List<NameToken> tokens() {
    if (hasUuid()) {
      return List.of();
    }
    List<NameToken> tokens = new ArrayList<>();
    for (int end : ends()) {
      String tail = text.substring(end);
      NameToken.of(Place.WHOLE, text.substring(0, end), "", tail).ifPresent(tokens::add);
      for (int i = 0; i < end; i++) {
        char c = text.charAt(i);
        if (isSeparator(c)) {
          NameToken.of(Place.after(c), text.substring(i + 1, end), text.substring(0, i), tail)
              .ifPresent(tokens::add);
        }
      }
    }
    tokenInFront().ifPresent(tokens::add);
    return tokens;
  }

  /** A UUID is the number of a build or a record, not made of the bytes. */
  private boolean hasUuid() {
    return text.length() >= UUID_LENGTH && UUID.matcher(text).find();
  }

  private Optional<NameToken> tokenInFront() {
    int end = 0;
    while (end < text.length() && !isSeparator(text.charAt(end))) {
      end++;
    }
    if (end < SHORTEST_IN_FRONT || end == text.length()) {
      return Optional.empty();
    }
    Place place = Place.before(text.charAt(end));
    return NameToken.of(place, text.substring(0, end), "", text.substring(end))
        .filter(NameToken::isHexWithLetterAndDigit);
  }

  static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.' || c == '~';
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
      if (!Letters.isLower(text.charAt(i))) {
        return false;
      }
    }
    return start < end;
  }
}
