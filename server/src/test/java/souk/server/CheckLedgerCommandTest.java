package souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import souk.payments.ledger.LedgerCheck;

/** {@code souk admin check-ledger} says what it found, and its exit code says whether. */
class CheckLedgerCommandTest {
  private static ServerNode node;

  @BeforeAll
  static void start() {
    node = ServerNode.start(ServerNode.database(), Map.of("souk.roles", "api"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void itIsThereByThisName() {
    assertThat(new CommandLine(new AdminCommand()).getSubcommands()).containsKey("check-ledger");
  }

  @Test
  void whatIsAsItMustBeEndsWithZeroAndWhatIsNotWithTwo() {
    var out = new StringWriter();
    assertThat(check(out)).isZero();
    assertThat(out.toString()).contains("… ").endsWith("all as they must be\n");

    node.sql(
        """
        INSERT INTO payments.ledger_account
          (key, stripe, kind, owner, currency, keeps_to, balance_minor, entries, open_since)
        VALUES ('bank:operating:EUR', 0, 'bank:operating', '', 'EUR', 0, 5, 0, clock_timestamp())\
        """);
    assertThat(check(out)).isEqualTo(CheckLedgerCommand.FOUND);
    assertThat(out.toString())
        .contains("FOUND balances_are_their_entries: bank:operating:EUR#0: kept as 5")
        .contains("FOUND trial_balance: EUR: sums to 5");
  }

  private static int check(StringWriter out) {
    return CheckLedgerCommand.check(node.bean(LedgerCheck.class), new PrintWriter(out));
  }
}
