package souk.payments.psp;

/** What may be known of a card: never its number. */
public record PspCard(PspToken token, String brand, String last4, int expMonth, int expYear) {}
