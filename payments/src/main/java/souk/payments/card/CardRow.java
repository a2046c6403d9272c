package souk.payments.card;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspToken;

@MappedEntity(value = "card", schema = "payments")
record CardRow(
    @Id UUID id,
    UUID ownerId,
    String paymentMethod,
    @Nullable String pspCustomer,
    String brand,
    String last4,
    int expMonth,
    int expYear) {
  Card card() {
    var token = new PspToken(paymentMethod, pspCustomer);
    return new Card(id, ownerId, brand, last4, expMonth, expYear, token);
  }
}
