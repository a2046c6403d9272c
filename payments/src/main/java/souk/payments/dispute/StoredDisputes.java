package souk.payments.dispute;

import static java.util.Objects.requireNonNull;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.dispute.DisputeEvent.AnswerLost;
import souk.payments.dispute.DisputeEvent.NeverExecuted;
import souk.payments.dispute.DisputeEvent.Refused;
import souk.payments.dispute.DisputeEvent.Seen;
import souk.payments.dispute.DisputeEvent.Unreadable;
import souk.payments.dispute.StoredDispute.About;
import souk.payments.ledger.Ledger;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspDispute;
import souk.platform.money.Money;
import souk.platform.outbox.Outbox;
import souk.platform.page.Cursor;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/**
 * The disputes' rows. A change is made under the locks of the charge and of the dispute, in this
 * order, and leaves its event and its postings in the same transaction. What was read at the
 * provider counts only if nobody has moved the dispute since: an older look never undoes a newer.
 */
@Singleton
final class StoredDisputes {
  private static final Duration LEASE = Duration.ofSeconds(15);

  private final DisputeRows rows;
  private final DisputedRows charges;
  private final DisputeMapping mapping;
  private final DisputePolicy policy;
  private final DisputePostings postings;
  private final Transactions transactions;
  private final DatabaseClock clock;
  private final Outbox outbox;
  private final Ledger ledger;

  StoredDisputes(
      DisputeRows rows,
      DisputedRows charges,
      DisputeMapping mapping,
      DisputePolicy policy,
      DisputePostings postings,
      Transactions transactions,
      DatabaseClock clock,
      @Named("payments") Outbox outbox,
      Ledger ledger) {
    this.rows = rows;
    this.charges = charges;
    this.mapping = mapping;
    this.policy = policy;
    this.postings = postings;
    this.transactions = transactions;
    this.clock = clock;
    this.outbox = outbox;
    this.ledger = ledger;
  }

  /** Somebody said that there is something about a dispute: it is looked at. */
  void heardOf(String reference) {
    rows.found(UuidCreator.getTimeOrderedEpoch(), reference);
  }

  /** A list has it; a known one is left alone. */
  void listed(String reference) {
    rows.listed(UuidCreator.getTimeOrderedEpoch(), reference);
  }

  Optional<Instant> latest() {
    return rows.latest();
  }

  Optional<StoredDispute> find(UUID id) {
    return rows.find(id).map(mapping::stored);
  }

  List<StoredDispute> page(DisputeSearch search, Cursor before, int limit) {
    var status = search.status();
    var found =
        rows.page(
            status == null ? null : status.name(),
            search.orderId(),
            search.payer(),
            search.reference(),
            search.isUnreadable(),
            search.found().from(),
            search.found().until(),
            before.createdAt(),
            before.id(),
            limit);
    return found.stream().map(mapping::stored).toList();
  }

  /** Those that can be answered and are not, the most urgent first. */
  List<StoredDispute> unanswered(Cursor after, int limit) {
    return rows.unanswered(after.createdAt(), after.id(), limit).stream()
        .map(mapping::stored)
        .toList();
  }

  /** Those whose time runs out within so long; each is answered once, to one of all who ask. */
  List<StoredDispute> warn(Duration within, int limit) {
    return rows.warn(within.toSeconds(), limit).stream().map(mapping::stored).toList();
  }

  /** Claims disputes whose time has come; others leave them alone for fifteen seconds. */
  List<StoredDispute> claimDue(int limit) {
    return rows.claimDue(LEASE.toMillis(), limit).stream().map(mapping::stored).toList();
  }

  /** Applies what was learned, unless the dispute has moved since it was asked about. */
  StoredDispute conclude(StoredDispute asked, DisputeEvent event) {
    return transactions.call(() ->
        switch (event) {
          case Seen(var seen) -> seen(asked, seen);
          case Refused(var code) ->
              ifUnmoved(asked, s -> s.concluded(s.response().refused(), code, clock.now()));
          case AnswerLost _ -> ifUnmoved(asked, s -> s.response().isUnknown() ? s : s.unanswered());
          case NeverExecuted _ ->
              ifUnmoved(asked, s -> s.concluded(s.response(), null, clock.now()));
          case Unreadable _ -> asked;
        });
  }

  private interface Move {
    StoredDispute of(StoredDispute stored);
  }

  private StoredDispute ifUnmoved(StoredDispute asked, Move move) {
    var stored = rows.lock(asked.id()).map(mapping::stored).orElseThrow();
    if (stored.version() != asked.version()) return stored;
    var after = move.of(stored);
    return after.version() == stored.version() ? stored : save(stored, after);
  }

  private StoredDispute seen(StoredDispute asked, PspDispute seen) {
    // the charge's lock first: a refund of it is decided behind the same one
    var charge = charges.lockOfPayment(seen.payment());
    // one in another currency than its payment would mix amounts: it stays as it is, and is counted
    if (charge.filter(paid -> isIn(paid, seen)).isEmpty()) return asked;
    var stored = rows.lock(asked.id()).map(mapping::stored).orElseThrow();
    var isKnown = seen.status() != PspDispute.Status.UNDECIDED;
    if (stored.version() != asked.version() || !isKnown) return stored;
    var status = stored.status().seen(seen);
    var said = stored.response();
    var response =
        (stored.status().isEscalatedTo(status) ? said.reopened() : said)
            .seen(seen.answered(), status);
    var about = about(stored, charge.get(), seen, status);
    var same = status == stored.status() && response.equals(stored.response());
    if (same && about.equals(stored.about())) return stored;
    var after = save(stored, stored.learned(about, status, response, clock.now()));
    setAside(stored, after, about);
    ledger.post(postings.of(stored, after, seen));
    return after;
  }

  private static boolean isIn(DisputedRow charge, PspDispute seen) {
    return seen.amount().currency().getCurrencyCode().equals(charge.currency());
  }

  private About about(
      StoredDispute stored, DisputedRow charge, PspDispute seen, DisputeStatus status) {
    var opened = stored.openedAt() == null ? null : stored.about();
    var order = new OrderRef(requireNonNull(charge.orderKind()), requireNonNull(charge.orderId()));
    var withdrawn = opened == null ? withdrawn(seen, status) : opened.withdrawn();
    // the provider may give some of its fee back to whoever wins
    var wins = status == DisputeStatus.WON && stored.status() != DisputeStatus.WON;
    return new About(
        charge.id(),
        order,
        seen.reason(),
        seen.amount(),
        withdrawn,
        opened == null || wins ? seen.fee() : opened.fee(),
        borne(stored, charge, order, seen.reason(), withdrawn, status),
        seen.dueBy());
  }

  /** An inquiry moves no money, whatever else is said of it. */
  private static Money withdrawn(PspDispute seen, DisputeStatus status) {
    return switch (status) {
      case FOUND, INQUIRY, INQUIRY_CLOSED -> Money.zero(seen.amount().currency());
      case NEEDS_RESPONSE, UNDER_REVIEW, WON, LOST -> seen.withdrawn();
    };
  }

  /** What was refunded has been given back once already: nobody but the platform bears it again. */
  private @Nullable Money borne(
      StoredDispute stored,
      DisputedRow charge,
      OrderRef order,
      String reason,
      Money loss,
      DisputeStatus status) {
    if (status != DisputeStatus.LOST || loss.minor() == 0) return null;
    var known = stored.about();
    if (known != null && known.borne() != null) return known.borne();
    var others = charge.disputedMinor() - (stored.openedAt() == null ? 0 : loss.minor());
    var kept = Math.max(0, charge.capturedMinor() - charge.refundedMinor() - others);
    var most = new Money(Math.min(kept, loss.minor()), loss.currency());
    return policy.borneByPayees(order, reason, most);
  }

  private void setAside(StoredDispute before, StoredDispute after, About about) {
    var opens = before.openedAt() == null && after.openedAt() != null;
    if (opens) charges.disputed(about.chargeId(), about.withdrawn().minor());
    var wins = after.status() == DisputeStatus.WON && before.status() != DisputeStatus.WON;
    if (wins || (opens && after.status() == DisputeStatus.WON)) {
      charges.disputed(about.chargeId(), -about.withdrawn().minor());
    }
  }

  /** Applies what an operator wants, in the present transaction, to the dispute as it stands. */
  StoredDispute respond(StoredDispute locked, Response response) {
    return save(locked, locked.responding(response, clock.now()));
  }

  Optional<StoredDispute> lock(UUID id) {
    return rows.lock(id).map(mapping::stored);
  }

  private StoredDispute save(StoredDispute before, StoredDispute after) {
    if (!mapping.update(after, DisputePauses.next(after, clock.now()))) {
      throw new IllegalStateException("dispute %s moved under its lock".formatted(after.id()));
    }
    event(before, after).ifPresent(type -> tell(after, type));
    return after;
  }

  private static Optional<String> event(StoredDispute before, StoredDispute after) {
    if (before.status() != after.status()) return Optional.of(type(after.status()));
    var isNew = !(before.response() instanceof Response.Answered);
    var isAnswered = after.response() instanceof Response.Answered;
    return isNew && isAnswered ? Optional.of("dispute.answered") : Optional.empty();
  }

  private static String type(DisputeStatus status) {
    return switch (status) {
      case FOUND -> "dispute.found";
      case INQUIRY -> "dispute.inquired";
      case INQUIRY_CLOSED -> "dispute.inquiry_closed";
      case NEEDS_RESPONSE -> "dispute.opened";
      case UNDER_REVIEW -> "dispute.under_review";
      case WON -> "dispute.won";
      case LOST -> "dispute.lost";
    };
  }

  private void tell(StoredDispute dispute, String type) {
    var about = requireNonNull(dispute.about());
    var payload = DisputeStanding.withoutEvidence(dispute);
    outbox.add(dispute.id(), dispute.version(), about.order().id(), type, payload);
  }

  /**
   * What the provider shows cannot be read: it is looked at rarely from now on. Answers whether
   * that is new.
   */
  boolean unreadable(StoredDispute stored) {
    rows.lookLater(stored.id(), stored.version(), DisputePauses.untilReadable(clock.now()));
    return rows.unreadable(stored.id()) == 1;
  }

  /** It can be read again. */
  void readable(StoredDispute stored) {
    if (stored.unreadableSince() != null) rows.readable(stored.id());
  }

  /** Nothing came of a look: the next one follows after a longer pause. */
  void lookLater(StoredDispute stored) {
    rows.lookLater(stored.id(), stored.version(), DisputePauses.next(stored, clock.now()));
  }
}
