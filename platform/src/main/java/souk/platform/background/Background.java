package souk.platform.background;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import souk.platform.postgres.Leases;

/** Starts the background work of this process once the server is up, and ends it before it goes. */
@Singleton
final class Background {
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
    leases.giveUp();
  }
}
