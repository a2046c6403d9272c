package souk.dispatch.driver;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/**
 * Tells a driver's phones how he stands whenever that changes: operations and his own silence take
 * him off line without his doing.
 */
@Singleton
final class DriverPush implements EventHandler {
  private final Drivers drivers;
  private final Push push;
  private final ModuleSchema schema;

  DriverPush(Drivers drivers, Push push, @Named("dispatch") ModuleSchema schema) {
    this.drivers = drivers;
    this.push = push;
    this.schema = schema;
  }

  @Override
  public String name() {
    return "driver-push";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("driver.");
  }

  @Override
  public void handle(DomainEvent event) {
    drivers
        .find(event.aggregateId())
        .ifPresent(driver -> push.send(driver.id(), message(event, driver)));
  }

  /** The driver as he is by now, which may be newer than the event. */
  private static PushMessage message(DomainEvent event, Driver driver) {
    return new PushMessage(
        event.type(),
        Push.nextId(),
        driver.id(),
        driver.version(),
        event.at(),
        DriverView.of(driver));
  }
}
