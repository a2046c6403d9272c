package souk.payments.payee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PayeeNeed;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayees;
import souk.payments.psp.PspStanding;
import souk.payments.psp.Setback;

/** What is read at the provider is written over what was there before, and over nothing newer. */
class StandingsTest {
  private static final PspStanding ABLE = new PspStanding(true, true, Set.of());
  private static final PspStanding UNABLE =
      new PspStanding(false, true, Set.of(PayeeNeed.DOCUMENT, PayeeNeed.TERMS));

  private final UUID id = UUID.randomUUID();
  private PaymentsNode node;
  private PayeeRows rows;

  @BeforeEach
  void open() {
    node = PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
    rows = node.bean(PayeeRows.class);
    node.sql(
        """
        INSERT INTO payments.payee (id, kind, method, status, psp_account, country, bank_token)
        VALUES ('%s', 'DRIVER', 'STANDARD', 'ACTIVE', 'acct_1', 'MC', 'btok_1')\
        """
            .formatted(id));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void whatTheProviderSaysDecides() {
    var restricted = look(UNABLE, () -> {});
    assertThat(restricted.status()).isEqualTo(Payee.Status.RESTRICTED);
    assertThat(restricted.needs()).containsExactlyInAnyOrder(PayeeNeed.DOCUMENT, PayeeNeed.TERMS);
    assertThat(isAwaited()).as("looked at again").isTrue();
    assertThat(look(ABLE, () -> {}).status()).isEqualTo(Payee.Status.ACTIVE);
    assertThat(isAwaited()).isFalse();
  }

  @Test
  void aSlowAnswerDoesNotUndoANewerOne() {
    var after = look(ABLE, () -> look(UNABLE, () -> {}));
    assertThat(after.status()).isEqualTo(Payee.Status.RESTRICTED);
    assertThat(isDue()).as("one of the two is right: it is looked at once more").isTrue();
  }

  @Test
  void whoIsWokenDuringALookIsLookedAtOnceMore() {
    assertThat(look(ABLE, () -> rows.wake("acct_1")).status()).isEqualTo(Payee.Status.ACTIVE);
    assertThat(isDue()).isTrue();
    assertThat(rows.claimDue(10)).hasSize(1);
    assertThat(rows.claimDue(10)).as("by one at a time").isEmpty();
  }

  @Test
  void whoWasRefusedThoughNothingIsSaidAgainstHimIsBelievedLater() {
    node.bean(Payees.class).pause(id, Setback.NOT_READY);
    assertThat(look(ABLE, () -> {}).status()).isEqualTo(Payee.Status.RESTRICTED);
    assertThat(isDue()).as("not at once").isFalse();
    assertThat(look(ABLE, () -> {}).status()).isEqualTo(Payee.Status.ACTIVE);
  }

  /** The provider cannot say that a bank takes money again. */
  @Test
  void whoseBankSentItBackStaysPaused() {
    node.bean(Payees.class).pause(id, Setback.ACCOUNT_CLOSED);
    var payee = look(ABLE, () -> {});
    assertThat(payee.status()).isEqualTo(Payee.Status.PAUSED);
    assertThat(payee.setback()).isEqualTo(Setback.ACCOUNT_CLOSED);
  }

  @Test
  void silenceChangesNothing() {
    var before = rows.find(id).orElseThrow();
    var silent = new Lookup.Unavailable<PspStanding>(Hindrance.UNANSWERED);
    new PayeeStandings(rows, new Saying(silent, () -> {})).look(before.payee());
    assertThat(rows.find(id)).contains(before);
  }

  /** The moment of being paid again, from which the promise runs, is not that of each look. */
  @Test
  void aLookThatFindsNothingNewMovesNobody() {
    var moved = "SELECT moved_at FROM payments.payee";
    var before = node.text(moved);
    look(ABLE, () -> {});
    assertThat(node.text(moved)).isEqualTo(before);
  }

  private Payee look(PspStanding standing, Runnable meanwhile) {
    var psp = new Saying(new Lookup.Found<>(standing), meanwhile);
    return new PayeeStandings(rows, psp).look(rows.find(id).orElseThrow().payee());
  }

  private boolean isAwaited() {
    return node.text("SELECT count(next_wake_at) FROM payments.payee").equals("1");
  }

  private boolean isDue() {
    return node.text("SELECT count(*) FROM payments.payee WHERE next_wake_at <= clock_timestamp()")
        .equals("1");
  }

  /** A provider that says this, while something else happens. */
  private record Saying(Lookup<PspStanding> standing, Runnable meanwhile) implements PspPayees {
    @Override
    public Lookup<PspStanding> standing(String account) {
      meanwhile.run();
      return standing;
    }

    @Override
    public PspOutcome<Link> detailsLink(PspKey key, String account) {
      return new PspOutcome.Retryable<>(Hindrance.UNREACHABLE);
    }

    @Override
    public PspOutcome<Link> accountLink(PspKey key, String account) {
      return new PspOutcome.Retryable<>(Hindrance.UNREACHABLE);
    }
  }
}
