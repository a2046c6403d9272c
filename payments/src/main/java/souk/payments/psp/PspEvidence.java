package souk.payments.psp;

/**
 * What is answered to a dispute, in words; empty where there is nothing to say.
 *
 * @param product what was sold
 * @param serviceDate when it was done, for a reader
 * @param activity what happened, line by line
 * @param statement everything else
 */
public record PspEvidence(String product, String serviceDate, String activity, String statement) {
  /** What an issuer reads of each. */
  public static final int LENGTH_MAX = 20_000;

  public PspEvidence {
    product = cut(product);
    serviceDate = cut(serviceDate);
    activity = cut(activity);
    statement = cut(statement);
  }

  private static String cut(String text) {
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX);
  }
}
