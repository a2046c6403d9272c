package souk.payments.charge;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** A provider whose keys or writes are tampered with on the way. */
record OtherPsp(
    Psp psp, UnaryOperator<PspKey> key, UnaryOperator<Supplier<PspOutcome<PspPayment>>> write)
    implements Psp {

  /** The worker dies as {@code when} says: it throws or not, before the call and after it. */
  static UnaryOperator<Psp> dying(Runnable before, Runnable after) {
    return psp ->
        new OtherPsp(
            psp,
            UnaryOperator.identity(),
            call ->
                () -> {
                  before.run();
                  var outcome = call.get();
                  after.run();
                  return outcome;
                });
  }

  /** The second thing that is asked is refused, everything else is done. */
  static UnaryOperator<Psp> refusingTheSecondWrite(Refusal refusal) {
    var writes = new AtomicInteger();
    return psp ->
        new OtherPsp(
            psp,
            UnaryOperator.identity(),
            call ->
                () ->
                    writes.incrementAndGet() == 2
                        ? new PspOutcome.Rejected<>(refusal)
                        : call.get());
  }

  /** Everything is done, and no answer comes back. */
  static UnaryOperator<Psp> losingAnswers() {
    return psp ->
        new OtherPsp(
            psp,
            UnaryOperator.identity(),
            call ->
                () -> {
                  var _ = call.get();
                  return new PspOutcome.Unknown<>("lost", false);
                });
  }

  /** Nothing is done, and nobody knows. */
  static UnaryOperator<Psp> losingRequests() {
    return psp ->
        new OtherPsp(
            psp, UnaryOperator.identity(), _ -> () -> new PspOutcome.Unknown<>("lost", false));
  }

  /** What one must never do: another key for each attempt. */
  static UnaryOperator<Psp> withRandomKeys(UnaryOperator<Psp> inner) {
    return psp ->
        new OtherPsp(
            inner.apply(psp),
            _ -> PspKey.of(UUID.randomUUID(), "attempt", 1),
            UnaryOperator.identity());
  }

  @Override
  public long unit(Currency currency) {
    return psp.unit(currency);
  }

  @Override
  public PspOutcome<PspPayment> authorize(PspAuthorization authorization) {
    var other = authorization.withKey(key.apply(authorization.key()));
    return write.apply(() -> psp.authorize(other)).get();
  }

  @Override
  public PspOutcome<PspPayment> increase(PspKey given, String reference, Money total) {
    return write.apply(() -> psp.increase(key.apply(given), reference, total)).get();
  }

  @Override
  public PspOutcome<PspPayment> capturePart(PspKey given, String reference, Money amount) {
    return write.apply(() -> psp.capturePart(key.apply(given), reference, amount)).get();
  }

  @Override
  public PspOutcome<PspPayment> capture(PspKey given, String reference, Money amount) {
    return write.apply(() -> psp.capture(key.apply(given), reference, amount)).get();
  }

  @Override
  public PspOutcome<PspPayment> voidAuthorization(PspKey given, String reference) {
    return write.apply(() -> psp.voidAuthorization(key.apply(given), reference)).get();
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
}
