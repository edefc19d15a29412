package io.passthrough.core.config;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a file as a graph of YAML nodes: nothing is built of it but what our keys ask for. */
final class YamlReader {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NODES = 10_000;
  private static final List<Tag> TAGS =
      List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.ENV_TAG, Tag.MAP, Tag.SEQ);
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).setCodePointLimit(MAX_BYTES).build();

  private final ConfigFile source;
  private int nodes;

  private YamlReader(ConfigFile source) {
    this.source = source;
  }

  static Section read(ConfigFile source) {
    return read(source, text(source.file()));
  }

  /** Reads text that lies elsewhere than in the source's file. */
  static Section read(ConfigFile source, String text) {
    try {
      return new YamlReader(source).section(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw notYaml(source, line, e.getProblem());
    } catch (ReaderException e) {
      int line = 1 + (int) text.chars().limit(e.getPosition()).filter(c -> c == '\n').count();
      throw notYaml(source, line, "it has a control character");
    } catch (YamlEngineException e) {
      throw notYaml(source, 1, String.valueOf(e.getMessage()));
    }
  }

  private static PassthroughException notYaml(ConfigFile source, int line, String problem) {
    String plain = problem.lines().findFirst().orElse("unreadable").replaceAll("\\.( \\(.*)?$", "");
    return source.fault(line, "not YAML: " + plain, "correct the line");
  }

  private Section section(String text) {
    new Parse(SETTINGS).parseString(text).forEach(new DepthLimit()::check);
    Optional<Node> root = new Compose(SETTINGS).composeString(text);
    if (root.isEmpty()) {
      return Section.empty(source, "");
    }
    check(root.get());
    return new Value(source, "", new Value.Key("", 1), root.get()).section();
  }

  private static String text(Path file) {
    if (Files.isDirectory(file)) {
      throw new PassthroughException(
          Kind.INPUT, "The configuration is a folder, '" + file + "'", "name the file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new PassthroughException(
            Kind.INPUT,
            "The configuration has more than " + MAX_BYTES + " bytes, '" + file + "'",
            "check that it is the right file");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
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

  /** Composing is recursive: what is nested too deep must not come to it. */
  private final class DepthLimit {
    private int depth;

    void check(Event event) {
      if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        throw source.fault(
            line,
            "values are nested more than " + MAX_DEPTH + " deep",
            "check that it is the right file");
      }
    }
  }

  /**
   * Aliases of aliases make a small file a huge tree: the tree's nodes are counted, not the file's.
   */
  private void check(Node node) {
    if (++nodes > MAX_NODES) {
      throw source.fault(
          Value.line(node),
          "the file has more than " + MAX_NODES + " values, counting each alias",
          "write values in the place of aliases");
    }
    if (node.isRecursive()) {
      throw source.fault(Value.line(node), "a value contains itself", "remove the alias");
    }
    if (!TAGS.contains(node.getTag())) {
      throw source.fault(
          Value.line(node), "the tag '" + node.getTag() + "' is not read", "remove the tag");
    }
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(this::check);
    }
    if (node instanceof MappingNode mapping) {
      checkKeys(mapping);
    }
  }

  private void checkKeys(MappingNode mapping) {
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      if (key instanceof ScalarNode scalar && !keys.add(scalar.getValue())) {
        throw source.fault(
            Value.line(key),
            "the key '" + scalar.getValue() + "' is there twice",
            "remove one of the two");
      }
      check(key);
      check(tuple.getValueNode());
    }
  }
}
