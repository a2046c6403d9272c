package souk.platform.push;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hurries loops in every process: "there is an event to relay", "a trip waits in this city". A ring
 * may be lost; whoever listens has a tick behind it.
 */
@Singleton
public final class Bell {
  private static final Logger log = LoggerFactory.getLogger(Bell.class);

  private final Channels channels;
  private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
  private final ExecutorService ringers = Executors.newVirtualThreadPerTaskExecutor();

  /** Ends every ring of this process, which comes back to it too. */
  private final String signature = " " + UUID.randomUUID();

  Bell(Channels channels) {
    this.channels = channels;
    channels.listen("bell", this::heardFromAfar);
  }

  /** Rings at once in this process and, as soon as Redis carries it, in the others. */
  public void ring(String name) {
    heard(name);
    ringers.execute(() -> channels.publish("bell", name + signature));
  }

  public void on(String name, Runnable listener) {
    listeners.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** What we rang ourselves was heard at once: hearing it again would make every loop run twice. */
  private void heardFromAfar(String signed) {
    if (!signed.endsWith(signature)) heard(signed.substring(0, signed.lastIndexOf(' ')));
  }

  private void heard(String name) {
    log.trace("bell {}", name);
    listeners.getOrDefault(name, List.of()).forEach(Runnable::run);
  }

  @PreDestroy
  void close() {
    ringers.shutdownNow();
  }
}
