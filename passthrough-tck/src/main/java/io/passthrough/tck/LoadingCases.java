package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.Access;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.StoreConfig;
import io.passthrough.tck.Loaded.LoadedClass;
import io.passthrough.tck.loading.LoadingMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How an application comes by the provider. */
final class LoadingCases {

  private static final String NOT_THERE = "com.example.NotThere";

  /** What Java loads for a connection or a process, and for nothing else. */
  private static final List<String> OUTWARD =
      List.of(
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.DatagramSocket",
          "java.net.InetAddress",
          "java.net.NetworkInterface",
          "java.net.HttpURLConnection",
          "java.net.http.",
          "java.lang.ProcessBuilder",
          "java.sql.",
          "sun.nio.ch.NioSocketImpl",
          "sun.nio.ch.SocketChannelImpl");

  private LoadingCases() {}

  static List<TckCase> all() {
    return List.of(
        loading("spi.found-once", "O1", "O3")
            .shows("the provider is found once under its name, on class path and module path")
            .usualCause("META-INF/services has no line for it, or another provider has its name")
            .body(LoadingCases::foundOnce),
        loading("spi.broken-neighbour", "O2")
            .shows("beside providers that cannot be loaded it is found, and they are reported")
            .usualCause("the provider looks at the others by itself")
            .body(LoadingCases::brokenNeighbour),
        loading("spi.no-io-in-constructor", "O2", "O9")
            .shows("constructor, name() and options() load no other's classes and call nobody")
            .usualCause("a field of the provider is a client, or a constant of the client's")
            .body(LoadingCases::constructor),
        loading("spi.bad-config", "O3", "O4", "E1")
            .shows("an option that is unknown, missing or of another type is refused by name")
            .usualCause("an option is used that is not declared, or one that is needed is optional")
            .body(ConfigVariants::run),
        loading("spi.read-writes-nothing", "O5")
            .needs(HarnessOption.NATIVE_LISTING)
            .shows("a store that was opened for reading leaves nothing in the container")
            .usualCause("what the server can do is tried out whenever a store is opened")
            .body(LoadingCases::readOnly));
  }

  private static TckCase.Builder loading(String id, String... rules) {
    return TckCase.of(id, rules).needs(HarnessOption.SECOND_PROCESS);
  }

  private static SecondProcess second(CaseContext context) {
    return context.harness().secondProcess().orElseThrow();
  }

  private static void foundOnce(CaseContext context) throws IOException, InterruptedException {
    found(context, context.loading().find(), "on the class path");
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Loaded loaded = context.loading().asModule(folder.path()).find();
      found(context, loaded, "on the module path");
      String module = String.join(", ", loaded.texts("module"));
      holds(!module.equals("null"), "the provider's module", "one with a name", "the unnamed one");
    }
  }

  private static void found(CaseContext context, Loaded loaded, String where) {
    context.steps().add("a process with the provider " + where + " -> " + loaded.facts());
    String type = second(context).provider().getName();
    long entries = loaded.texts("entry").stream().filter(type::equals).count();
    same("how many services are " + type + ", " + where, 1L, entries);
    List<String> registered = loaded.texts("registered");
    holds(
        registered.equals(List.of(type)),
        "the provider that core finds by its name, " + where,
        type,
        registered + " " + loaded.texts("refused") + loaded.texts("failed"));
    same("what core could not load", List.of(), loaded.texts("fault"));
  }

  private static void brokenNeighbour(CaseContext context)
      throws IOException, InterruptedException {
    String broken = LoadingMain.Broken.class.getName();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path services = folder.path().resolve("META-INF").resolve("services");
      Files.createDirectories(services);
      Files.writeString(
          services.resolve(AssetProvider.class.getName()), NOT_THERE + "\n" + broken + "\n");
      Loaded loaded = context.loading().beside(folder.path()).find();
      context.steps().add("a process with the provider and two broken ones -> " + loaded.facts());
      String type = second(context).provider().getName();
      holds(
          loaded.texts("registered").equals(List.of(type)),
          "the provider that core finds beside broken ones",
          type,
          loaded.texts("refused").toString());
      reported(loaded.texts("fault"), NOT_THERE, broken);
    }
  }

  private static void reported(List<String> faults, String... broken) {
    for (String each : broken) {
      boolean told = faults.stream().anyMatch(fault -> fault.contains(each));
      holds(told, "what core could not load", "a report of " + each, faults);
    }
  }

  private static void constructor(CaseContext context) throws IOException, InterruptedException {
    Loaded loaded = context.loading().tellingClasses().construct();
    context.steps().add("a process constructs the provider many times -> " + loaded.facts());
    String main = LoadingMain.class.getName();
    List<LoadedClass> classes = loaded.classesBetween(main + "$Begin", main + "$Done");
    Set<String> own =
        List.of(second(context).provider(), AssetProvider.class).stream()
            .map(type -> ProviderModule.place(type).toUri().getPath().replaceAll("/$", ""))
            .collect(Collectors.toSet());

    same("what a constructor fails with", List.of(), loaded.texts("failed"));
    none(
        "classes of others that constructor, name() and options() load",
        classes.stream()
            .filter(c -> c.source().startsWith("file:"))
            .filter(c -> own.stream().noneMatch(place -> at(place, c)))
            .toList());
    none(
        "classes that Java needs for a connection",
        classes.stream().filter(c -> OUTWARD.stream().anyMatch(c.name()::startsWith)).toList());
    same("the threads that are left", List.of(), loaded.texts("thread"));
    same("names and options that differ", List.of(), loaded.texts("changed"));
    long millis = Long.parseLong(loaded.texts("millis").get(0));
    long most = context.patience().toMillis();
    holds(millis < most, "1,000 of each", "less than " + most + " ms", millis + " ms");
  }

  private static boolean at(String place, LoadedClass loaded) {
    return loaded.source().replaceAll("^file:(//)?|/$", "").equals(place);
  }

  private static void none(String what, List<LoadedClass> classes) {
    List<String> names = classes.stream().map(LoadedClass::name).limit(5).toList();
    String first = String.join(", ", names) + (classes.size() > 5 ? ", …" : "");
    holds(classes.isEmpty(), what, "none", classes.size() + ": " + first);
  }

  private static void readOnly(CaseContext context) throws Exception {
    SecondProcess second = second(context);
    StoreConfig config = second.config().apply(context.namespace());
    AssetProvider provider = second.provider().getConstructor().newInstance();
    AssetStore store =
        provider.open(new StoreConfig(config.options(), config.prefix(), Access.READ));
    RecordingStore reader = context.handle(store, "opened for reading: ");

    same("stat of an absent key", false, reader.stat("app.js").isPresent());
    reader.reading("app.js", ByteRange.ALL).refused(Kind.NOT_FOUND);
    same("the listing", List.of(), reader.keys(""));
    reader.call("inspect", store::inspect).succeeds();
    same("what is in the container", List.of(), context.names());
    context.store().put("app.js", "one");
    reader.holds("app.js", "one");
  }
}
