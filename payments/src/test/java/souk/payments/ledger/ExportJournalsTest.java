package souk.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** What an accountant is given: all of a span of time, and nothing twice. */
class ExportJournalsTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  private static PaymentsNode node;
  private static Ledger ledger;

  @BeforeAll
  static void open() {
    node = PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
    ledger = node.bean(Ledger.class);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void anExportHasEveryJournalOfItsSpanOnce() throws Exception {
    var from =
        Instant.parse(
            node.text(
                "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
    var orders = IntStream.range(0, 7).mapToObj(_ -> order()).toList();
    ledger.post(orders.stream().map(order -> captured(order)).toList());
    var text = new StringBuilder();
    node.bean(ExportJournals.class)
        .write(JournalText.Format.LEDGER, from, from.plusSeconds(600), text);
    assertThat(text.toString().lines().filter(line -> line.contains(" | ")))
        .hasSize(7)
        .allMatch(line -> line.endsWith("captured"));
  }

  private static OrderRef order() {
    return new OrderRef("ride", UUID.randomUUID());
  }

  private static Journal captured(OrderRef order) {
    var amount = Money.of(100, "EUR");
    return Journal.of(
        order + " captured",
        Template.CAPTURED,
        order,
        List.of(
            Account.of(AccountKind.PSP_PENDING, EUR).debit(amount),
            Account.of(AccountKind.ESCROW, order, EUR).credit(amount)));
  }
}
