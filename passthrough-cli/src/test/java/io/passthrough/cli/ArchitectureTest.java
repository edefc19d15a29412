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
  @ValueSource(strings = {"api", "core", "fs", "s3", "azure", "tck", "gateway", "cli"})
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
  @ValueSource(strings = {"fs", "s3", "azure"})
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
        .resideInAnyPackage("io.passthrough.fs..", "io.passthrough.s3..", "io.passthrough.azure..")
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

  private static DescribedPredicate<JavaClass> seenBy(String... packages) {
    return DescribedPredicate.or(
            DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.passthrough..")),
            JavaClass.Predicates.resideInAnyPackage(packages))
        .as("reside in %s or outside of the project", String.join(", ", packages));
  }
}
