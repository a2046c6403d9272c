package souk.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import souk.payments.PaymentsNode;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * A ledger that has something on every account there is, in currencies of no, two and three
 * decimals, some of it changed into another currency and some taken back, as operations download
 * it. Where {@code SOUK_LEDGER_EXPORT} names a directory it is left there, for {@code
 * .ci/accounting} to let the bookkeeping programs read it.
 */
class AccountingExportTest {
  private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");
  private static final List<Template> SOLITARY =
      List.of(Template.FX, Template.CHANGE_SOLD, Template.CHANGE_BOUGHT, Template.REVERSAL);
  private static final long LARGE = 98_765_432_109_876L;

  @TempDir private static Path unnamed;

  private static PaymentsNode node;
  private static int journals;

  @BeforeAll
  static void open() {
    node = PaymentsNode.serve(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
    var posted = CURRENCIES.stream().flatMap(code -> everywhere(code).stream()).toList();
    journals = node.bean(Ledger.class).post(posted);
    node.bean(Ledger.class).post(changed());
    node.bean(Ledger.class).post(List.of(posted.getFirst().reversal("entered by mistake")));
    // what is younger than a minute may still have neighbours to come
    node.sql(
        """
        SET session_replication_role = replica;
        UPDATE payments.ledger_journal SET posted_at = posted_at - interval '2 min'\
        """);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  private static List<Journal> everywhere(String code) {
    var currency = Currency.getInstance(code);
    var order = new OrderRef("ride", UUID.randomUUID());
    var other = Account.of(AccountKind.SUSPENSE, currency);
    var journals = new ArrayList<Journal>();
    for (var kind : AccountKind.values()) {
      if (kind == AccountKind.SUSPENSE) continue;
      var account = new Account(kind, kind.hasOwner() ? order.toString() : "", currency);
      for (var minor : List.of(1L, 1_001L + journals.size(), LARGE)) {
        var amount = new Money(minor, currency);
        var legs =
            kind.normal() == Leg.Side.DEBIT
                ? List.of(account.debit(amount), other.credit(amount))
                : List.of(account.credit(amount), other.debit(amount));
        var key = "%s \"of\" %s; | no. %d".formatted(kind, order, journals.size());
        journals.add(new Journal(key, Template.COMPLETED, order, legs, new TreeMap<>(), null));
      }
    }
    return journals;
  }

  /** Converted by the provider in one journal, and by us for a payee in two. */
  private static List<Journal> changed() {
    var dinars = Money.of(1_200, "KWD");
    var euros = Money.of(3_591, "EUR");
    var payee = UUID.randomUUID();
    return List.of(
        journal(
            Template.FX,
            Account.of(AccountKind.FX_LIQUIDITY, dinars.currency()).debit(dinars),
            Account.of(AccountKind.PSP_PENDING, dinars.currency()).credit(dinars),
            Account.of(AccountKind.PSP_PENDING, euros.currency()).debit(euros),
            Account.of(AccountKind.FX_LIQUIDITY, euros.currency()).credit(euros)),
        journal(
            Template.CHANGE_SOLD,
            Account.of(AccountKind.ROUNDING, dinars.currency()).debit(dinars),
            Account.of(AccountKind.FX_LIQUIDITY, dinars.currency()).credit(dinars)),
        journal(
            Template.CHANGE_BOUGHT,
            Account.of(AccountKind.FX_LIQUIDITY, euros.currency()).debit(euros),
            Account.of(AccountKind.PAYEE_PAYABLE, payee, euros.currency()).credit(euros)));
  }

  private static Journal journal(Template template, Leg... legs) {
    var key = "export " + template;
    return new Journal(key, template, null, List.of(legs), new TreeMap<>(), null)
        .with("rate", "2.9925");
  }

  @ParameterizedTest
  @EnumSource(JournalText.Format.class)
  void everyProgramIsGivenEveryJournal(JournalText.Format format) throws Exception {
    var text = get("/v1/ops/ledger/export?format=" + format);
    assertThat(headed(text, Template.COMPLETED)).hasSize(journals);
    for (var one : SOLITARY) assertThat(headed(text, one)).as(one.name()).hasSize(1);
    Files.writeString(
        directory().resolve("journals." + format.name().toLowerCase(Locale.ROOT)), text);
  }

  /** A date that PostgreSQL does not know is before everything. */
  @Test
  void fromTheBeginningOfTimeIsFromTheFirst() throws Exception {
    var text = get("/v1/ops/ledger/export?format=LEDGER&from=-99999-01-01T00:00:00Z");
    assertThat(headed(text, Template.COMPLETED)).hasSize(journals);
  }

  private static List<String> headed(String text, Template template) {
    var head = Pattern.compile("\\S+ \\* \"?" + template + "\\b.*");
    return text.lines().filter(head.asMatchPredicate()).toList();
  }

  @Test
  void ourOwnBalancesAreBesideIt() throws Exception {
    var balances = get("/v1/ops/ledger/trial-balance");
    assertThat(balances).contains("\"balanced\":true").contains("KWD", "JPY", "EUR");
    Files.writeString(directory().resolve("trial-balance.json"), balances);
  }

  private static Path directory() throws Exception {
    var named = System.getenv("SOUK_LEDGER_EXPORT");
    return named == null ? unnamed : Files.createDirectories(Path.of(named));
  }

  private static String get(String path) throws Exception {
    var answer = node.as(UUID.randomUUID(), "OPS").get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
