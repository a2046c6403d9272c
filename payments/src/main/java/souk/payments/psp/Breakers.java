package souk.payments.psp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.Roles;
import souk.platform.push.Bell;

/**
 * Whether the provider is left alone, as the whole installation knows it. Workers, who make the
 * payments, say in a row what their breakers say, every 2 s and at once when they turn; every
 * process reads what the others said. Asking here reads memory only. What is not said again within
 * 10 s, or cannot be read, lapses: then a process goes by its own breaker alone.
 */
@Singleton
public final class Breakers implements BackgroundWork {
  private static final String BELL = "breakers";
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  private final BreakerRows rows;
  private final PspGuard guard;
  private final Bell bell;
  private final boolean worker;
  private final UUID process = UUID.randomUUID();
  private @Nullable BreakerState said;
  private volatile Heard heard = new Heard(List.of(), System.nanoTime());

  Breakers(BreakerRows rows, PspGuard guard, Bell bell, Roles roles, MeterRegistry meters) {
    this.rows = rows;
    this.guard = guard;
    this.bell = bell;
    this.worker = roles.worker();
    Gauge.builder("souk.psp.left.alone", this, breakers -> breakers.leftAlone().isPresent() ? 1 : 0)
        .description("1 while this process refuses what would have to be paid for at once")
        .register(meters);
  }

  @Override
  public boolean everywhere() {
    return true;
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("breakers", PAUSE, this::pass);
    guard.onTurn(loop::hurry);
    bell.on(BELL, loop::hurry);
    return List.of(loop);
  }

  /**
   * For how long nobody should ask for new payments, in whole seconds: because this process's
   * breaker is open, or no worker's is closed and one's is open.
   */
  public Optional<Duration> leftAlone() {
    return guard.leftAlone().or(this::byWorkers).map(Breakers::wholeSeconds);
  }

  private Optional<Duration> byWorkers() {
    var own = worker ? Stream.of(guard.report(BELIEVED)) : Stream.<BreakerReport>empty();
    return BreakerReport.leftAlone(Stream.concat(own, heard.now()).toList());
  }

  private static Duration wholeSeconds(Duration left) {
    return Duration.ofSeconds(left.plusMillis(999).toSeconds());
  }

  void pass() {
    try {
      if (worker) say(guard.report(BELIEVED));
    } finally {
      // one who cannot speak can perhaps listen
      heard = hear();
    }
  }

  private void say(BreakerReport report) {
    if (said == null) rows.forget(guard.provider());
    var open = report.state() == BreakerState.OPEN;
    @Nullable Long millis = open ? report.leftAlone().toMillis() : null;
    rows.say(guard.provider(), process, report.state().name(), millis);
    if (report.state() != said) bell.ring(BELL);
    said = report.state();
  }

  private Heard hear() {
    var askedAt = System.nanoTime();
    var others = rows.others(guard.provider(), process, BELIEVED.toMillis());
    return new Heard(others.stream().map(BreakerRow::report).toList(), askedAt);
  }

  /** What others said, as it was when PostgreSQL was asked. */
  private record Heard(List<BreakerReport> reports, long askedAtNanos) {
    Stream<BreakerReport> now() {
      var passed = Duration.ofNanos(System.nanoTime() - askedAtNanos);
      return reports.stream().flatMap(report -> report.after(passed).stream());
    }
  }
}
