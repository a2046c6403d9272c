package souk.payments.escrow;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * An order whose service is done and whose money is definitive: where its money is, and whose it is
 * now. Sent as the payload of an {@value #EVENT} event by whoever sells; both sides sum to the
 * same.
 *
 * @param order what the timeline and operators know it by
 * @param sources where the money is; those of nothing are left out
 * @param shares whose it is; those of nothing are left out
 */
@Introspected
public record CompletedOrder(OrderRef order, List<Source> sources, List<Share> shares) {
  /** The type of the event that carries it. */
  public static final String EVENT = "order.completed";

  /**
   * Money that is there.
   *
   * @param of the order that was charged for it, or the debt that is given up
   * @param debtor who owes it, for {@link From#CUSTOMER}
   */
  @Introspected
  public record Source(From from, @Nullable OrderRef of, @Nullable UUID debtor, Money amount) {}

  /** Where it is. */
  public enum From {
    /** Captured for an order. */
    ESCROW,
    /** Owed by a customer: no card gave it. */
    CUSTOMER,
    /** Given up: a debt written off. */
    BAD_DEBT
  }

  /**
   * Money that is somebody's.
   *
   * @param whose a payee's or customer's id or a jurisdiction; empty for what is the platform's
   */
  @Introspected
  public record Share(To to, String whose, Money amount) {}

  /** Whose it is. */
  public enum To {
    PAYEE,
    TIP,
    COMMISSION,
    SERVICE_FEE,
    CANCELLATION_FEE,
    TAX,
    /** A customer's debt, which it pays. */
    DEBT
  }

  public CompletedOrder {
    sources = sources.stream().filter(source -> source.amount().minor() != 0).toList();
    shares = shares.stream().filter(share -> share.amount().minor() != 0).toList();
    var here = sum(sources.stream().map(Source::amount));
    var theirs = sum(shares.stream().map(Share::amount));
    if (here != theirs) {
      throw new IllegalArgumentException(order + " divides " + here + " into " + theirs);
    }
  }

  /** The orders whose charges gave the money. */
  List<OrderRef> escrows() {
    return sources.stream()
        .filter(source -> source.from() == From.ESCROW)
        .flatMap(source -> Stream.ofNullable(source.of()))
        .toList();
  }

  private static long sum(Stream<Money> amounts) {
    return amounts.reduce(Money::plus).map(Money::minor).orElse(0L);
  }
}
