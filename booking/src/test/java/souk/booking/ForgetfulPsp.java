package souk.booking;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.platform.money.Money;

/** What one must never do: ask for an authorization under another key each time. */
record ForgetfulPsp(Psp psp) implements Psp {
  @Override
  public PspOutcome authorize(PspAuthorization authorization) {
    return psp.authorize(authorization.withKey(PspKey.of(UUID.randomUUID(), "attempt", 1)));
  }

  @Override
  public PspOutcome capture(PspKey key, String reference, Money amount) {
    return psp.capture(key, reference, amount);
  }

  @Override
  public PspOutcome voidAuthorization(PspKey key, String reference) {
    return psp.voidAuthorization(key, reference);
  }

  @Override
  public Lookup<PspPayment> retrieve(String reference) {
    return psp.retrieve(reference);
  }

  @Override
  public Lookup<PspPayment> find(UUID chargeId, PspToken token, Instant from) {
    return psp.find(chargeId, token, from);
  }

  @Override
  public Lookup<PspCard> card(String token) {
    return psp.card(token);
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
