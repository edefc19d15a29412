package io.passthrough.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikelihoodTest {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";

  private static double bits(String token, Alphabet alphabet) {
    return Likelihood.writtenBits(token) - token.length() * alphabet.bitsPerCharacter();
  }

  private static DoubleStream draws(String characters, int length, Alphabet alphabet) {
    Random random = new Random(7);
    return DoubleStream.generate(
            () -> {
              StringBuilder token = new StringBuilder();
              for (int i = 0; i < length; i++) {
                token.append(characters.charAt(random.nextInt(characters.length())));
              }
              return bits(token.toString(), alphabet);
            })
        .limit(10_000);
  }

  private static double percent(DoubleStream draws, DoublePredicate test) {
    return draws.filter(test).count() / 100.0;
  }

  @ParameterizedTest
  @CsvSource({"BASE32, 8", "BASE36, 8", "BASE36, 10", "BASE38, 13", "BASE64URL, 8"})
  void writtenBits_drawsFromAnAlphabet_areRarelyBelowZeroBits(Alphabet alphabet, int length) {
    String characters =
        switch (alphabet) {
          case BASE32 -> LETTERS.toUpperCase(java.util.Locale.ROOT) + "234567";
          case BASE38 -> LETTERS + DIGITS + "-_";
          case BASE64URL -> LETTERS + LETTERS.toUpperCase(java.util.Locale.ROOT) + DIGITS + "-_";
          case HEX, BASE36 -> LETTERS + DIGITS;
        };

    assertThat(percent(draws(characters, length, alphabet), bits -> bits < 0)).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform", "PLATFORM", "HeaderV2", "Logo2024", "SUMMER25", "env-vars", "og-image",
        "Light300", "checkout", "Robot-3D", "DSCF3462", "Zahnarzt", "fenetres", "Canvas2D"
      })
  void writtenBits_wordsAndNumbers_areBelowTwoBits(String word) {
    assertThat(bits(word, Alphabet.BASE64URL)).isLessThan(2);
  }
}
