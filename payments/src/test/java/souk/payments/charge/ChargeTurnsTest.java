package souk.payments.charge;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Expired;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Increasing;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Charge.Voiding;
import souk.payments.charge.Turn.Concluded;
import souk.payments.charge.Turn.Kept;
import souk.payments.charge.Turn.Moved;
import souk.payments.order.OrderRef;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.NextAction;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspPayment.Status;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** Every cell of state and event has an expectation, and no history breaks what must hold. */
class ChargeTurnsTest {
  /** A dot keeps the state; a name is the next one; an exclamation mark concludes the operation. */
  private static final String TABLE =
      """
      state                           | capture   part           part_2 too_much more       release                         time            seen_action             seen_held               seen_raised             seen_part               seen_taken seen_cancelled seen_expired seen_declined           seen_undecided                  declined         rejected         lost                        never
      Authorizing                     | .         .              .      .        .          Authorizing+release             .               ActionRequired!         Authorized!             Authorized!             Authorized!             Captured!  Voided!        Expired!     Declined!               Unknown:Authorizing+ref         Declined!        Declined!        Unknown:Authorizing         Declined!
      Authorizing+release             | .         .              .      .        .          .                               .               Voiding!                Voiding!                Voiding!                Voiding!                Captured!  Voided!        Voided!      Declined!               Unknown:Authorizing+release+ref Declined!        Declined!        Unknown:Authorizing+release Voided!
      ActionRequired                  | .         .              .      .        .          Voiding                         Voiding+refusal .                       Authorized              Authorized              Authorized              Captured!  Voided!        Voided!      Voiding+refusal         .                               .                .                .                           .
      Authorized                      | Capturing Capturing+part .      .        Increasing Voiding                         .               .                       .                       .                       .                       Captured!  Voided!        Expired!     .                       .                               .                .                .                           .
      Declined                        | .         .              .      .        .          .                               .               .                       .                       .                       .                       .          .              .            .                       .                               .                .                .                           .
      Increasing                      | .         .              .      .        .          .                               .               Unknown:Increasing      Unknown:Increasing      Authorized!             Unknown:Increasing      Captured!  Voided!        Expired!     Unknown:Increasing      Unknown:Increasing              Authorized!      Authorized!      Unknown:Increasing          Increasing!
      Capturing                       | .         .              .      .        .          .                               .               Unknown:Capturing       Unknown:Capturing       Unknown:Capturing       Unknown:Capturing       Captured!  Voided!        Expired!     Unknown:Capturing       Unknown:Capturing               Authorized!      Authorized!      Unknown:Capturing           Capturing!
      Capturing+part                  | .         .              .      .        .          .                               .               Unknown:Capturing+part  Unknown:Capturing+part  Unknown:Capturing+part  Authorized!             Captured!  Voided!        Expired!     Unknown:Capturing+part  Unknown:Capturing+part          Authorized!      Authorized!      Unknown:Capturing+part      Capturing+part!
      Captured                        | .         .              .      .        .          .                               .               .                       .                       .                       .                       .          .              .            .                       .                               .                .                .                           .
      Voiding                         | .         .              .      .        .          .                               .               Unknown:Voiding         Unknown:Voiding         Unknown:Voiding         Unknown:Voiding         Captured!  Voided!        Voided!      Unknown:Voiding         Unknown:Voiding                 Voiding!         Voiding!         Unknown:Voiding             Voiding!
      Voiding+refusal                 | .         .              .      .        .          .                               .               Unknown:Voiding+refusal Unknown:Voiding+refusal Unknown:Voiding+refusal Unknown:Voiding+refusal Captured!  Declined!      Declined!    Unknown:Voiding+refusal Unknown:Voiding+refusal         Voiding+refusal! Voiding+refusal! Unknown:Voiding+refusal     Voiding+refusal!
      Voided                          | .         .              .      .        .          .                               .               .                       .                       .                       .                       .          .              .            .                       .                               .                .                .                           .
      Expired                         | .         .              .      .        .          .                               .               .                       .                       .                       .                       .          .              .            .                       .                               .                .                .                           .
      Unknown:Authorizing             | .         .              .      .        .          Unknown:Authorizing+release     .               ActionRequired!         Authorized!             Authorized!             Authorized!             Captured!  Voided!        Expired!     Declined!               Unknown:Authorizing+ref         Declined!        Declined!        .                           Declined!
      Unknown:Authorizing+ref         | .         .              .      .        .          Unknown:Authorizing+release+ref .               ActionRequired!         Authorized!             Authorized!             Authorized!             Captured!  Voided!        Expired!     Declined!               .                               Declined!        Declined!        .                           Declined!
      Unknown:Authorizing+release     | .         .              .      .        .          .                               .               Voiding!                Voiding!                Voiding!                Voiding!                Captured!  Voided!        Voided!      Declined!               Unknown:Authorizing+release+ref Declined!        Declined!        .                           Voided!
      Unknown:Authorizing+release+ref | .         .              .      .        .          .                               .               Voiding!                Voiding!                Voiding!                Voiding!                Captured!  Voided!        Voided!      Declined!               .                               Declined!        Declined!        .                           Voided!
      Unknown:Increasing              | .         .              .      .        .          .                               .               .                       .                       Authorized!             .                       Captured!  Voided!        Expired!     .                       .                               Authorized!      Authorized!      .                           Increasing!
      Unknown:Capturing               | .         .              .      .        .          .                               .               .                       .                       .                       .                       Captured!  Voided!        Expired!     .                       .                               Authorized!      Authorized!      .                           Capturing!
      Unknown:Capturing+part          | .         .              .      .        .          .                               .               .                       .                       .                       Authorized!             Captured!  Voided!        Expired!     .                       .                               Authorized!      Authorized!      .                           Capturing+part!
      Unknown:Voiding                 | .         .              .      .        .          .                               .               .                       .                       .                       .                       Captured!  Voided!        Voided!      .                       .                               Voiding!         Voiding!         .                           Voiding!
      Unknown:Voiding+refusal         | .         .              .      .        .          .                               .               .                       .                       .                       .                       Captured!  Declined!      Declined!    .                       .                               Voiding+refusal! Voiding+refusal! .                           Voiding+refusal!
      """;

  private static final Money TWELVE = Money.of(1200, "EUR");
  private static final Money TEN = Money.of(1000, "EUR");
  private static final Money FIFTEEN = Money.of(1500, "EUR");
  private static final Money NOTHING = Money.of(0, "EUR");
  private static final NextAction ACTION = new NextAction("use_stripe_sdk", null, "secret");
  private static final Refusal REFUSAL = new Refusal(DeclineReason.CARD_DECLINED, "generic");
  private static final PspToken TOKEN = new PspToken("pm_1", null);
  private static final String REFERENCE = "pi_1";
  private static final Hold HOLD = new Hold(REFERENCE, TWELVE, null);
  private static final Terms TERMS =
      new Terms(
          new OrderRef("ride", UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID(), TWELVE);

  private static final Map<String, Charge> STATES = states();
  static final Map<String, ChargeEvent> EVENTS = events();
  private static final Map<String, String> EXPECTED = expected();

  private static Map<String, Charge> states() {
    var states = new LinkedHashMap<String, Charge>();
    for (var release : List.of(false, true)) {
      states.put(name(authorizing(release, null)), authorizing(release, null));
      for (var reference : new @Nullable String[] {null, REFERENCE}) {
        var unknown = new Unknown(authorizing(release, reference));
        states.put(name(unknown), unknown);
      }
    }
    List.of(
            new ActionRequired(TERMS, new Hold(REFERENCE, NOTHING, null), ACTION),
            new Authorized(TERMS, HOLD, null),
            new Increasing(TERMS, HOLD, FIFTEEN),
            new Capturing(TERMS, HOLD, TEN, false),
            new Voiding(TERMS, HOLD, REFUSAL),
            new Unknown(new Increasing(TERMS, HOLD, FIFTEEN)),
            new Unknown(new Capturing(TERMS, HOLD, TEN, false)),
            new Unknown(new Voiding(TERMS, HOLD, REFUSAL)),
            new Declined(TERMS, REFUSAL, null),
            new Capturing(TERMS, HOLD, TEN),
            new Captured(TERMS, HOLD, TEN),
            new Voiding(TERMS, HOLD),
            new Voided(TERMS, HOLD),
            new Expired(TERMS, HOLD),
            new Unknown(new Capturing(TERMS, HOLD, TEN)),
            new Unknown(new Voiding(TERMS, HOLD)))
        .forEach(state -> states.put(name(state), state));
    return states;
  }

  private static Map<String, ChargeEvent> events() {
    var events = new LinkedHashMap<String, ChargeEvent>();
    events.put("capture", new ChargeEvent.CaptureWanted(TEN));
    events.put("part", new ChargeEvent.PartWanted(TEN, 1));
    events.put("part_2", new ChargeEvent.PartWanted(TEN, 2));
    events.put("more", new ChargeEvent.MoreWanted(FIFTEEN));
    events.put("time", new ChargeEvent.TimeRanOut());
    events.put("seen_action", seen(Status.REQUIRES_ACTION));
    events.put("seen_raised", seen(Status.AUTHORIZED, FIFTEEN, NOTHING));
    events.put("seen_part", seen(Status.AUTHORIZED, TWELVE, TEN));
    events.put("too_much", new ChargeEvent.CaptureWanted(Money.of(1201, "EUR")));
    events.put("release", new ChargeEvent.ReleaseWanted());
    events.put("seen_held", seen(Status.AUTHORIZED));
    events.put("seen_taken", seen(Status.CAPTURED));
    events.put("seen_cancelled", seen(Status.CANCELLED));
    events.put("seen_expired", seen(Status.EXPIRED));
    events.put("seen_declined", seen(Status.DECLINED));
    events.put("seen_undecided", seen(Status.UNDECIDED));
    events.put("declined", new ChargeEvent.IssuerDeclined(REFUSAL, null));
    events.put("rejected", new ChargeEvent.Rejected(REFUSAL));
    events.put("lost", new ChargeEvent.AnswerLost());
    events.put("never", new ChargeEvent.NeverExecuted());
    return events;
  }

  private static Map<String, String> expected() {
    var lines = TABLE.lines().toList();
    var columns = words(lines.getFirst().split("\\|")[1]);
    return lines.stream()
        .skip(1)
        .map(line -> line.split("\\|"))
        .flatMap(line ->
            IntStream.range(0, columns.size())
                .mapToObj(i ->
                    Map.entry(line[0].strip() + " × " + columns.get(i), words(line[1]).get(i))))
        .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private static ChargeEvent seen(Status status) {
    return seen(status, TWELVE, status == Status.CAPTURED ? TEN : NOTHING);
  }

  private static ChargeEvent seen(Status status, Money amount, Money received) {
    var refusal = status == Status.DECLINED ? REFUSAL : null;
    var action = status == Status.REQUIRES_ACTION ? ACTION : null;
    return new ChargeEvent.Seen(
        new PspPayment(REFERENCE, status, amount, received, null, refusal, action));
  }

  private static Authorizing authorizing(boolean release, @Nullable String reference) {
    return new Authorizing(TERMS, TOKEN, release, reference);
  }

  private static String name(Charge charge) {
    return switch (charge) {
      case Unknown(var work) -> "Unknown:" + name(work);
      case Authorizing(_, _, var release, var reference) ->
          "Authorizing" + (release ? "+release" : "") + (reference == null ? "" : "+ref");
      case Capturing(_, _, _, var isLast) -> "Capturing" + (isLast ? "" : "+part");
      case Voiding(_, _, var refusal) -> "Voiding" + (refusal == null ? "" : "+refusal");
      case Increasing _,
          ActionRequired _,
          Authorized _,
          Declined _,
          Captured _,
          Voided _,
          Expired _ ->
          charge.getClass().getSimpleName();
    };
  }

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void everyCellIsAsTheTableSays(
      @ForAll("stateNames") String state, @ForAll("eventNames") String event) {
    var turn = ChargeTurns.on(requireNonNull(STATES.get(state)), event(event));
    assertThat(word(turn)).as(state + " × " + event).isEqualTo(EXPECTED.get(state + " × " + event));
  }

  static ChargeEvent event(String name) {
    return requireNonNull(EVENTS.get(name));
  }

  private static String word(Turn turn) {
    return switch (turn) {
      case Kept _ -> ".";
      case Moved(var next) -> name(next);
      case Concluded(var next) -> name(next) + "!";
    };
  }

  /** What no history may do, whoever brings the events and in whatever order. */
  @Property(tries = 2000)
  void noHistoryTakesMoneyBackOrForgetsARelease(@ForAll("histories") List<String> history) {
    Charge charge = authorizing(false, null);
    var releasedWhileAuthorizing = false;
    for (var event : history) {
      var next = next(charge, event(event));
      if (charge.isSettled()) assertThat(next).isSameAs(charge);
      releasedWhileAuthorizing |= next.work() instanceof Authorizing a && a.releaseWanted();
      if (releasedWhileAuthorizing) {
        assertThat(next).isNotInstanceOfAny(Authorized.class, ActionRequired.class);
        assertThat(next.work() instanceof Capturing).isFalse();
      }
      charge = next;
    }
  }

  /** While an answer is missing no other operation begins: only its own end ends it. */
  @Property(tries = 2000)
  void noOperationBeginsBeforeTheLastIsConcluded(@ForAll("histories") List<String> history) {
    Charge charge = authorizing(false, null);
    for (var event : history) {
      var turn = ChargeTurns.on(charge, event(event));
      var next = next(charge, event(event));
      var before = charge.work();
      var after = next.work();
      if (before != null && (after == null || !after.getClass().equals(before.getClass()))) {
        assertThat(turn).isInstanceOf(Concluded.class);
      }
      charge = next;
    }
  }

  private static Charge next(Charge charge, ChargeEvent event) {
    return switch (ChargeTurns.on(charge, event)) {
      case Kept _ -> charge;
      case Moved(var next) -> next;
      case Concluded(var next) -> next;
    };
  }

  @Provide
  Arbitrary<String> stateNames() {
    return Arbitraries.of(STATES.keySet());
  }

  @Provide
  Arbitrary<String> eventNames() {
    return Arbitraries.of(EVENTS.keySet());
  }

  @Provide
  Arbitrary<List<String>> histories() {
    return eventNames().list().ofMinSize(1).ofMaxSize(12);
  }
}
