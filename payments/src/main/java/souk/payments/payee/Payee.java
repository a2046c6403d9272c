package souk.payments.payee;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayeeNeed;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspTransfers.Bank;
import souk.payments.psp.Setback;

/**
 * Somebody who earns.
 *
 * @param id the earner's: of a driver the person's
 * @param pspAccount the provider's id of his account; null while there is none
 * @param currency in which he is paid whatever he earns; null: in what he earns
 * @param setback why he is not paid just now
 * @param needs what the provider wants of him; it may want something though he is paid still
 * @param generation of his bank account, and of the request to open his account with it
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
    Set<PayeeNeed> needs,
    int generation,
    long version,
    Instant createdAt) {
  /** What he does. */
  public enum Kind {
    DRIVER,
    MERCHANT,
    HOST
  }

  /** Whether he is paid. */
  public enum Status {
    /**
     * His account at the provider is being opened, or he has not given what the provider wants of
     * him yet; what he earns waits.
     */
    ONBOARDING,
    ACTIVE,
    /** The provider lets nothing be sent to him any more until he has given what it wants. */
    RESTRICTED,
    /** His bank did not take what was sent: he has to do something first; what he earns waits. */
    PAUSED;

    /** Where he stands once the provider has said whether anything can be sent to him. */
    Status seen(boolean able) {
      return switch (this) {
        case ONBOARDING -> able ? ACTIVE : ONBOARDING;
        case ACTIVE, RESTRICTED -> able ? ACTIVE : RESTRICTED;
        case PAUSED -> PAUSED;
      };
    }

    /** Whether it is the provider's page for what is missing that he has to open. */
    boolean wantsDetails() {
      return this == ONBOARDING || this == RESTRICTED;
    }
  }

  /** Whether nothing has to change for him to be paid so. */
  boolean isPaid(PayoutMethod so, Bank there, @Nullable Currency in) {
    return status != Status.PAUSED
        && method == so
        && bank.equals(there)
        && Objects.equals(currency, in);
  }

  /** His account at the provider, which all but those who are new have. */
  public String account() {
    return requireNonNull(pspAccount);
  }
}
