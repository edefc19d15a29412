package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import io.passthrough.core.page.Audience;
import io.passthrough.core.page.Page;
import java.util.Optional;
import java.util.function.Function;

/** Who answers a request. */
sealed interface Route {

  /** Goes on with this release or with the store. */
  <T> T either(Function<Here, T> here, Function<Fallback, T> fallback);

  /** An answer that needs no store. */
  sealed interface Here extends Route {

    /**
     * Makes the answer.
     *
     * @param head whether it is a HEAD
     * @param fields the request's fields
     * @throws StaleRootException when the file is another one by now
     */
    Response answer(boolean head, RequestFields fields);

    @Override
    default <T> T either(Function<Here, T> here, Function<Fallback, T> fallback) {
      return here.apply(this);
    }

    /** Returns whether it is a file of this release. */
    default boolean isFile() {
      return false;
    }

    /** Returns whether it is such a file that browsers show as a document. */
    default boolean isPage() {
      return false;
    }
  }

  /** The request is refused: 400. */
  record Illegal() implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      return ErrorResponses.BAD_REQUEST;
    }
  }

  /**
   * This release's own file.
   *
   * @param file the file
   * @param path its URL path
   */
  record Local(LocalFile file, String path) implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      return file.answer(head, fields);
    }

    @Override
    public boolean isFile() {
      return true;
    }

    @Override
    public boolean isPage() {
      return file.isPage();
    }
  }

  /**
   * This release's page for a path that names no file.
   *
   * @param file the page's file
   * @param page which page, and why
   * @param audience who gets it
   */
  record OwnPage(LocalFile file, Page page, Audience audience) implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      Response response =
          page.status() == 200 ? file.answer(head, fields) : file.error(page.status(), fields);
      return Responses.varying(response, audience);
    }

    @Override
    public boolean isFile() {
      return true;
    }

    @Override
    public boolean isPage() {
      return true;
    }
  }

  /** Another place: 308. */
  record Moved(String location) implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      return ErrorResponses.moved(location);
    }
  }

  /**
   * Nobody: 404.
   *
   * @param others who gets a page there all the same
   */
  record Missing(Audience others) implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      return ErrorResponses.notFound(others);
    }
  }

  /**
   * The store.
   *
   * @param key the key to ask for
   * @param unrecorded where to go when no record names the key
   */
  record Fallback(AssetKey key, Unrecorded unrecorded) implements Route {

    @Override
    public <T> T either(Function<Here, T> here, Function<Fallback, T> fallback) {
      return fallback.apply(this);
    }
  }

  /** Where a request goes whose key no record names. */
  sealed interface Unrecorded {

    /** Returns the page that may answer. */
    default Optional<Page> page() {
      return Optional.empty();
    }

    /**
     * To the store, which is asked by name.
     *
     * @param others who gets a page instead
     */
    record Ask(Audience others) implements Unrecorded {}

    /** To an answer that needs no store. */
    record Answer(Here here) implements Unrecorded {

      @Override
      public Optional<Page> page() {
        return here instanceof OwnPage own ? Optional.of(own.page()) : Optional.empty();
      }
    }

    /**
     * To a page, unless the key looks like one of the assets in its folder.
     *
     * @param own the page
     */
    record PageUnlessAsset(OwnPage own) implements Unrecorded {

      @Override
      public Optional<Page> page() {
        return Optional.of(own.page());
      }
    }
  }
}
