package souk.payments.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import souk.platform.money.Money;

/**
 * What was posted because of an order.
 *
 * @param postings in the order they were made
 */
public record OrderPostings(List<Posting> postings) {

  /** One journal. */
  @Introspected
  @Schema(name = "LedgerPosting")
  public record Posting(String key, Template what, Instant at, Object facts, List<Line> lines) {}

  /** One of its lines. */
  @Introspected
  @Schema(name = "LedgerLine")
  public record Line(AccountKind kind, String account, Leg.Side side, Money amount) {
    /** Positive for a debit. */
    public Money signed() {
      return side == Leg.Side.DEBIT ? amount : negated(amount);
    }
  }

  /**
   * What stands on an account because of this order.
   *
   * @param since when the oldest cent of it came there
   * @param ageS seconds since then
   */
  @Introspected
  @Schema(name = "LedgerOpen")
  public record Open(String account, Leg.Side side, Money amount, Instant since, long ageS) {
    /** One whose age is that at {@code now}. */
    public static Open of(String account, Leg.Side side, Money amount, Instant since, Instant now) {
      return new Open(account, side, amount, since, secondsSince(since, now));
    }
  }

  /** Whole seconds, none below zero. */
  public static long secondsSince(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toSeconds());
  }

  private record Dated(Line line, Instant at) {}

  /** What is not at its end yet, by account: reserved, in escrow, being refunded or disputed. */
  public List<Open> onItsWay(Instant now) {
    return postings.stream()
        .flatMap(posting -> posting.lines().stream().map(line -> new Dated(line, posting.at())))
        .filter(one -> one.line().kind().isClearing())
        .collect(groupingBy(one -> one.line().account(), TreeMap::new, toList()))
        .entrySet()
        .stream()
        .flatMap(account -> open(account.getKey(), account.getValue(), now).stream())
        .toList();
  }

  private static Optional<Open> open(String account, List<Dated> lines, Instant now) {
    var sum = lines.stream().map(one -> one.line().signed()).reduce(Money::plus).orElseThrow();
    if (sum.minor() == 0) return Optional.empty();
    var side = sum.isNegative() ? Leg.Side.CREDIT : Leg.Side.DEBIT;
    var amount = sum.isNegative() ? negated(sum) : sum;
    return Optional.of(Open.of(account, side, amount, oldest(lines, side, amount.minor()), now));
  }

  /** What came first leaves first, so what still stands there is the latest that came. */
  private static Instant oldest(List<Dated> lines, Leg.Side side, long minor) {
    var left = minor;
    var since = lines.getLast().at();
    for (var one : lines.reversed()) {
      if (left <= 0) break;
      if (one.line().side() != side) continue;
      left -= one.line().amount().minor();
      since = one.at();
    }
    return since;
  }

  private static Money negated(Money amount) {
    return Money.zero(amount.currency()).minus(amount);
  }
}
