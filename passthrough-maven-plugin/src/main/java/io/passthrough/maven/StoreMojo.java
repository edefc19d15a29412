package io.passthrough.maven;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.store.AssetStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** A goal over the store that {@code passthrough.yaml} names. */
abstract class StoreMojo extends AbstractMojo {

  private static final String FILE = "passthrough.yaml";

  /** Leaves the goal out. */
  @Parameter(property = "passthrough.skip", defaultValue = "false")
  private boolean skip;

  /**
   * The configuration, from the project's folder; <code>passthrough.yaml</code> beside the pom when
   * left out.
   */
  @Parameter(property = "passthrough.config")
  private @Nullable String config;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private @Nullable MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private @Nullable MavenSession session;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    Settings settings = settings();
    if (settings.flag("skip", skip)) {
      getLog().info("Skipped, as passthrough.skip says");
      return;
    }
    settings.unknown().forEach(getLog()::warn);
    try {
      run(settings);
    } catch (RuntimeException e) {
      throw MavenFailure.of(e).thrown();
    }
  }

  /**
   * Does what the goal is for; what it throws fails the build.
   *
   * @param settings the command line's settings, which win over the pom's
   * @throws MojoFailureException when the build fails although nothing was thrown
   */
  abstract void run(Settings settings) throws MojoFailureException;

  final Settings settings() {
    return new Settings(Objects.requireNonNull(session), project());
  }

  final MavenProject project() {
    return Objects.requireNonNull(project);
  }

  /** Reads the configuration, and logs what should be known of it. */
  final PassthroughConfig configuration(Settings settings) {
    Path file = settings.file("config", config).orElseGet(() -> settings.resolve(FILE));
    ConfigurationFile.require(file);
    PassthroughConfig configuration = Configurations.load(file, System.getenv());
    warn(configuration.notices());
    return configuration;
  }

  /** Opens the store of releases, which the caller closes. */
  final AssetStore open(PassthroughConfig configuration, Access access) {
    StoreSettings store = configuration.requireStoreOfReleases();
    Offline.requireLocal(Objects.requireNonNull(session).isOffline(), store);
    return AssetStores.open(store, access);
  }

  /** Refuses what goes over the network where Maven was told not to. */
  final void requireOnline() {
    Offline.requireNoUrl(Objects.requireNonNull(session).isOffline());
  }

  final GoalLog log() {
    return new GoalLog(getLog());
  }

  final void warn(List<String> warnings) {
    log().warn(warnings);
  }
}
