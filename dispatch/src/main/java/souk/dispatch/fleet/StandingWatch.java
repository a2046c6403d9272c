package souk.dispatch.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import souk.dispatch.driver.Drivers;
import souk.platform.background.BackgroundLoop;

/**
 * Knows what the drivers with a socket here stand for: reads it at once for those of whom something
 * was heard, and every 5 s for all.
 */
final class StandingWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Drivers drivers;
  private final Supplier<Collection<Phone>> phones;
  private final Consumer<Phone> changed;
  private final Set<Phone> wanted = ConcurrentHashMap.newKeySet();
  private final BackgroundLoop loop;
  private long allReadNanos = System.nanoTime();

  /**
   * @param phones all of this node, now
   * @param changed hears of each whose standing is another than before
   */
  StandingWatch(Drivers drivers, Supplier<Collection<Phone>> phones, Consumer<Phone> changed) {
    this.drivers = drivers;
    this.phones = phones;
    this.changed = changed;
    this.loop = BackgroundLoop.start("fleet-standings", EVERY, this::pass);
  }

  /** Reads the driver's standing soon. */
  void want(Phone phone) {
    wanted.add(phone);
    loop.hurry();
  }

  private void pass() {
    var asked = new HashSet<>(wanted);
    // who is wanted again from here on is read again
    wanted.removeAll(asked);
    try {
      if (System.nanoTime() - allReadNanos >= EVERY.toNanos()) {
        asked.addAll(phones.get());
        allReadNanos = System.nanoTime();
      }
      read(asked);
    } catch (RuntimeException unread) {
      wanted.addAll(asked);
      throw unread;
    }
  }

  private void read(Set<Phone> asked) {
    var standings = drivers.standings(asked.stream().map(Phone::driver).toList());
    asked.stream().filter(phone -> phone.stand(standings.get(phone.driver()))).forEach(changed);
  }

  @Override
  public void close() {
    loop.close();
  }
}
