import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Prints YAML files as a JSON array, with the distribution's own libraries. */
final class YamlAsJson {

  private YamlAsJson() {}

  public static void main(String[] files) throws Exception {
    List<Object> documents = new ArrayList<>();
    for (String file : files) {
      Load load = new Load(LoadSettings.builder().setLabel(file).build());
      documents.add(load.loadFromString(Files.readString(Path.of(file))));
    }
    System.out.println(new ObjectMapper().writeValueAsString(documents));
  }
}
