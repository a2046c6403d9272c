package souk.payments.payee;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspTransfers.Bank;
import souk.payments.psp.Setback;

/**
 * Somebody who earns.
 *
 * @param id the person's
 * @param pspAccount the provider's id of his account; null while there is none
 * @param currency in which he is paid whatever he earns; null: in what he earns
 * @param setback why he is not paid just now
 */
public record Payee(
    UUID id,
    Kind kind,
    PayoutMethod method,
    Status status,
    @Nullable Setback setback,
    @Nullable String pspAccount,
    Bank bank,
    @Nullable Currency currency,
    int generation,
    Instant createdAt) {
  /** What he does. */
  public enum Kind {
    DRIVER,
    MERCHANT,
    HOST
  }

  /** Whether he is paid. */
  public enum Status {
    /** His account at the provider is being opened; what he earns waits. */
    ONBOARDING,
    ACTIVE,
    /** He has to do something first; what he earns waits. */
    PAUSED
  }

  /** His account at the provider, which all but those who are new have. */
  public String account() {
    return requireNonNull(pspAccount);
  }
}
