package io.passthrough.core.config;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Presence;
import io.passthrough.core.registry.OptionCheck;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the one key under {@code gateway.assets} that names a provider, and its options. */
final class StoreReader {

  private final Providers providers;
  private final Map<String, Object> tree = new LinkedHashMap<>();

  StoreReader(Providers providers) {
    this.providers = providers;
  }

  Providers providers() {
    return providers;
  }

  List<String> names() {
    return providers.names();
  }

  /** The effective options under the provider's name, secrets hidden. */
  Map<String, Object> tree() {
    return tree;
  }

  Optional<StoreSettings> read(Section section) {
    List<String> there = section.values().keySet().stream().filter(names()::contains).toList();
    if (there.isEmpty()) {
      return Optional.empty();
    }
    if (there.size() > 1) {
      int line = section.value(there.get(1)).map(Value::line).orElse(1);
      throw section
          .source()
          .fault(
              line,
              "'" + section.name() + "' names two providers, " + String.join(" and ", there),
              "keep one of them");
    }
    String name = there.get(0);
    return Optional.of(settings(name, section.section(name)));
  }

  private StoreSettings settings(String name, Section section) {
    Optional<AssetProvider> provider = providers.provider(name);
    provider.ifPresent(found -> section.allow(known(found)));
    Map<String, String> options = new HashMap<>();
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Map.Entry<String, Value> each : section.values().entrySet()) {
      String text = text(provider, each.getKey(), each.getValue());
      options.put(each.getKey(), text);
      shown.put(each.getKey(), secret(provider, each.getKey()) ? "***" : text);
    }
    provider.ifPresent(found -> required(found, section));
    tree.put(name, shown);
    String prefix = OptionCheck.prefix(options.remove(OptionCheck.PREFIX));
    return new StoreSettings(name, options, prefix);
  }

  private static List<String> known(AssetProvider provider) {
    List<String> known = new ArrayList<>(List.of(OptionCheck.PREFIX));
    provider.options().forEach(option -> known.add(option.name()));
    return known;
  }

  private static String text(Optional<AssetProvider> provider, String key, Value value) {
    Optional<StoreOption> option = provider.flatMap(found -> OptionCheck.option(found, key));
    if (value.isNull() || (key.equals(OptionCheck.PREFIX) && value.text().isEmpty())) {
      return "";
    }
    String text = value.text();
    option
        .flatMap(known -> OptionCheck.fault(known, text))
        .ifPresent(
            expected -> {
              throw value.expected(expected);
            });
    boolean path = option.isPresent() && option.get().type() == StoreOption.Type.PATH;
    return path ? value.path().toString() : text;
  }

  private static boolean secret(Optional<AssetProvider> provider, String key) {
    return provider
            .flatMap(found -> OptionCheck.option(found, key))
            .filter(option -> option.presence() == Presence.SECRET)
            .isPresent()
        || key.matches(".*(secret|password|token).*");
  }

  private static void required(AssetProvider provider, Section section) {
    for (StoreOption option : provider.options()) {
      if (option.presence() == Presence.REQUIRED && section.value(option.name()).isEmpty()) {
        int line = section.values().values().stream().findFirst().map(Value::line).orElse(1);
        throw section
            .source()
            .fault(
                line,
                "'" + section.name() + "' lacks '" + option.name() + "'",
                "add '" + option.name() + "': " + option.description());
      }
    }
  }
}
