package souk.payments.card;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import souk.payments.psp.PspToken;
import souk.payments.vault.VaultToken;

@MappedEntity(value = "card", schema = "payments")
record CardRow(
    @Id UUID id,
    UUID ownerId,
    String token,
    String paymentMethod,
    @Nullable String pspCustomer,
    String brand,
    String last4,
    int expMonth,
    int expYear,
    @Nullable String fingerprint,
    @Nullable String country,
    int forgetLooks) {
  Card card() {
    var token = new PspToken(paymentMethod, pspCustomer);
    return new Card(
        id,
        ownerId,
        new VaultToken(this.token),
        brand,
        last4,
        expMonth,
        expYear,
        fingerprint,
        country,
        token);
  }
}
