package souk.payments.refund;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of the charge that money goes back from. */
@MappedEntity(value = "charge", schema = "payments")
record RefundableRow(
    @Id UUID id,
    @Nullable String orderKind,
    @Nullable UUID orderId,
    @Nullable UUID payerId,
    @Nullable String pspReference,
    @Nullable String currency,
    String status,
    long capturedMinor,
    long refundedMinor,
    long disputedMinor) {
  long leftMinor() {
    return capturedMinor - refundedMinor - disputedMinor;
  }
}
