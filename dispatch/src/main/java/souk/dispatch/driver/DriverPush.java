package souk.dispatch.driver;

import jakarta.inject.Singleton;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/**
 * Tells a driver's phones how he stands whenever that changes: operations and his own silence take
 * him off line without his doing.
 */
@Singleton
final class DriverPush implements EventListener {
  private final Drivers drivers;
  private final Push push;

  DriverPush(Drivers drivers, Push push) {
    this.drivers = drivers;
    this.push = push;
  }

  @Override
  public boolean hears(String type) {
    return type.startsWith("driver.");
  }

  @Override
  public void heard(DomainEvent event) {
    drivers
        .find(event.aggregateId())
        .ifPresent(driver -> push.send(driver.id(), message(event, driver)));
  }

  /** The driver as he is by now, which may be newer than the event. */
  private static PushMessage message(DomainEvent event, Driver driver) {
    return new PushMessage(
        event.type(), event.id(), driver.id(), driver.version(), event.at(), DriverView.of(driver));
  }
}
