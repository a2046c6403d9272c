package souk.payments.psp;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import souk.platform.money.Money;
import souk.platform.tracing.Traces;

/** A provider whose calls show in the trace of whoever makes them. */
public final class TracedPsp implements Psp {
  private final Psp psp;
  private final Traces traces;

  public TracedPsp(Psp psp, Traces traces) {
    this.psp = psp;
    this.traces = traces;
  }

  @Override
  public PspOutcome authorize(PspAuthorization authorization) {
    return traced("authorize", () -> psp.authorize(authorization));
  }

  @Override
  public PspOutcome capture(PspKey key, String reference, Money amount) {
    return traced("capture", () -> psp.capture(key, reference, amount));
  }

  @Override
  public PspOutcome voidAuthorization(PspKey key, String reference) {
    return traced("void", () -> psp.voidAuthorization(key, reference));
  }

  @Override
  public Lookup<PspPayment> retrieve(String reference) {
    return traced("retrieve", () -> psp.retrieve(reference));
  }

  @Override
  public Lookup<PspPayment> find(UUID chargeId, PspToken token, Instant from) {
    return traced("find", () -> psp.find(chargeId, token, from));
  }

  @Override
  public Lookup<PspCard> card(String token) {
    return traced("card", () -> psp.card(token));
  }

  private <T> T traced(String operation, Supplier<T> call) {
    return traces.call("psp " + operation, SpanKind.CLIENT, call);
  }
}
