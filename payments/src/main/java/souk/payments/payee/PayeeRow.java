package souk.payments.payee;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayeeNeed;
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
    String needs,
    long version,
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
        split(needs),
        generation,
        version,
        createdAt);
  }

  private static Set<PayeeNeed> split(String needs) {
    return Arrays.stream(needs.split(","))
        .filter(need -> !need.isEmpty())
        .map(PayeeNeed::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(PayeeNeed.class)));
  }

  static String join(Set<PayeeNeed> needs) {
    return needs.stream().sorted().map(PayeeNeed::name).collect(Collectors.joining(","));
  }
}
