package souk.platform.identity.account;

import java.util.Locale;

/** An e-mail address as it is kept and compared: without surrounding space, in lower case. */
public record EmailAddress(String text) {
  /** The longest that SMTP carries. */
  public static final int LENGTH_MAX = 254;

  /** Plain atoms before the at sign, a domain with at least one dot behind it. */
  public static final String SHAPE =
      "\\s*(?=[^@]{1,64}@)"
          + "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
          + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
          + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+\\s*";

  /** What to tell somebody whose address has another shape. */
  public static final String SHAPE_MESSAGE = "must be an e-mail address";

  public static EmailAddress of(String typed) {
    return new EmailAddress(typed.strip().toLowerCase(Locale.ROOT));
  }
}
