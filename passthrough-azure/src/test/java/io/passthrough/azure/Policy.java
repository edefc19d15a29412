package io.passthrough.azure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signatures of the documentation, by the heading that they stand under. */
enum Policy {
  GATEWAY("A gateway needs to read"),
  PUBLISH("Publish and activate need to create"),
  PRUNE("Prune needs to delete");

  private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

  private final String heading;

  Policy(String heading) {
    this.heading = heading;
  }

  /** Returns the letters of its permissions. */
  String permissions() throws IOException {
    Pattern section =
        Pattern.compile(
            "\n#+ " + heading + "\n(?:(?!\n#).)*? --permissions ([a-z]+) ", Pattern.DOTALL);
    Matcher found = section.matcher(Files.readString(DOCUMENT));
    if (!found.find()) {
      throw new IOException("No signature under '" + heading + "' in '" + DOCUMENT + "'");
    }
    return found.group(1);
  }
}
