package souk.booking;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import souk.embedded.TestEngines;

/**
 * One process of booking with dispatch and payments behind it, on real engines. Roads are straight,
 * drivers are approved by themselves, and whoever says in a header who he is is believed.
 */
public final class BookingNode implements AutoCloseable {
  /** How long the provider may take; long enough for a twin on the same machine. */
  public static final Duration STRIPE_TIMEOUT = Duration.ofSeconds(3);

  /** One of two nodes that does nothing but answer. */
  public static final Map<String, Object> API_ONLY = Map.of("souk.roles", "api");

  private static final String QUOTES_KEY = "c291ay10ZXN0LXF1b3Rlcy1rZXktb2YtMzItYnl0ZXMhISE=";

  private final EmbeddedServer server;

  private BookingNode(EmbeddedServer server) {
    this.server = server;
  }

  /** A node that answers HTTP and does its part of the background work. */
  public static BookingNode start(Site site) {
    return start(site, Map.of());
  }

  /** As {@link #start(Site)}, with these settings beside or instead of the usual. */
  public static BookingNode start(Site site, Map<String, Object> more) {
    return new BookingNode(context(site, more).getBean(EmbeddedServer.class).start());
  }

  static ApplicationContext context(Site site, Map<String, Object> more) {
    var settings = new HashMap<String, Object>();
    settings.put("micronaut.server.port", -1);
    settings.put("datasources.default.url", site.database().jdbcUrl());
    settings.put("datasources.default.username", site.database().user());
    settings.put("datasources.default.password", site.database().password());
    settings.put("redis.url", TestEngines.redisUrl());
    settings.put("redis.key-prefix", site.prefix());
    settings.put("temporal.address", site.temporal());
    settings.put("temporal.suffix", site.suffix());
    settings.put("stripe.api-base", site.stripe());
    settings.put("stripe.api-key", "sk_test_souk");
    settings.put("stripe.timeout", STRIPE_TIMEOUT);
    settings.put("stripe.breaker-pause", "1s");
    settings.put("souk.quotes.key", QUOTES_KEY);
    settings.put("souk.keys-dir", "target/keys");
    settings.put("souk.drivers.auto-approve", true);
    settings.put("souk.matching.radii", "5000");
    settings.put("test.booking", true);
    settings.putAll(more);
    return ApplicationContext.builder().banner(false).properties(settings).start();
  }

  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public <T> T bean(Class<T> type, String name) {
    return server.getApplicationContext().getBean(type, Qualifiers.byName(name));
  }

  public <T> Collection<T> beans(Class<T> type) {
    return server.getApplicationContext().getBeansOfType(type);
  }

  public URI uri(String path) {
    return server.getURI().resolve(path);
  }

  /** Whether it still answers. */
  public boolean isOpen() {
    return server.getApplicationContext().isRunning();
  }

  @Override
  public void close() {
    server.stop();
    server.getApplicationContext().close();
  }
}
