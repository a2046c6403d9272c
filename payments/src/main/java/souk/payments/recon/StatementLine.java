package souk.payments.recon;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A movement of the provider's statement; amounts in minor units.
 *
 * @param type the provider's own word
 * @param restated how often the provider changed what it had told
 */
@Introspected
@Schema(name = "ReconciliationStatementLine")
record StatementLine(
    String id,
    String type,
    long amountMinor,
    long feeMinor,
    String currency,
    Instant createdAt,
    Instant availableAt,
    int restated) {}
