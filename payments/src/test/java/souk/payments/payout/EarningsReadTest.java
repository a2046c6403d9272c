package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Template;
import souk.payments.order.OrderRef;
import souk.payments.psp.PayoutMethod;
import souk.platform.money.Money;

/** Whoever has earned for years reads his last page as fast as whoever began today. */
class EarningsReadTest {
  private static final UUID END = new UUID(-1L, -1L);
  private static final Pattern READ = Pattern.compile("actual rows=([0-9.]+) loops=1");

  private Payroll payroll;
  private UUID driver;

  @BeforeEach
  void open() {
    payroll = Payroll.open();
    driver = payroll.payee(PayoutMethod.STANDARD);
  }

  @AfterEach
  void close() {
    payroll.close();
  }

  @Test
  void pagesHaveEveryJournalOnceTheLatestFirst() {
    IntStream.rangeClosed(1, 25).forEach(n -> earns(driver, n, 1));
    var rows = payroll.node.bean(EarningRows.class);
    var seen = new ArrayList<EarningRows.Line>();
    var page = rows.lines(driver.toString(), Instant.parse("2999-01-01T00:00:00Z"), END, 10);
    while (!page.isEmpty()) {
      seen.addAll(page);
      var last = page.getLast();
      page = rows.lines(driver.toString(), last.at(), last.journalId(), 10);
    }
    assertThat(seen).extracting(EarningRows.Line::journalId).doesNotHaveDuplicates();
    assertThat(seen)
        .extracting(EarningRows.Line::amountMinor)
        .as("fare and tip of a journal are one line")
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 25).mapToObj(n -> 26L - n + 1).toList());
  }

  @Test
  void aPageIsOneWalkAlongAnIndexThatEndsWhenThePageIsFull() {
    var others = IntStream.range(0, 5).mapToObj(_ -> UUID.randomUUID()).toList();
    var ledger = payroll.node.bean(Ledger.class);
    for (var batch = 0; batch < 20; batch++) {
      var first = batch * 200;
      ledger.post(
          IntStream.range(first, first + 200)
              .mapToObj(n -> journal(n % 3 == 0 ? others.get(n % 5) : driver, n + 1, 1))
              .toList());
    }
    payroll.node.sql("ANALYZE payments.ledger_entry, payments.ledger_journal");
    var plan = plan(21);
    assertThat(plan)
        .anyMatch(line -> line.contains("Index Scan using ledger_entry_of_earner"))
        .noneMatch(line -> line.contains("Seq Scan"));
    assertThat(read(plan))
        .as("rows read for 21 lines of two entries each, of %s", plan)
        .isBetween(21.0, 60.0);
  }

  private static double read(List<String> plan) {
    var walk = plan.stream().filter(line -> line.contains("ledger_entry_of_earner")).findFirst();
    var rows = READ.matcher(walk.orElseThrow());
    assertThat(rows.find()).as("%s", walk).isTrue();
    return Double.parseDouble(rows.group(1));
  }

  private List<String> plan(int limit) {
    var query =
        EarningRows.LINES
            .replace(":owner", "'" + driver + "'")
            .replace(":beforeId", "'" + END + "'")
            .replace(":before", "now()")
            .replace(":limit", String.valueOf(limit));
    return payroll.node.lines("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " + query);
  }

  private void earns(UUID payee, long earned, long tip) {
    payroll.node.bean(Ledger.class).post(List.of(journal(payee, earned, tip)));
  }

  private static Journal journal(UUID payee, long earned, long tip) {
    var order = new OrderRef("ride", UUID.randomUUID());
    var fare = Money.of(earned, "EUR");
    var extra = Money.of(tip, "EUR");
    return new Journal(
        order + " completed",
        Template.COMPLETED,
        order,
        List.of(
            Account.of(AccountKind.PSP_PENDING, fare.currency()).debit(fare.plus(extra)),
            Account.of(AccountKind.PAYEE_PAYABLE, payee, fare.currency()).credit(fare),
            Account.of(AccountKind.TIPS, payee, fare.currency()).credit(extra)),
        new TreeMap<>(),
        null);
  }
}
