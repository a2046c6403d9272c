package souk.payments.payee;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspTransfers.Bank;
import souk.payments.psp.Setback;

@MappedEntity(value = "payee", schema = "payments")
record PayeeRow(
    @Id UUID id,
    String kind,
    String method,
    String status,
    @Nullable String setback,
    @Nullable String pspAccount,
    String country,
    String bankToken,
    @Nullable String currency,
    int generation,
    int looks,
    Instant createdAt) {
  Payee payee() {
    return new Payee(
        id,
        Payee.Kind.valueOf(kind),
        PayoutMethod.valueOf(method),
        Payee.Status.valueOf(status),
        setback == null ? null : Setback.valueOf(setback),
        pspAccount,
        new Bank(country, bankToken),
        currency == null ? null : Currency.getInstance(currency),
        generation,
        createdAt);
  }
}
