package souk.platform.identity.person;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.identity.RevocationListener;
import souk.platform.push.Bell;

/**
 * Which persons' tokens no longer hold, as every process knows it: read from PostgreSQL every 2 s
 * and at once when the bell rings. When that has not worked for 4 s the row itself is asked, so
 * that a process that lost the database accepts no token on old knowledge.
 */
@Singleton
public final class Revocations implements BackgroundWork {
  /** A token older than this is refused, so that older revocations may be forgotten. */
  public static final Duration LONGEST_TOKEN = Duration.ofHours(24);

  static final String BELL = "revocations";

  private static final Logger log = LoggerFactory.getLogger(Revocations.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(4);
  // commits become visible in another order than their instants; no transaction lasts this long
  private static final Duration OVERLAP = Duration.ofSeconds(60);
  private static final Duration REMEMBERED = LONGEST_TOKEN.plusMinutes(5);

  private final PersonRows rows;
  private final Bell bell;
  private final Collection<RevocationListener> listeners;
  private final Map<UUID, Instant> revokedBefore = new ConcurrentHashMap<>();
  private volatile long readAtNanos = System.nanoTime() - REMEMBERED.toNanos();

  Revocations(PersonRows rows, Bell bell, Collection<RevocationListener> listeners) {
    this.rows = rows;
    this.bell = bell;
    this.listeners = listeners;
  }

  @Override
  public boolean everywhere() {
    return true;
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("revocations", PAUSE, this::read);
    bell.on(BELL, loop::hurry);
    return List.of(loop);
  }

  /** Whether a token of the person holds; empty when only {@link #asked} can say. */
  public Optional<Boolean> known(UUID person, Instant issuedAt) {
    if (age().compareTo(FRESH) > 0) return Optional.empty();
    return Optional.of(!issuedAt.isBefore(revokedBefore.getOrDefault(person, Instant.EPOCH)));
  }

  /** Whether a token of the person holds, as the row says now. */
  public boolean asked(UUID person, Instant issuedAt) {
    var before = rows.revokedBefore(person).orElse(Instant.EPOCH);
    return !issuedAt.isBefore(before);
  }

  void read() {
    var startedAt = System.nanoTime();
    var window = age().compareTo(REMEMBERED) < 0 ? age().plus(OVERLAP) : REMEMBERED;
    rows.revokedDuring(window.toSeconds()).forEach(this::learn);
    readAtNanos = startedAt;
    var forgotten = Instant.now().minus(REMEMBERED);
    revokedBefore.values().removeIf(before -> before.isBefore(forgotten));
  }

  private void learn(RevocationRow row) {
    var known = revokedBefore.put(row.id(), row.revokedBefore());
    if (!row.revokedBefore().equals(known)) listeners.forEach(listener -> tell(listener, row));
  }

  /** A listener that fails must not keep the others, or the next pass, from knowing. */
  private static void tell(RevocationListener listener, RevocationRow row) {
    try {
      listener.revoked(row.id(), row.revokedBefore());
    } catch (RuntimeException failure) {
      log.warn("{} failed at a revocation", listener.getClass().getSimpleName(), failure);
    }
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - readAtNanos);
  }
}
