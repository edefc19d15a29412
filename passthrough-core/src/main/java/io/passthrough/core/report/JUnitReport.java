package io.passthrough.core.report;

import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.deploy.StepEnding.State;
import io.passthrough.core.deploy.TakenStep;
import io.passthrough.core.verify.UrlResult;
import io.passthrough.core.verify.VerifyFailure;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A deployment as JUnit XML, which Jenkins and others show: a test case a step and a URL. */
public final class JUnitReport {

  private static final String STEPS = "passthrough.deploy";
  private static final String URLS = "passthrough.verify";
  private static final String FAILURE = "failure";

  private final XMLStreamWriter xml;

  private JUnitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes a deployment, whatever it came to.
   *
   * @param result what was done
   * @return the document
   */
  public static String of(DeployResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JUnitReport(xml).suite(result);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A report cannot be written as XML", e);
    }
    return text + "\n";
  }

  private void suite(DeployResult result) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "passthrough deploy");
    xml.writeAttribute("tests", Long.toString(tests(result)));
    xml.writeAttribute("failures", Long.toString(failures(result)));
    xml.writeAttribute(
        "skipped",
        Long.toString(result.steps().stream().filter(it -> it.state() == State.SKIPPED).count()));
    for (TakenStep step : result.steps()) {
      step(step);
    }
    if (result.verified().isPresent()) {
      for (UrlResult url : result.verified().get().urls()) {
        url(url);
      }
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static long tests(DeployResult result) {
    return (long) result.steps().size()
        + result.verified().map(found -> found.urls().size()).orElse(0);
  }

  private static long failures(DeployResult result) {
    long steps = result.steps().stream().filter(step -> step.state() == State.FAILED).count();
    return steps
        + result.verified().stream()
            .flatMap(found -> found.urls().stream())
            .filter(url -> !url.failures().isEmpty())
            .count();
  }

  private void step(TakenStep step) throws XMLStreamException {
    begin(STEPS, step.name(), step.duration());
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
          url.failures().stream().map(VerifyFailure::text).collect(Collectors.joining("\n"));
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
