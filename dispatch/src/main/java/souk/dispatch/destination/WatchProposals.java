package souk.dispatch.destination;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/** Ends the proposals nobody answered in time, and tells drivers again of those they may miss. */
@Singleton
final class WatchProposals implements BackgroundWork {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int AT_ONCE = 500;

  private final ProposalRows rows;
  private final ProposalBook proposals;
  private final ProposalPush push;
  private final Transactions transactions;
  private final DatabaseClock clock;
  private final DestinationConfiguration configuration;

  WatchProposals(
      ProposalRows rows,
      ProposalBook proposals,
      ProposalPush push,
      Transactions transactions,
      DatabaseClock clock,
      DestinationConfiguration configuration) {
    this.rows = rows;
    this.proposals = proposals;
    this.push = push;
    this.transactions = transactions;
    this.clock = clock;
    this.configuration = configuration;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(
        BackgroundLoop.start("proposal-expiry", TICK, this::expire),
        BackgroundLoop.start("proposal-reminders", TICK, this::remind));
  }

  void expire() {
    rows.overdue(AT_ONCE).forEach(id -> transactions.call(() -> proposals.runOut(id)));
  }

  void remind() {
    var unseen = rows.toPushAgain(configuration.getPushAgainAfter().toMillis(), AT_ONCE);
    if (unseen.isEmpty()) return;
    var now = clock.now();
    unseen.stream()
        .map(ProposalRows.Row::proposal)
        .forEach(one -> push.again(one.driverId(), one, now));
  }
}
