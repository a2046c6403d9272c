package souk.booking.tip;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.charge.Charges;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Pool;
import souk.platform.push.Bell;

/** Asks the cards for the tips that were given, whoever died while he was at it. */
@Singleton
final class CollectTips implements BackgroundWork {
  /** Hurries this loop in every process. */
  static final String BELL = "tips";

  private static final Logger log = LoggerFactory.getLogger(CollectTips.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long LEASE_SECONDS = 15;
  private static final int BATCH = 32;
  private static final int AT_ONCE = 4;

  private final Tips tips;
  private final Charges charges;
  private final Bell bell;

  CollectTips(Tips tips, Charges charges, Bell bell) {
    this.tips = tips;
    this.charges = charges;
    this.bell = bell;
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("tips", PAUSE, this::pass);
    bell.on(BELL, loop::hurry);
    return List.of(loop);
  }

  void pass() {
    List<Tip> due;
    do {
      due = tips.claimDue(LEASE_SECONDS, BATCH);
      due.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::tryDrive)).forEach(_ -> {});
    } while (due.size() == BATCH);
  }

  /** What fails is due again when the lease is over. */
  private Tip tryDrive(Tip tip) {
    try {
      Pool.BACKGROUND.run(() -> tips.follow(tip.rideId(), charges.collect(tip.charge())));
    } catch (RuntimeException failure) {
      log.warn("tip of ride {} could not be collected: {}", tip.rideId(), failure.toString());
    }
    return tip;
  }
}
