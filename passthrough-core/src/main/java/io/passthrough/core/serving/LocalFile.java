package io.passthrough.core.serving;

import io.passthrough.core.serving.Decision.NotAcceptable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of the root, with the usual answers made once, when the first is asked for: those that its
 * name allows, and those for a file whose name promised too much. Most files are asked for by
 * nobody.
 */
final class LocalFile {

  private final Answers own;
  private final @Nullable LocalFile plain;
  private volatile Answers answers;
  private volatile boolean gaveWay;
  private volatile boolean doubted;

  /**
   * A representation with what is sent of it.
   *
   * @param payload its bytes
   * @param head the answer to a HEAD
   * @param notModified the answer to who has it
   * @param whole the answer to a GET, where one can be sent again and again
   */
  private record Form(
      Payload payload, Response head, Response notModified, Optional<Response> whole) {

    Response anew(long length) {
      return LocalFile.whole(head, length, payload);
    }
  }

  /** What is known of the file, and what is sent of each of its representations. */
  private static final class Answers {

    private final Resource resource;
    private final List<Payload> payloads;

    /** Made twice at most when two ask at once, and equal then. */
    private volatile @Nullable List<Form> forms;

    Answers(Resource resource, List<Payload> payloads) {
      this.resource = resource;
      this.payloads = payloads;
    }

    Answers revalidated() {
      return new Answers(resource.revalidated(), payloads);
    }

    Form form(Representation representation) {
      List<Form> made = forms;
      if (made == null) {
        made = prepare();
        forms = made;
      }
      return made.get(resource.representations().indexOf(representation));
    }

    private List<Form> prepare() {
      List<Form> made = new ArrayList<>();
      for (int i = 0; i < payloads.size(); i++) {
        made.add(LocalFile.prepare(resource, resource.representations().get(i), payloads.get(i)));
      }
      return made;
    }

    Response prepared(Decision.Bodiless decision) {
      if (decision instanceof Decision.Head only) {
        return form(only.representation()).head;
      }
      return decision instanceof Decision.NotModified same
          ? form(same.representation()).notModified
          : decision.response(resource, Origin.LOCAL);
    }

    Response sent(Decision.Content decision) {
      Form form = form(decision.representation());
      return decision instanceof Decision.Whole
          ? form.whole.orElseGet(() -> form.anew(decision.representation().length()))
          : decision.response(resource, Origin.LOCAL, form.payload);
    }
  }

  /**
   * Prepares a file.
   *
   * @param resource what is known of it
   * @param payloads the bytes of each of its representations, in their order
   */
  LocalFile(Resource resource, List<Payload> payloads) {
    this(resource, payloads, null);
  }

  /**
   * Prepares a coding of a file that is asked for by its own name.
   *
   * @param resource what is known of it
   * @param payloads its bytes
   * @param plain the file, which answers whom the coding is not acceptable to, and which tells
   *     whether the records speak against its name
   */
  LocalFile(Resource resource, List<Payload> payloads, @Nullable LocalFile plain) {
    this.own = new Answers(resource, payloads);
    this.answers = own;
    this.plain = plain;
  }

  private static Form prepare(Resource resource, Representation representation, Payload payload) {
    Response head = Responses.head(representation, resource, Origin.LOCAL);
    Response same = Responses.notModified(representation, resource, Origin.LOCAL);
    Optional<Response> whole =
        payload instanceof Payload.Memory
            ? Optional.of(whole(head, representation.length(), payload))
            : Optional.empty();
    return new Form(payload, head, same, whole);
  }

  /** Makes the answer to a GET, which differs from that to a HEAD by its body. */
  private static Response whole(Response head, long length, Payload payload) {
    return new Response(head.status(), head.fields(), payload.body(new Slice(0, length)));
  }

  /**
   * Answers a GET or HEAD.
   *
   * @throws StaleRootException when the file is another one by now
   */
  Response answer(boolean head, RequestFields fields) {
    Answers now = answers;
    Decision decision = Decision.of(head, fields, now.resource);
    if (plain != null && (plain.doubted != doubted || decision instanceof NotAcceptable)) {
      return coded(plain, head, fields);
    }
    return decision.either(now::prepared, now::sent);
  }

  /** Answers with a coding as long as it is acceptable, and with the promise of the plain file. */
  private Response coded(LocalFile file, boolean head, RequestFields fields) {
    if (file.doubted) {
      doubt();
    } else {
      trust();
    }
    Answers now = answers;
    Decision decision = Decision.of(head, fields, now.resource);
    return decision instanceof NotAcceptable
        ? file.answer(head, fields)
        : decision.either(now::prepared, now::sent);
  }

  /**
   * Answers an error with the file, without a coding where the client accepts none there is.
   *
   * @throws StaleRootException when the file is another one by now
   */
  Response error(int status, RequestFields fields) {
    Resource resource = answers.resource;
    Representation representation =
        AcceptEncoding.parse(fields.acceptEncoding())
            .choose(resource.representations())
            .orElse(resource.representations().get(0));
    return Responses.error(status, representation, resource, answers.form(representation).payload);
  }

  /** Answers as the file's name allows. */
  void trust() {
    answers = own;
    doubted = false;
    gaveWay = false;
  }

  /** Answers as for a file that may change, as the records speak against its name. */
  void doubt() {
    if (!doubted) {
      answers = own.revalidated();
      doubted = true;
    }
  }

  /** Leaves the answer to the store, as only a part of the file is here. */
  void giveWay() {
    gaveWay = true;
  }

  /** Answers by itself again. */
  void stay() {
    gaveWay = false;
  }

  /** Returns how long caches may keep it. */
  String cacheControl() {
    return answers.resource.cacheControl();
  }

  /** Returns whether browsers show it as a document. */
  boolean isPage() {
    return own.resource.isPage();
  }

  /** Returns whether the store answers. */
  boolean gaveWay() {
    return gaveWay || (plain != null && plain.gaveWay);
  }
}
