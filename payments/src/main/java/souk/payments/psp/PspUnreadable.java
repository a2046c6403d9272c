package souk.payments.psp;

import java.time.Instant;

/**
 * A line of the provider's statement that this program cannot read, as it stands there.
 *
 * @param id the provider's of the movement; where it gives none, one made of the whole line
 * @param type the provider's own word for why it moved; empty like the following where there is
 *     none
 * @param currency as the provider writes it
 * @param amount as the provider writes it, with the fee it names
 * @param source the provider's id of what moved it
 * @param why what about it cannot be read
 * @param createdAt when it moved; the beginning of the span asked for where that cannot be read
 */
public record PspUnreadable(
    String id,
    String type,
    String currency,
    String amount,
    String source,
    String why,
    Instant createdAt) {}
