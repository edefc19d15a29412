package io.passthrough.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbered rules, read from the document itself, which is a part of the kit. */
final class Contract {

  private static final Pattern SECTION = Pattern.compile("(?m)^## (([A-Z]): .*)$");
  private static final Pattern RULE =
      Pattern.compile("(?m)^- \\*\\*([A-Z][0-9]+)\\*\\* (.*(?:\\R  .*)*)");

  private static final Contract CONTRACT = parse(document());

  private final Map<String, String> sentences;
  private final Map<String, String> anchors;

  private Contract(Map<String, String> sentences, Map<String, String> anchors) {
    this.sentences = sentences;
    this.anchors = anchors;
  }

  static Contract get() {
    return CONTRACT;
  }

  boolean has(String rule) {
    return sentences.containsKey(rule);
  }

  /** Returns a rule's text, in one line and without links. */
  String sentence(String rule) {
    return sentences.getOrDefault(rule, "");
  }

  /** Returns where a rule stands, such as {@code docs/contract.md#k-keys}. */
  String place(String rule) {
    return "docs/contract.md#" + anchors.getOrDefault(rule.substring(0, 1), "");
  }

  private static Contract parse(String document) {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Matcher rule = RULE.matcher(document); rule.find(); ) {
      String text =
          rule.group(2).replaceAll("\\s+", " ").replaceAll("\\[([^]]+)]\\([^)]*\\)", "$1");
      sentences.put(rule.group(1), text);
    }
    Map<String, String> anchors = new LinkedHashMap<>();
    for (Matcher section = SECTION.matcher(document); section.find(); ) {
      anchors.put(section.group(2), anchor(section.group(1)));
    }
    return new Contract(sentences, anchors);
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").strip().replace(' ', '-');
  }

  private static String document() {
    try (InputStream in = Contract.class.getResourceAsStream("contract.md")) {
      byte[] bytes = Objects.requireNonNull(in, "contract.md is not in the kit").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
