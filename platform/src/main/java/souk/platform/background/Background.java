package souk.platform.background;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.postgres.Leases;

/** Starts the background work of this process once the server is up, and ends it before it goes. */
@Singleton
final class Background {
  private static final Logger log = LoggerFactory.getLogger(Background.class);

  private final Collection<BackgroundWork> works;
  private final Roles roles;
  private final Leases leases;
  private List<BackgroundLoop> loops = List.of();

  Background(Collection<BackgroundWork> works, Roles roles, Leases leases) {
    this.works = works;
    this.roles = roles;
    this.leases = leases;
  }

  @EventListener
  synchronized void start(ServerStartupEvent event) {
    if (!loops.isEmpty()) return;
    loops =
        works.stream()
            .filter(work -> roles.worker() || work.everywhere())
            .flatMap(work -> work.start().stream())
            .toList();
  }

  @EventListener
  void stop(ServerShutdownEvent event) {
    close();
  }

  @PreDestroy
  synchronized void close() {
    if (loops.isEmpty()) return;
    loops.parallelStream().forEach(BackgroundLoop::close);
    loops = List.of();
    giveUpLeases();
  }

  /** They end by themselves too: a database that is away must not keep a process from stopping. */
  private void giveUpLeases() {
    try {
      leases.giveUp();
    } catch (RuntimeException away) {
      log.debug("leases are left to expire: {}", away.getMessage());
    }
  }
}
