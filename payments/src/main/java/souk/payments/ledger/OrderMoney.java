package souk.payments.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * Every cent of an order, from card to payee.
 *
 * @param explained whether nothing of it is on its way any more
 * @param postings in the order they were made
 * @param onItsWay what is not at its end yet: reserved, in escrow, being refunded or disputed
 */
@Introspected
public record OrderMoney(
    OrderRef order, boolean explained, List<Posting> postings, List<Open> onItsWay) {

  /** One journal. */
  @Introspected
  @Schema(name = "LedgerPosting")
  public record Posting(String key, Template what, Instant at, Object facts, List<Line> lines) {}

  /** One of its lines. */
  @Introspected
  @Schema(name = "LedgerLine")
  public record Line(AccountKind kind, String account, Leg.Side side, Money amount) {
    Money signed() {
      return switch (side) {
        case DEBIT -> amount;
        case CREDIT -> Money.zero(amount.currency()).minus(amount);
      };
    }
  }

  /** What stands on an account because of this order. */
  @Introspected
  @Schema(name = "LedgerOpen")
  public record Open(String account, Leg.Side side, Money amount) {}

  static OrderMoney of(OrderRef order, List<Posting> postings) {
    var open = onItsWay(postings);
    return new OrderMoney(order, open.isEmpty(), postings, open);
  }

  private static List<Open> onItsWay(List<Posting> postings) {
    return postings.stream()
        .flatMap(posting -> posting.lines().stream())
        .filter(line -> line.kind().isClearing())
        .collect(
            groupingBy(Line::account, TreeMap::new, mapping(Line::signed, reducing(Money::plus))))
        .entrySet()
        .stream()
        .flatMap(account -> account.getValue().map(sum -> open(account.getKey(), sum)).stream())
        .filter(open -> open.amount().minor() != 0)
        .toList();
  }

  private static Open open(String account, Money sum) {
    return sum.isNegative()
        ? new Open(account, Leg.Side.CREDIT, Money.zero(sum.currency()).minus(sum))
        : new Open(account, Leg.Side.DEBIT, sum);
  }
}
