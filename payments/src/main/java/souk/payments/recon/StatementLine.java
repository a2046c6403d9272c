package souk.payments.recon;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A movement of the provider's statement; amounts in minor units.
 *
 * @param type the provider's own word
 * @param presentedMinor what it was in {@code presentedCurrency} before the provider converted it;
 *     null, like the two that follow, where it did not
 * @param exchangeRate so many units of {@code currency} for one of {@code presentedCurrency}
 * @param converted whether the ledger converts it too; false where the provider's rate and amounts
 *     do not agree
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
    @Nullable Long presentedMinor,
    @Nullable String presentedCurrency,
    @Nullable BigDecimal exchangeRate,
    boolean converted,
    Instant createdAt,
    Instant availableAt,
    int restated) {}
