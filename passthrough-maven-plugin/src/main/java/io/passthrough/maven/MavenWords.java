package io.passthrough.maven;

import java.util.regex.Pattern;

/**
 * Puts the engine's next steps, which name options of the command line, as goals and properties.
 */
final class MavenWords {

  private static final Pattern GOAL =
      Pattern.compile("passthrough (publish|deploy|verify|prune)\\b");
  private static final Pattern OPTION =
      Pattern.compile("--(config|environment|from|header|manifest|release|timeout|via)\\b");

  private static final Pattern PROVIDER =
      Pattern.compile("add the artifact (io\\.passthrough:\\S+)");

  private MavenWords() {}

  static String of(String text) {
    String goals = GOAL.matcher(text).replaceAll("mvn passthrough:$1");
    String options = OPTION.matcher(goals).replaceAll("-Dpassthrough.$1");
    String providers = PROVIDER.matcher(options).replaceAll("$0 as a <dependency> of the plugin");
    return providers
        .replace("--dry-run", "-Dpassthrough.dryRun")
        .replace("--force activates", "-Dpassthrough.force activates")
        .replace("--force", "-Dpassthrough.prune.force");
  }
}
