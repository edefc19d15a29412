package io.passthrough.cli.probe;

import io.passthrough.api.Access;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.cli.scratch.Scratch;
import io.passthrough.core.registry.OptionCheck;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.tck.Harness;
import io.passthrough.tck.HttpBackend;
import io.passthrough.tck.SecondProcess;
import io.passthrough.tck.Target;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the kit stores in a scratch place. Namespaces become numbers, as prefixes are short. */
final class ScratchHarness implements Harness {

  private static final String ENDPOINT = "endpoint";

  /** What a backend may take that the kit keeps from answering, by the names of all providers. */
  private static final Map<String, String> IMPATIENCE =
      Map.of("connect_timeout", "2s", "read_timeout", "2s", "call_timeout", "5s");

  private final Target target;
  private final AssetProvider provider;
  private final StoreSettings settings;
  private final Scratch scratch;
  private final Map<String, String> numbers = new HashMap<>();

  ScratchHarness(Target target, AssetProvider provider, StoreSettings settings, Scratch scratch) {
    this.target = target;
    this.provider = provider;
    this.settings = settings;
    this.scratch = scratch;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public AssetStore open(String namespace) {
    return provider.open(config(namespace));
  }

  /** Another process finds the provider on the class path that it shares with this one. */
  @Override
  public Optional<SecondProcess> secondProcess() {
    Class<? extends AssetProvider> type = provider.getClass();
    return ClassLoader.getSystemClassLoader().equals(type.getClassLoader())
        ? Optional.of(new SecondProcess(type, this::config, List.of()))
        : Optional.empty();
  }

  /**
   * An endpoint without encryption, which providers of networked backends have under one name, can
   * be replaced by the kit's proxy.
   */
  @Override
  public Optional<HttpBackend> openThrough() {
    return Optional.ofNullable(settings.options().get(ENDPOINT))
        .map(URI::create)
        .filter(ScratchHarness::isPlain)
        .map(endpoint -> new HttpBackend(endpoint, this::openAt));
  }

  private static boolean isPlain(URI endpoint) {
    return "http".equals(endpoint.getScheme())
        && endpoint.getPort() > 0
        && List.of("", "/").contains(endpoint.getPath());
  }

  private AssetStore openAt(URI endpoint, String namespace) {
    Map<String, String> options = new HashMap<>(settings.options());
    options.put(ENDPOINT, endpoint.toString());
    options.putAll(IMPATIENCE);
    options.keySet().retainAll(OptionCheck.names(provider));
    return provider.open(new StoreConfig(options, scratch.prefix(number(namespace)), Access.WRITE));
  }

  private StoreConfig config(String namespace) {
    String prefix = scratch.prefix(number(namespace));
    return new StoreConfig(settings.options(), prefix, Access.WRITE);
  }

  private synchronized String number(String namespace) {
    return numbers.computeIfAbsent(namespace, key -> String.valueOf(numbers.size() + 1));
  }
}
