package souk.payments.recon;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A line of the provider's statement that this program cannot read, as it stands there.
 *
 * @param amount the provider's own text, as are type, currency and source
 * @param why what about it cannot be read
 */
@Introspected
@Schema(name = "ReconciliationUnreadableLine")
record UnreadableLine(
    String id,
    String type,
    String currency,
    String amount,
    String source,
    String why,
    Instant createdAt) {}
