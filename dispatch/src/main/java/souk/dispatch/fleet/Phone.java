package souk.dispatch.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.DriverStanding;

/**
 * A driver whose phone speaks to this node: his newest position, and what he stands for as far as
 * this node knows. The position outlives a change of the standing, and is written under the new
 * one.
 */
final class Phone {
  /** By how much this server's clock may be behind the one that dates the ends of trips. */
  private static final Duration CLOCKS_APART_MAX = Duration.ofSeconds(5);

  private final UUID driver;
  private boolean known;
  private boolean everKnown;
  private @Nullable DriverStanding standing;

  /** When this node learned that he drives nobody any more; null while he does. */
  private @Nullable Instant idleSince;

  private @Nullable Position last;
  private Duration lateness = Duration.ZERO;
  private final Doubt doubt = new Doubt();
  private final Stray stray = new Stray();
  private long receivedNanos;
  private long contactNanos = System.nanoTime();
  private long writableNanos;

  Phone(UUID driver) {
    this.driver = driver;
  }

  UUID driver() {
    return driver;
  }

  /** Judges the position and keeps it when it is to be used. */
  synchronized Verdict receive(Position position, Instant now) {
    contactNanos = System.nanoTime();
    var verdict = Verdict.of(position, last, now);
    if (verdict == Verdict.TELEPORT && doubt.overcomeBy(position)) verdict = Verdict.USED;
    if (verdict == Verdict.USED) use(position, now);
    return verdict;
  }

  private void use(Position position, Instant now) {
    last = position;
    doubt.end();
    receivedNanos = contactNanos;
    writableNanos = receivedNanos;
    var late = Duration.between(position.at(), now);
    lateness = late.isNegative() ? Duration.ZERO : late;
  }

  /**
   * Whether a position so judged may have been sent from a trip: any that comes before it is known
   * what the driver stands for, the possible ones of who drives, and late ones of whoever may have
   * driven then. What was once read is good enough, be it outdated.
   *
   * @param at the position's own time
   */
  synchronized boolean isPartOfTrip(Verdict verdict, Instant at) {
    return switch (verdict) {
      case USED -> !everKnown || isDriving() || isOfBefore(at);
      case OLDER, STALE -> true;
      case FUTURE, OUT_OF_RANGE, TELEPORT, LIMITED -> false;
    };
  }

  private boolean isDriving() {
    return standing != null && standing.trip().isPresent();
  }

  /** The newest that a phone has to say may still be of a trip that ended before it was sent. */
  private boolean isOfBefore(Instant at) {
    return idleSince != null && at.isBefore(idleSince.plus(CLOCKS_APART_MAX));
  }

  /** As {@link Stray#at}. */
  synchronized Optional<CityId> stray(
      Optional<CityId> other, Instant at, int timesMin, Duration timeMin) {
    return stray.at(other, at, timesMin, timeMin);
  }

  /** How long ago it sent anything, were it useless. */
  synchronized Duration silence() {
    return Duration.ofNanos(System.nanoTime() - contactNanos);
  }

  /**
   * Learns what the driver stands for.
   *
   * @param read nothing when he is not registered as a driver
   * @return whether his position must be written under it
   */
  synchronized boolean stand(@Nullable DriverStanding read) {
    var before = standing;
    var wasKnown = known;
    known = true;
    everKnown = true;
    standing = read;
    idleSince = isDriving() ? null : Optional.ofNullable(idleSince).orElseGet(Instant::now);
    if (read == null) return false;
    if (wasKnown && before != null && before.version() == read.version()) return false;
    writableNanos = System.nanoTime();
    return true;
  }

  /** What is known of his standing may no longer be true; nothing is written until it is read. */
  synchronized void forgetStanding() {
    known = false;
  }

  /** Whether his standing has been read, be it that he is no driver. */
  synchronized boolean known() {
    return known;
  }

  synchronized Optional<DriverStanding> standing() {
    return known ? Optional.ofNullable(standing) : Optional.empty();
  }

  /** His newest position under his present standing. */
  synchronized Optional<Fix> fix() {
    var position = last;
    if (!known || standing == null || position == null) return Optional.empty();
    var now = System.nanoTime();
    var age = lateness.plusNanos(now - receivedNanos);
    var waited = Duration.ofNanos(now - writableNanos);
    return Optional.of(new Fix(standing, position, age, waited));
  }

  /** Whether he is to be found in that city, or followed on a trip there, as far as is known. */
  boolean belongsTo(CityId city) {
    return fix().filter(fix -> fix.standing().city().equals(city)).filter(Fix::live).isPresent();
  }
}
