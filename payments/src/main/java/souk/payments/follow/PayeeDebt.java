package souk.payments.follow;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * What a payee has to give back because of an order, for it had left when it was taken back. Owed
 * less given up is what is open and what was repaid, less what of others was paid.
 *
 * @param givenUp since the refund or dispute came to nothing
 * @param open still owed
 * @param since since when the oldest of that is; null when nothing is
 * @param ageS seconds since then
 * @param repaid kept back of what he earned later
 * @param ofOthers paid of his other debts, for this one was repaid before it was given up
 */
@Introspected
@Schema(name = "OrderPayeeDebt")
record PayeeDebt(
    UUID payee,
    Money owed,
    Money givenUp,
    Money open,
    @Nullable Instant since,
    @Nullable Long ageS,
    Money repaid,
    Money ofOthers) {}
