/**
 * Stores in a table of a database. {@link com.example.passthrough.jdbc.JdbcProvider} is found by
 * {@link java.util.ServiceLoader}; nothing else is public.
 */
package com.example.passthrough.jdbc;
