package io.passthrough.tck;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Presence;
import io.passthrough.core.PassthroughException;
import io.passthrough.tck.Loaded.Fact;
import io.passthrough.tck.loading.LoadingMain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Configurations that a harness's own is changed to, one fault in each, and what must come of them.
 */
final class ConfigVariants {

  private static final String UNKNOWN = "no_such_option";
  private static final String REFUSED = PassthroughException.Kind.INPUT.name();
  private static final String INVALID = Kind.INVALID.name();

  private final Map<String, String> right;
  private final List<ConfigVariant> variants = new ArrayList<>();

  /** What must come of a configuration. */
  private enum Expected {
    OPENED,
    REFUSED_BY_NAME,
    OPENED_OR_REFUSED
  }

  /** One configuration. */
  private record ConfigVariant(
      String what, String option, Map<String, String> options, Expected expected) {}

  private ConfigVariants(Map<String, String> right) {
    this.right = right;
  }

  static void run(CaseContext context) throws Exception {
    SecondProcess second = context.harness().secondProcess().orElseThrow();
    StoreConfig config = second.config().apply(context.namespace());
    AssetProvider provider = second.provider().getConstructor().newInstance();
    ConfigVariants all = new ConfigVariants(new TreeMap<>(config.options())).of(provider);
    List<Map<String, String>> options = all.variants.stream().map(ConfigVariant::options).toList();
    Loaded loaded = context.loading().open(config.prefix(), options);
    Expect.same("what the provider fails with", List.of(), loaded.texts("failed"));
    for (int i = 0; i < options.size(); i++) {
      check(context, all.variants.get(i), loaded.facts().get(i));
    }
  }

  private ConfigVariants of(AssetProvider provider) {
    add("the harness's configuration", "", right, Expected.OPENED);
    with(UNKNOWN, "x", "an unknown option");
    for (StoreOption option : provider.options()) {
      with(
          option.name(), otherType(option.type()), "a value of another type than " + option.type());
    }
    for (String name : right.keySet()) {
      boolean required =
          provider.options().stream()
              .anyMatch(o -> o.name().equals(name) && o.presence() == Presence.REQUIRED);
      Map<String, String> without = new HashMap<>(right);
      without.remove(name);
      Expected expected = required ? Expected.REFUSED_BY_NAME : Expected.OPENED_OR_REFUSED;
      add("a configuration without '" + name + "'", name, without, expected);
    }
    return this;
  }

  private void with(String option, String value, String what) {
    Map<String, String> options = new HashMap<>(right);
    options.put(option, value);
    add(what + ", '" + option + "'", option, options, Expected.REFUSED_BY_NAME);
  }

  private void add(String what, String option, Map<String, String> options, Expected expected) {
    variants.add(new ConfigVariant("opening with " + what, option, options, expected));
  }

  private static String otherType(StoreOption.Type type) {
    return switch (type) {
      case TEXT, PATH -> "";
      case BOOLEAN -> "perhaps";
      case INTEGER -> "many";
      case DURATION -> "soon";
      case URI -> "nowhere";
      case CHOICE -> "no-such-choice";
    };
  }

  private static void check(CaseContext context, ConfigVariant configured, Fact fact) {
    context.steps().add(configured.what() + " -> " + fact.kind() + " " + fact.text());
    String found = fact.kind() + " (" + fact.text() + ")";
    boolean opened = fact.kind().equals(LoadingMain.OPENED);
    boolean named = fact.text().contains("'" + configured.option() + "'");
    boolean refused = Stream.of(REFUSED, INVALID).anyMatch(fact.kind()::equals);
    switch (configured.expected()) {
      case OPENED -> Expect.holds(opened, configured.what(), "a store", found);
      case REFUSED_BY_NAME ->
          Expect.holds(
              refused && named,
              configured.what(),
              "a refusal that names '" + configured.option() + "'",
              found);
      case OPENED_OR_REFUSED ->
          Expect.holds(
              opened || (refused ? named : isKind(fact.kind())),
              configured.what(),
              "a store, or a refusal that names '" + configured.option() + "'",
              found);
    }
  }

  /** The backend may refuse what the provider took. */
  private static boolean isKind(String name) {
    return Arrays.stream(Kind.values()).anyMatch(kind -> kind.name().equals(name));
  }
}
