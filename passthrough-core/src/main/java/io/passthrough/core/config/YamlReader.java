package io.passthrough.core.config;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a file as a graph of YAML nodes: nothing is built of it but what our keys ask for. */
final class YamlReader {

  private static final int MAX_NODES = 10_000;
  private static final int MAX_BYTES = 1 << 20;

  private final Source source;
  private int nodes;

  private YamlReader(Source source) {
    this.source = source;
  }

  static Section read(Source source) {
    String text = text(source.file());
    try {
      Optional<Node> root = new Compose(settings()).composeString(text);
      if (root.isEmpty()) {
        return Section.empty(source, "");
      }
      new YamlReader(source).count(root.get());
      return new Value(source, "", root.get()).section();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw source.fault(line, "not YAML: " + e.getProblem(), "correct the line");
    } catch (YamlEngineException e) {
      throw source.fault(1, "not YAML: " + firstLine(e), "correct the file");
    }
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setAllowDuplicateKeys(false)
        .setMaxAliasesForCollections(50)
        .setCodePointLimit(MAX_BYTES)
        .build();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new PassthroughException(
          Kind.INPUT,
          "There is no configuration file '" + file + "'",
          "name an existing file with --config, or none");
    } catch (CharacterCodingException e) {
      throw new PassthroughException(
          Kind.INPUT, "The configuration is not UTF-8, '" + file + "'", "save it as UTF-8");
    } catch (IOException e) {
      throw new PassthroughException(
          Kind.IO,
          "Cannot read the configuration, '" + file + "'",
          "check that it is a file and can be read",
          e);
    }
  }

  /**
   * Aliases of aliases make a small file a huge tree: the tree's nodes are counted, not the file's.
   */
  private void count(Node node) {
    if (++nodes > MAX_NODES) {
      throw source.fault(
          Value.line(node),
          "the file has more than " + MAX_NODES + " values, counting each alias",
          "remove aliases");
    }
    if (node instanceof CollectionNode<?> collection && collection.isRecursive()) {
      throw source.fault(Value.line(node), "a value contains itself", "remove the alias");
    }
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(this::count);
    }
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::count);
    }
  }

  private void count(NodeTuple tuple) {
    count(tuple.getKeyNode());
    count(tuple.getValueNode());
  }

  private static String firstLine(YamlEngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
  }
}
