package souk.booking.tip;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.payments.charge.Charges;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.DueWork;
import souk.platform.push.Bell;

/** Asks the cards for the tips that were given, whoever died while he was at it. */
@Singleton
final class CollectTips implements BackgroundWork {
  /** Hurries this loop in every process. */
  static final String BELL = "tips";

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long LEASE_SECONDS = 15;
  private static final int AT_ONCE = 4;

  private final DueWork<Tip> work;
  private final Tips tips;
  private final Charges charges;
  private final Bell bell;

  CollectTips(Tips tips, Charges charges, Bell bell) {
    this.tips = tips;
    this.charges = charges;
    this.bell = bell;
    this.work =
        new DueWork<>(
            "tip", AT_ONCE, limit -> tips.claimDue(LEASE_SECONDS, limit), Tip::rideId, this::look);
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("tips", PAUSE, this::pass);
    bell.on(BELL, loop::hurry);
    return List.of(loop);
  }

  void pass() {
    work.pass();
  }

  private void look(Tip tip) {
    tips.follow(tip.rideId(), charges.collect(tip.charge()));
  }
}
