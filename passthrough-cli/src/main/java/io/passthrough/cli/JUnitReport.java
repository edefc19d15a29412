package io.passthrough.cli;

import io.passthrough.cli.DeployRun.Taken;
import io.passthrough.cli.DeployStep.State;
import io.passthrough.core.verify.UrlResult;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A deployment as JUnit XML, which Jenkins and others show: a test case a step and a URL. */
final class JUnitReport {

  private static final String STEPS = "passthrough.deploy";
  private static final String URLS = "passthrough.verify";
  private static final String FAILURE = "failure";

  private final XMLStreamWriter xml;

  private JUnitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String of(DeployRun run) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JUnitReport(xml).suite(run);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A report cannot be written as XML", e);
    }
    return text + "\n";
  }

  private void suite(DeployRun run) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "passthrough deploy");
    xml.writeAttribute("tests", Long.toString(tests(run)));
    xml.writeAttribute("failures", Long.toString(failures(run)));
    xml.writeAttribute(
        "skipped",
        Long.toString(run.taken().stream().filter(it -> it.state() == State.SKIPPED).count()));
    for (Taken step : run.taken()) {
      step(step);
    }
    if (run.verified().isPresent()) {
      for (UrlResult url : run.verified().get().urls()) {
        url(url);
      }
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static long tests(DeployRun run) {
    return (long) run.taken().size() + run.verified().map(result -> result.urls().size()).orElse(0);
  }

  private static long failures(DeployRun run) {
    long steps = run.taken().stream().filter(step -> step.state() == State.FAILED).count();
    return steps
        + run.verified().stream()
            .flatMap(result -> result.urls().stream())
            .filter(url -> !url.failures().isEmpty())
            .count();
  }

  private void step(Taken step) throws XMLStreamException {
    begin(STEPS, step.step(), step.duration());
    switch (step.state()) {
      case DONE, WARNING -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal(step.ending().message()));
        xml.writeEndElement();
      }
      case SKIPPED -> message("skipped", step.ending().message(), "");
      case FAILED -> message(FAILURE, step.ending().message(), "");
    }
    xml.writeEndElement();
  }

  private void url(UrlResult url) throws XMLStreamException {
    begin(URLS, url.url().toString(), url.duration());
    if (!url.failures().isEmpty()) {
      String all =
          url.failures().stream()
              .map(failure -> VerifyDocument.Fault.of(failure).text())
              .collect(Collectors.joining("\n"));
      message(FAILURE, url.failures().size() + " failures", all);
    }
    xml.writeEndElement();
  }

  private void begin(String suite, String name, Duration duration) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", suite);
    xml.writeAttribute("name", legal(name));
    xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1e3));
  }

  private void message(String element, String message, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", legal(message));
    xml.writeCharacters(legal(text));
    xml.writeEndElement();
  }

  /** Leaves out what XML 1.0 has no way to write. */
  private static String legal(String text) {
    return text.replaceAll("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD]", "?");
  }
}
