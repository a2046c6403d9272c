package souk.payments.card;

import java.util.UUID;
import souk.payments.psp.PspToken;

/** A card of a person. Its number is known to the provider alone. */
public record Card(
    UUID id, UUID owner, String brand, String last4, int expMonth, int expYear, PspToken token) {}
