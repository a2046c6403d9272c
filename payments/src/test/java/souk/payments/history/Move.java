package souk.payments.history;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One thing that happens.
 *
 * @param who of those whom it can befall, counted round
 * @param size what else there is to choose, from 0 to 999
 */
record Move(Act act, int who, int size) {
  private static final int SIZES = 1000;
  private static final int LENGTH_MIN = 60;
  private static final int LENGTH_SPREAD = 30;
  private static final int FIRST_ORDERS = 4;

  /** What can happen, and how often it does beside the others. */
  enum Act {
    /** Somebody orders, and his card is asked. */
    ORDER(7),
    /** He orders something more on the way. */
    EXTRA(2),
    TIP(3),
    /** His caller asks for the charge once more. */
    AUTHORIZE(3),
    INCREASE(3),
    CAPTURE_PART(4),
    CAPTURE(10),
    RELEASE(2),
    PAYER_AUTHENTICATES(4),
    /** A card's issuer keeps nothing reserved any more: the time for it has run out. */
    AUTHORIZATION_EXPIRES(3),
    LOOK_AT_CHARGE(6),
    /** The order is done, and its money divided. */
    COMPLETE(10),
    /** A customer pays what no card gave at the time. */
    PAY_DEBT(4),
    /** Nobody has to pay it any more. */
    GIVE_UP_DEBT(2),
    REFUND(7),
    DECIDE_REFUND(3),
    LOOK_AT_REFUND(7),
    /** A card's bank sends a refund back that seemed to have succeeded. */
    REFUND_FAILS(2),
    DISPUTE(4),
    ANSWER_DISPUTE(2),
    ISSUER_DECIDES(3),
    LIST_DISPUTES(2),
    LOOK_AT_DISPUTE(6),
    /** A window ends: what is earned is taken up and put into a batch. */
    PAYDAY(5),
    LOOK_AT_PAYOUT(10),
    /** A bank sends back what seemed to have arrived. */
    PAYOUT_RETURNS(2),
    /** The provider tells of things, in whatever order, once more or for the first time. */
    TELL(7),
    /** A day ends and is settled. */
    SETTLE(2),
    /** Between here and the provider something goes wrong. */
    MISHAP(9),
    /** The process dies at one of the next steps of whatever comes next. */
    DIE(14);

    private final int weight;

    Act(int weight) {
      this.weight = weight;
    }
  }

  /** The history of that number: the same one whenever it is asked for. */
  static List<Move> history(long seed) {
    var random = new Random(seed);
    var usual = Stream.of(Act.values()).flatMap(act -> repeated(act).stream()).toList();
    var length = LENGTH_MIN + random.nextInt(LENGTH_SPREAD);
    return IntStream.range(0, length)
        .mapToObj(at -> at < FIRST_ORDERS ? Act.ORDER : usual.get(random.nextInt(usual.size())))
        .map(act -> new Move(act, random.nextInt(SIZES), random.nextInt(SIZES)))
        .toList();
  }

  private static List<Act> repeated(Act act) {
    return Collections.nCopies(act.weight, act);
  }

  static Move of(Act act) {
    return new Move(act, 0, 0);
  }

  /** Whom of these it befalls. */
  <T> T of(List<T> these) {
    return these.get(who % these.size());
  }

  /** One of these. */
  <T> T chosen(List<T> these) {
    return these.get(size % these.size());
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(act, who, size);
  }
}
