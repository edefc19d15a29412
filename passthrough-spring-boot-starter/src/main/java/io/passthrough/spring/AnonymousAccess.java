package io.passthrough.spring;

import jakarta.servlet.http.HttpServletRequest;

/** A predicate over requests: whether their URL answers to who has not logged in. */
@FunctionalInterface
interface AnonymousAccess {

  /** Returns whether a GET of the request's URL is allowed without a login. */
  boolean isAllowed(HttpServletRequest request);
}
