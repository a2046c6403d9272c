package souk.payments.payout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Lookup;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.PspTransfers;
import souk.payments.psp.Refusal;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/**
 * A provider in memory that remembers keys for ever, as they are remembered for a day, and what a
 * correct caller never does.
 */
final class FakeTransfers implements PspTransfers {
  /** When each is expected at its bank. */
  static final Instant EXPECTED = Instant.parse("2030-01-01T12:00:00Z");

  final List<String> violations = new ArrayList<>();
  final List<Moved> transfers = new ArrayList<>();
  final List<Sent> payouts = new ArrayList<>();
  private final Map<String, Object> answers = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();

  /** A transfer. */
  static final class Moved {
    final String id;
    final UUID payoutId;
    final String account;
    final Money amount;
    boolean takenBack;

    Moved(String id, UUID payoutId, String account, Money amount) {
      this.id = id;
      this.payoutId = payoutId;
      this.account = account;
      this.amount = amount;
    }

    PspTransfer shown() {
      return new PspTransfer(id, amount, takenBack ? amount : Money.zero(amount.currency()));
    }
  }

  /** What was sent to a bank. */
  static final class Sent {
    final String id;
    final UUID payoutId;
    final String account;
    final Money amount;
    final PayoutMethod method;
    PspPayout.Status status = PspPayout.Status.ON_ITS_WAY;
    @Nullable String code;

    Sent(String id, UUID payoutId, String account, Money amount, PayoutMethod method) {
      this.id = id;
      this.payoutId = payoutId;
      this.account = account;
      this.amount = amount;
      this.method = method;
    }

    PspPayout shown() {
      return new PspPayout(id, status, amount, code, EXPECTED);
    }
  }

  /** The next request of this operation is refused, once. */
  synchronized void refuse(String operation, String code) {
    refusals.put(operation, code);
  }

  /** What was sent stands like this now. */
  synchronized void bank(PspPayout.Status status, @Nullable String code) {
    for (var sent : payouts) {
      sent.status = status;
      sent.code = code;
    }
  }

  @Override
  public long unit(Currency currency) {
    return 1;
  }

  @Override
  public PspOutcome<String> open(PspKey key, UUID payeeId, Bank bank) {
    return once(key, "open", () -> "acct_" + payeeId);
  }

  @Override
  public PspOutcome<String> changeBank(PspKey key, String account, Bank bank) {
    return once(key, "bank", bank::token);
  }

  @Override
  public PspOutcome<PspTransfer> transfer(PspKey key, UUID payoutId, String account, Money amount) {
    return once(
        key,
        "transfer",
        () -> {
          if (transfers.stream().anyMatch(one -> one.payoutId.equals(payoutId) && !one.takenBack)) {
            violations.add("a second transfer for " + payoutId);
          }
          var moved = new Moved("tr_" + transfers.size(), payoutId, account, amount);
          transfers.add(moved);
          return moved.shown();
        });
  }

  @Override
  public PspOutcome<PspTransfer> takeBack(
      PspKey key, UUID payoutId, String reference, Money amount) {
    return once(
        key,
        "takeback",
        () -> {
          var moved = find(reference);
          if (moved.takenBack) violations.add("taken back twice: " + reference);
          if (isUnderWay(payoutId)) violations.add("taken back while under way: " + payoutId);
          moved.takenBack = true;
          return moved.shown();
        });
  }

  @Override
  public PspOutcome<PspPayout> payOut(
      PspKey key, UUID payoutId, String account, Money amount, PayoutMethod method) {
    return once(
        key,
        "payout",
        () -> {
          if (isUnderWay(payoutId)) violations.add("sent a second time: " + payoutId);
          if (transfers.stream()
              .noneMatch(one -> one.payoutId.equals(payoutId) && !one.takenBack)) {
            violations.add("sent without its money: " + payoutId);
          }
          var sent = new Sent("po_" + payouts.size(), payoutId, account, amount, method);
          payouts.add(sent);
          return sent.shown();
        });
  }

  private boolean isUnderWay(UUID payoutId) {
    return payouts.stream()
        .filter(sent -> sent.payoutId.equals(payoutId))
        .anyMatch(sent ->
            sent.status == PspPayout.Status.ON_ITS_WAY || sent.status == PspPayout.Status.PAID);
  }

  @SuppressWarnings("unchecked")
  private synchronized <T> PspOutcome<T> once(PspKey key, String operation, Supplier<T> effect) {
    var kept = answers.get(key.value());
    if (kept != null) return (PspOutcome<T>) kept;
    var refusal = refusals.remove(operation);
    var answer =
        refusal == null
            ? new PspOutcome.Succeeded<>(effect.get())
            : new PspOutcome.Rejected<T>(new Refusal(DeclineReason.REFUSED_BY_PROVIDER, refusal));
    answers.put(key.value(), answer);
    return answer;
  }

  private Moved find(String reference) {
    return transfers.stream().filter(one -> one.id.equals(reference)).findFirst().orElseThrow();
  }

  @Override
  public synchronized Lookup<PspTransfer> retrieveTransfer(String reference) {
    return new Lookup.Found<>(find(reference).shown());
  }

  @Override
  public synchronized Lookup<PspTransfer> findTransfer(
      UUID payoutId, String account, Instant from) {
    return transfers.stream()
        .filter(one -> one.payoutId.equals(payoutId))
        .findFirst()
        .<Lookup<PspTransfer>>map(one -> new Lookup.Found<>(one.shown()))
        .orElseGet(Lookup.Absent::new);
  }

  @Override
  public synchronized Lookup<PspPayout> retrievePayout(String account, String reference) {
    return payouts.stream()
        .filter(one -> one.id.equals(reference) && one.account.equals(account))
        .findFirst()
        .<Lookup<PspPayout>>map(one -> new Lookup.Found<>(one.shown()))
        .orElseGet(Lookup.Absent::new);
  }

  @Override
  public synchronized Lookup<PspPayout> findPayout(UUID payoutId, String account, Instant from) {
    return payouts.stream()
        .filter(one -> one.payoutId.equals(payoutId))
        .findFirst()
        .<Lookup<PspPayout>>map(one -> new Lookup.Found<>(one.shown()))
        .orElseGet(Lookup.Absent::new);
  }

  @Override
  public Setback setback(String code) {
    return Setback.valueOf(code);
  }
}
