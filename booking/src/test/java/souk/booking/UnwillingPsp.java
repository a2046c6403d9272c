package souk.booking;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** Refuses what it is told to, by the kind of the order that is paid for; does everything else. */
public record UnwillingPsp(Psp psp, Unwillingness unwilling) implements PspInFront {
  private static final Refusal NO = new Refusal(DeclineReason.INSUFFICIENT_FUNDS, "no");

  /** What is refused; a test says it and takes it back. */
  @Singleton
  public static final class Unwillingness {
    /** Kinds of orders whose authorizations are declined. */
    public final Set<String> declined = ConcurrentHashMap.newKeySet();

    /** Kinds of orders whose authorizations cannot be captured. */
    public final Set<String> uncapturable = ConcurrentHashMap.newKeySet();

    private final Map<String, String> kindOfPayment = new ConcurrentHashMap<>();

    /** Everything is done again. */
    public void forget() {
      declined.clear();
      uncapturable.clear();
    }
  }

  @Override
  public PspOutcome<PspPayment> authorize(PspAuthorization authorization) {
    var kind = String.valueOf(authorization.labels().get("order_kind"));
    if (unwilling.declined.contains(kind)) return new PspOutcome.Declined<>(NO, null);
    var outcome = psp.authorize(authorization);
    if (outcome instanceof PspOutcome.Succeeded<PspPayment>(var payment)) {
      unwilling.kindOfPayment.put(payment.reference(), kind);
    }
    return outcome;
  }

  @Override
  public PspOutcome<PspPayment> capture(PspKey key, String reference, Money amount) {
    var kind = unwilling.kindOfPayment.getOrDefault(reference, "");
    if (unwilling.uncapturable.contains(kind)) return new PspOutcome.Rejected<>(NO);
    return psp.capture(key, reference, amount);
  }

  /** Puts itself before the real one. */
  @Singleton
  @Requires(property = "test.unwilling-psp")
  static final class Before implements BeanCreatedEventListener<Psp> {
    private final Unwillingness unwilling;

    Before(Unwillingness unwilling) {
      this.unwilling = unwilling;
    }

    @Override
    public Psp onCreated(BeanCreatedEvent<Psp> event) {
      return new UnwillingPsp(event.getBean(), unwilling);
    }
  }
}
