package souk.payments.charge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.DeclineReason;
import souk.platform.money.Money;

/**
 * A charge as its row has it.
 *
 * @param reason why it was declined; with AUTHORIZED, why a capture was refused
 * @param authorized what is or was reserved, zero before that; null for a charge that was released
 *     before anybody asked for it
 * @param captured what was taken; null as above
 * @param version rises with every change
 */
public record ChargeStanding(
    UUID chargeId,
    ChargeStatus status,
    @Nullable DeclineReason reason,
    @Nullable Money authorized,
    @Nullable Money captured,
    long version) {}
