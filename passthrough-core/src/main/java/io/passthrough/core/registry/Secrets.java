package io.passthrough.core.registry;

import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Presence;
import java.util.regex.Pattern;

/** Returns which option values are never shown. */
public final class Secrets {

  /** What is shown in the place of a secret: {@value}. */
  public static final String MASK = "***";

  private static final Pattern NAME =
      Pattern.compile(
          "(.*_)?(secret|password|passwd|token|credentials?|sas|signature)(_.*)?"
              + "|.*(access|account|api|private|shared|encryption)_key(_.*)?"
              + "|.*connection_string.*");
  private static final Pattern USER = Pattern.compile("//[^/@\\s]*@");

  private Secrets() {}

  /**
   * Returns whether an option's value is never shown: it is declared a secret, or is called like
   * one.
   *
   * @param option the option
   * @return true when its value must be hidden
   */
  public static boolean isSecret(StoreOption option) {
    return option.presence() == Presence.SECRET || isSecret(option.name());
  }

  /**
   * Returns whether a name is that of a secret, where no provider is there to declare it.
   *
   * @param name an option's name, such as {@code account_key}
   * @return true when its value must be hidden
   */
  public static boolean isSecret(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Hides the user name and password of a URL.
   *
   * @param value any text
   * @return the text, showable
   */
  public static String masked(String value) {
    return USER.matcher(value).replaceAll("//" + MASK + "@");
  }
}
