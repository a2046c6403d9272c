package souk.platform.push;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes notices to the log, where no carrier is configured. */
@Singleton
@Requires(missingBeans = Notifications.class)
final class LoggedNotifications implements Notifications {
  private static final Logger log = LoggerFactory.getLogger(LoggedNotifications.class);

  @Override
  public void tell(UUID person, Notice notice) {
    log.info("notice to {}: {}", person, notice.title());
  }
}
