package io.passthrough.spring;

import io.passthrough.core.serving.Response;

/** Hears of every answer that core has made. */
@FunctionalInterface
interface ResponseListener {

  /** Hears of an answer, before it is sent. */
  void answered(Response response);
}
