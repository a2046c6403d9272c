package souk.payments.psp;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import souk.platform.money.Money;

/** A provider behind its {@link PspGuard}. */
public record GuardedPsp(Psp psp, PspGuard guard) implements Psp {
  @Override
  public long unit(Currency currency) {
    return psp.unit(currency);
  }

  @Override
  public PspOutcome<PspPayment> authorize(PspAuthorization authorization) {
    return guard.write("authorize", authorization.key(), () -> psp.authorize(authorization));
  }

  @Override
  public PspOutcome<PspPayment> increase(PspKey key, String reference, Money total) {
    return guard.write("increase", key, () -> psp.increase(key, reference, total));
  }

  @Override
  public PspOutcome<PspPayment> capturePart(PspKey key, String reference, Money amount) {
    return guard.write("capture_part", key, () -> psp.capturePart(key, reference, amount));
  }

  @Override
  public PspOutcome<PspPayment> capture(PspKey key, String reference, Money amount) {
    return guard.write("capture", key, () -> psp.capture(key, reference, amount));
  }

  @Override
  public PspOutcome<PspPayment> voidAuthorization(PspKey key, String reference) {
    return guard.write("void", key, () -> psp.voidAuthorization(key, reference));
  }

  @Override
  public Lookup<PspPayment> retrieve(String reference) {
    return guard.read("retrieve", reference, () -> psp.retrieve(reference));
  }

  @Override
  public Lookup<PspPayment> find(UUID chargeId, PspToken token, Instant from) {
    return guard.read("find", chargeId, () -> psp.find(chargeId, token, from));
  }

  @Override
  public Lookup<PspCard> card(String token) {
    return guard.read("card", token, () -> psp.card(token));
  }
}
