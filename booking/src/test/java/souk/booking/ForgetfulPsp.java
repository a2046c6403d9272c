package souk.booking;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;

/** What one must never do: ask for an authorization under another key each time. */
record ForgetfulPsp(Psp psp) implements PspInFront {
  @Override
  public PspOutcome<PspPayment> authorize(PspAuthorization authorization) {
    return psp.authorize(authorization.withKey(PspKey.of(UUID.randomUUID(), "attempt", 1)));
  }

  /** Puts itself before the real one. */
  @Singleton
  @Requires(property = "test.forgetful-psp")
  static final class Before implements BeanCreatedEventListener<Psp> {
    @Override
    public Psp onCreated(BeanCreatedEvent<Psp> event) {
      return new ForgetfulPsp(event.getBean());
    }
  }
}
