package souk.payments.restore;

/**
 * Something that the provider has and the restored rows have not.
 *
 * @param kind what it is, such as {@code payment_forgotten}
 * @param subject our id of it
 * @param reference the provider's
 * @param detail for a reader
 * @param outcome what was done about it
 * @param hindrance why nothing could be done; empty otherwise
 */
public record Finding(
    String kind,
    String subject,
    String reference,
    String detail,
    Outcome outcome,
    String hindrance) {
  /** What was done about it. */
  public enum Outcome {
    /** Nothing: it was only looked. */
    FOUND,
    ADOPTED,
    /** Nothing could be done; it is found again next time. */
    OPEN
  }
}
