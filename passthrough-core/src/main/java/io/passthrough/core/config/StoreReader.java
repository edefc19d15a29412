package io.passthrough.core.config;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Presence;
import io.passthrough.core.registry.OptionCheck;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the one key that names a provider, and its options. A provider of the project that is not
 * on the class path is read as well: only opening its store needs it.
 */
final class StoreReader {

  private final Providers providers;

  StoreReader(Providers providers) {
    this.providers = providers;
  }

  List<String> names() {
    return providers.names();
  }

  /** What to say of a key that is neither ours nor near to any: it may be a provider's. */
  String missing() {
    String broken =
        providers.faults().isEmpty()
            ? ""
            : "; these providers are broken: " + String.join("; ", providers.faults());
    return "; another provider needs its jar on the class path or in a providers folder" + broken;
  }

  Optional<StoreSettings> read(Section section) {
    List<Value> there =
        section.values().entrySet().stream()
            .filter(entry -> names().contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (there.size() > 1) {
      throw section
          .source()
          .fault(
              there.get(1).key().line(),
              "'"
                  + section.name()
                  + "' must have one provider, not two: "
                  + there.get(0).key().written()
                  + " and "
                  + there.get(1).key().written(),
              "keep one of them");
    }
    return there.stream().findFirst().map(value -> settings(value.key().written(), value));
  }

  private StoreSettings settings(String name, Value value) {
    Section section = value.section();
    Optional<AssetProvider> provider = providers.provider(name);
    provider.ifPresent(found -> requireKnown(found, section));
    Map<String, String> options = new HashMap<>();
    for (String key : section.values().keySet()) {
      section.value(key).ifPresent(option -> options.put(key, option(provider, key, option)));
    }
    String prefix = options.getOrDefault(OptionCheck.PREFIX, "");
    options.remove(OptionCheck.PREFIX);
    return new StoreSettings(name, options, prefix);
  }

  private static void requireKnown(AssetProvider provider, Section section) {
    section.allow(OptionCheck.names(provider));
    for (StoreOption option : provider.options()) {
      if (option.presence() == Presence.REQUIRED && section.value(option.name()).isEmpty()) {
        throw section
            .source()
            .fault(
                section.line(),
                "'" + section.name() + "' lacks '" + option.name() + "'",
                "add '" + option.name() + "': " + option.description().replaceAll("\\.$", ""));
      }
    }
  }

  private static String option(Optional<AssetProvider> provider, String key, Value value) {
    String text = value.text();
    if (key.equals(OptionCheck.PREFIX)) {
      return prefix(text, value);
    }
    Optional<StoreOption> option = provider.flatMap(found -> OptionCheck.option(found, key));
    option
        .flatMap(known -> OptionCheck.fault(known, text))
        .ifPresent(
            expected -> {
              throw value.expected(expected);
            });
    boolean path = option.isPresent() && option.get().type() == StoreOption.Type.PATH;
    return path ? value.path().toString() : text;
  }

  private static String prefix(String text, Value value) {
    OptionCheck.prefixFault(text)
        .ifPresent(
            fault -> {
              throw value.expected("a prefix of keys (" + fault + ")");
            });
    return OptionCheck.prefix(text);
  }
}
