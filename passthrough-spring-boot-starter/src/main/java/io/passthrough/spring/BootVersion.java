package io.passthrough.spring;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A check, before any bean is made, that the application's Spring Boot is not too old. */
final class BootVersion implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int MAJOR = 3;
  private static final int MINOR = 5;

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    if (context.getEnvironment().getProperty("passthrough.enabled", Boolean.class, true)) {
      require(SpringBootVersion.getVersion());
    }
  }

  /**
   * Requires a version.
   *
   * @param version the version, where it is known
   * @throws PassthroughException when it is too old
   */
  static void require(@Nullable String version) {
    Matcher numbers = NUMBERS.matcher(version == null ? "" : version);
    if (!numbers.matches()) {
      return;
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    if (major < MAJOR || (major == MAJOR && minor < MINOR)) {
      throw new PassthroughException(
          Kind.INPUT,
          "Passthrough needs Spring Boot 3.5 or newer, not " + version,
          "update Spring Boot, or put the gateway in front of the application in the place of the"
              + " starter");
    }
  }
}
