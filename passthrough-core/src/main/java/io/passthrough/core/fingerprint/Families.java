package io.passthrough.core.fingerprint;

import io.passthrough.core.fingerprint.DigestForm.Place;
import io.passthrough.core.fingerprint.DigestForm.Position;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The families of a build: those of each folder, and after a separator those of all folders. */
final class Families {

  private static final String ALL_FOLDERS = "*";
  private static final int SHORTEST = 8;
  private static final int SHORTEST_HEX = 7;

  /** The number of a record, the MD5 of an address, the SHA-1 of an upload: never as the name. */
  private static final Set<Integer> LENGTHS_OF_IDS = Set.of(24, 32, 40);

  private record Group(String folder, Place place, int length) {}

  private final Map<Group, Map<Alphabet, Family>> families = new HashMap<>();

  Families(Collection<FileStem> stems) {
    Map<Group, Map<String, NameToken>> tokens = new HashMap<>();
    for (FileStem stem : stems) {
      for (NameToken token : stem.tokens()) {
        if (mayBelong(token)) {
          for (Group group : groups(stem.folder(), token)) {
            tokens.computeIfAbsent(group, it -> new HashMap<>()).put(token.text(), token);
          }
        }
      }
    }
    tokens.forEach((group, found) -> find(group, found.values()));
  }

  private static List<Group> groups(String folder, NameToken token) {
    Place place = token.form().place();
    Group own = new Group(folder, place, token.length());
    return token.isWhole()
        ? List.of(own)
        : List.of(own, new Group(ALL_FOLDERS, place, token.length()));
  }

  private static boolean mayBelong(NameToken token) {
    boolean isHex = token.alphabet() == Alphabet.HEX;
    if (token.length() < (isHex ? SHORTEST_HEX : SHORTEST)) {
      return false;
    }
    return switch (token.form().place().position()) {
      case AFTER -> true;
      case WHOLE ->
          isHex
              ? !LENGTHS_OF_IDS.contains(token.length()) && token.length() >= SHORTEST
              : token.length() == SHORTEST;
      case BEFORE -> isHex && !LENGTHS_OF_IDS.contains(token.length());
    };
  }

  private void find(Group group, Collection<NameToken> tokens) {
    Map<Alphabet, Family> found = new EnumMap<>(Alphabet.class);
    for (Alphabet alphabet : Alphabet.values()) {
      if (mayBeOf(group, alphabet)) {
        DigestForm form = new DigestForm(group.place(), alphabet, group.length());
        Family.of(form, tokens, isWide(group)).ifPresent(it -> found.put(alphabet, it));
      }
    }
    withoutChance(found);
    if (!found.isEmpty()) {
      families.put(group, found);
    }
  }

  private static boolean mayBeOf(Group group, Alphabet alphabet) {
    boolean isWhole = group.place().position() == Position.WHOLE;
    return switch (alphabet) {
      case HEX, BASE64URL -> true;
      case BASE32 -> !isWhole && group.length() == SHORTEST;
      case BASE36, BASE38 -> !isWhole;
    };
  }

  /** Among many base64url digests some have no capitals: these are no family of their own. */
  private static void withoutChance(Map<Alphabet, Family> found) {
    Family widest = found.get(Alphabet.BASE64URL);
    if (widest != null) {
      for (Alphabet alphabet : List.of(Alphabet.BASE32, Alphabet.BASE36, Alphabet.BASE38)) {
        Family family = found.get(alphabet);
        if (family != null && family.size() * 2 < widest.size()) {
          found.remove(alphabet);
        }
      }
    }
  }

  private static boolean isWide(Group group) {
    return group.folder().equals(ALL_FOLDERS);
  }

  /** The form of the family that a token of a folder belongs to. */
  Optional<DigestForm> form(String folder, NameToken token) {
    if (!mayBelong(token)) {
      return Optional.empty();
    }
    boolean isDocumented = token.isWhole() && DocumentedPlaces.isFolder(folder);
    for (Group group : groups(folder, token)) {
      Map<Alphabet, Family> found = families.getOrDefault(group, Map.of());
      for (Alphabet alphabet : Alphabet.values()) {
        Family family = found.get(alphabet);
        if (family != null && family.holds(token, isDocumented)) {
          return Optional.of(new DigestForm(token.form().place(), alphabet, token.length()));
        }
      }
    }
    return Optional.empty();
  }
}
