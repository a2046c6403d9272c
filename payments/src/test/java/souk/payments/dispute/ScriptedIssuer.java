package souk.payments.dispute;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspDispute;
import souk.payments.psp.PspDispute.Status;
import souk.payments.psp.PspDisputes;
import souk.payments.psp.PspEvidence;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** Disputes as a provider has them, moved by the test; a key is answered once and then replayed. */
final class ScriptedIssuer implements PspDisputes {
  static final Money NOTHING = Money.of(0, "EUR");
  static final Money FEE = Money.of(20, "EUR");

  /** What goes wrong with the next request. */
  enum Mishap {
    NONE,
    LOSE_REQUEST,
    LOSE_ANSWER,
    UNREACHABLE
  }

  final List<String> keys = new CopyOnWriteArrayList<>();
  final List<PspEvidence> answers = new CopyOnWriteArrayList<>();
  private final Map<String, PspDispute> disputes = new LinkedHashMap<>();
  private final Set<String> executed = ConcurrentHashMap.newKeySet();
  volatile Mishap mishap = Mishap.NONE;

  /** What of the disputes is shown in words that nobody here knows. */
  final Set<String> unreadable = ConcurrentHashMap.newKeySet();

  /** A new dispute, or a known one as it stands now. */
  synchronized void shows(PspDispute dispute) {
    disputes.put(dispute.reference(), dispute);
  }

  static PspDispute dispute(String reference, String payment, Status status, long minor) {
    var amount = Money.of(minor, "EUR");
    var moves = status != Status.INQUIRY && status != Status.INQUIRY_CLOSED;
    return new PspDispute(
        reference,
        payment,
        status,
        amount,
        "product_not_received",
        moves ? amount : NOTHING,
        status == Status.WON ? amount : NOTHING,
        moves ? FEE : NOTHING,
        Instant.parse("2030-01-01T00:00:00Z"),
        false);
  }

  @Override
  public synchronized Lookup<PspDispute> retrieve(String reference) {
    if (unreadable.contains(reference)) return new Lookup.Unavailable<>(Hindrance.UNREADABLE);
    return Optional.ofNullable(disputes.get(reference))
        .<Lookup<PspDispute>>map(Lookup.Found::new)
        .orElseGet(Lookup.Absent::new);
  }

  @Override
  public synchronized Lookup<List<String>> since(Instant from) {
    return new Lookup.Found<>(List.copyOf(disputes.keySet()));
  }

  @Override
  public PspOutcome<PspDispute> answer(PspKey key, String reference, PspEvidence evidence) {
    return write(
        key,
        reference,
        dispute -> {
          answers.add(evidence);
          var asks = dispute.status() == Status.INQUIRY;
          return with(dispute, asks ? Status.INQUIRY : Status.UNDER_REVIEW, true);
        });
  }

  @Override
  public PspOutcome<PspDispute> accept(PspKey key, String reference) {
    return write(key, reference, dispute -> with(dispute, Status.LOST, dispute.answered()));
  }

  private interface Effect {
    PspDispute on(PspDispute dispute);
  }

  private synchronized PspOutcome<PspDispute> write(PspKey key, String reference, Effect effect) {
    keys.add(key.value());
    var trouble = mishap;
    mishap = Mishap.NONE;
    var present = disputes.get(reference);
    if (present == null) return refused("resource_missing");
    return switch (trouble) {
      case UNREACHABLE -> new PspOutcome.Retryable<>(Hindrance.UNREACHABLE);
      case LOSE_REQUEST -> new PspOutcome.Unknown<>("no answer", false);
      case LOSE_ANSWER -> {
        execute(key, present, effect);
        yield new PspOutcome.Unknown<>("no answer", false);
      }
      case NONE ->
          executed.contains(key.value()) || canBeAnswered(present)
              ? new PspOutcome.Succeeded<>(execute(key, present, effect))
              : refused("dispute_closed");
    };
  }

  private PspDispute execute(PspKey key, PspDispute present, Effect effect) {
    if (!executed.add(key.value())) return disputes.getOrDefault(present.reference(), present);
    var after = effect.on(present);
    disputes.put(present.reference(), after);
    return after;
  }

  private static boolean canBeAnswered(PspDispute dispute) {
    return !dispute.answered()
        && (dispute.status() == Status.NEEDS_RESPONSE || dispute.status() == Status.INQUIRY);
  }

  private static PspOutcome<PspDispute> refused(String code) {
    return new PspOutcome.Rejected<>(new Refusal(DeclineReason.REFUSED_BY_PROVIDER, code));
  }

  static PspDispute with(PspDispute dispute, Status status, boolean answered) {
    return new PspDispute(
        dispute.reference(),
        dispute.payment(),
        status,
        dispute.amount(),
        dispute.reason(),
        dispute.withdrawn(),
        dispute.reinstated(),
        dispute.fee(),
        dispute.dueBy(),
        answered);
  }
}
