package io.passthrough.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the modules, and what no module may do. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.passthrough");

  /**
   * The kit's test class prints its report into the build's log, and its second process talks with
   * the first one over its streams: they have no other place.
   */
  private static final JavaClasses SILENT =
      CLASSES.that(
          DescribedPredicate.not(
              JavaClass.Predicates.resideInAPackage("io.passthrough.cli..")
                  .or(JavaClass.Predicates.simpleName("AssetProviderTck"))
                  .or(JavaClass.Predicates.simpleName("OtherProcessMain"))
                  .or(JavaClass.Predicates.simpleName("LoadingMain"))));

  @ParameterizedTest
  @ValueSource(strings = {"api", "core", "fs", "s3", "gcs", "azure", "tck", "gateway", "cli"})
  void module_anyOfThem_isOnTheClassPath(String module) {
    assertThat(CLASSES)
        .anyMatch(each -> each.getPackageName().startsWith("io.passthrough." + module));
  }

  @Test
  void api_dependencies_areTheJdkAndJspecify() {
    classes()
        .that()
        .resideInAPackage("io.passthrough.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.passthrough.api..", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fs", "s3", "gcs", "azure"})
  void provider_dependenciesWithinTheProject_areTheApiAlone(String provider) {
    String own = "io.passthrough." + provider + "..";
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(seenBy("io.passthrough.api..", own))
        .check(CLASSES);
  }

  @Test
  void core_dependenciesWithinTheProject_areTheApiAlone() {
    classes()
        .that()
        .resideInAPackage("io.passthrough.core..")
        .should()
        .onlyDependOnClassesThat(seenBy("io.passthrough.api..", "io.passthrough.core.."))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tck", "gateway"})
  void moduleOnCore_dependenciesWithinTheProject_areApiAndCore(String module) {
    String own = "io.passthrough." + module + "..";
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(seenBy("io.passthrough.api..", "io.passthrough.core..", own))
        .check(CLASSES);
  }

  @Test
  void commandLine_providers_areFoundAndNeverNamed() {
    noClasses()
        .that()
        .resideInAPackage("io.passthrough.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.passthrough.fs..",
            "io.passthrough.s3..",
            "io.passthrough.gcs..",
            "io.passthrough.azure..")
        .check(CLASSES);
  }

  @Test
  void kit_withoutItsTestClass_needsNoJUnit() {
    noClasses()
        .that()
        .resideInAPackage("io.passthrough.tck..")
        .and()
        .doNotHaveSimpleName("AssetProviderTck")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit..")
        .check(CLASSES);
  }

  @Test
  void packages_together_haveNoCycle() {
    slices().matching("io.passthrough.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "core", "fs", "s3", "gcs", "azure", "tck", "gateway", "cli"})
  void packages_ofAModulesTests_haveNoCycle(String module) {
    slices().matching("io.passthrough.(**)").should().beFreeOfCycles().check(withTests(module));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "core", "fs", "s3", "gcs", "azure", "tck", "gateway", "cli"})
  void typeNames_withinAModule_areUniqueUnlessNested(String module) {
    Map<String, List<String>> places =
        withTests(module).stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));

    assertThat(places.values()).allSatisfy(names -> assertThat(names).hasSize(1));
  }

  @Test
  void core_whatRetentionWillShare_doesNotSeePublish() {
    noClasses()
        .that()
        .resideInAnyPackage(
            core("record"), core("snapshot"), core("release"), core("objects"), core("attempt"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(core("publish"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            core("publish"),
            core("deploy"),
            core("report"),
            "io.passthrough.cli..",
            "io.passthrough.tck..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(core("publish"))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Decision",
        "Representation",
        "Resource",
        "Preconditions",
        "Ranges",
        "EntityTags",
        "AcceptEncoding",
        "RequestFields"
      })
  void serving_whatDecides_usesNoStoreAndNoNetwork(String name) {
    noClasses()
        .that()
        .haveFullyQualifiedName("io.passthrough.core.serving." + name)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(
                    core("store"), core("fallback"), core("release"), "java.net..", "io.netty..")
                .or(JavaClass.Predicates.simpleName("AssetStore")))
        .check(CLASSES);
  }

  @Test
  void commandLine_fromBelow_isNotSeen() {
    noClasses()
        .that()
        .resideInAnyPackage("io.passthrough.core..", "io.passthrough.gateway..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.passthrough.cli..")
        .check(CLASSES);
  }

  @Test
  void packages_names_sayWhatTheyAreFor() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..")
        .check(CLASSES);
  }

  @Test
  void output_belowTheCommandLine_isNeitherPrintedNorLogged() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SILENT);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(SILENT);
  }

  private static String core(String feature) {
    return "io.passthrough.core." + feature + "..";
  }

  /** Imports a module as it lies beside this one: its classes and, where they were built, tests. */
  private static JavaClasses withTests(String module) {
    Path target = Path.of("..", "passthrough-" + module, "target");
    JavaClasses classes =
        new ClassFileImporter()
            .importPaths(target.resolve("classes"), target.resolve("test-classes"));
    assertThat(classes).as("classes in " + target).isNotEmpty();
    return classes;
  }

  private static DescribedPredicate<JavaClass> seenBy(String... packages) {
    return DescribedPredicate.or(
            DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.passthrough..")),
            JavaClass.Predicates.resideInAnyPackage(packages))
        .as("reside in %s or outside of the project", String.join(", ", packages));
  }
}
