package io.passthrough.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policies of the documentation, by the heading that they stand under. */
enum Policy {
  GATEWAY("The gateway reads"),
  LEASE("The gateway keeps a lease"),
  PUBLISH("Publish and activate add"),
  PRUNE("Prune deletes");

  private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

  private final String heading;

  Policy(String heading) {
    this.heading = heading;
  }

  /** Returns the JSON text for a bucket and prefix. */
  String text(String bucket, String prefix) throws IOException {
    Pattern section =
        Pattern.compile(
            "\n#+ " + heading + "\n(?:(?!\n#).)*?\n```json\n(.*?)\n```", Pattern.DOTALL);
    Matcher found = section.matcher(Files.readString(DOCUMENT));
    if (!found.find()) {
      throw new IOException("No policy under '" + heading + "' in '" + DOCUMENT + "'");
    }
    return found.group(1).replace("BUCKET", bucket).replace("PREFIX", prefix);
  }
}
