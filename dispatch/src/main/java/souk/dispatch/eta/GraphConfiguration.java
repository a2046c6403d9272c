package souk.dispatch.eta;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where road graphs are kept and how long one waits for them.
 *
 * @param dir directory of the cache; else below the user's own
 * @param patience how long a question waits for a graph that is still loading
 */
@ConfigurationProperties("souk.graph")
record GraphConfiguration(Optional<String> dir, @Bindable(defaultValue = "5s") Duration patience) {

  Path directory() {
    return dir.map(Path::of).orElseGet(() -> userCache().resolve("souk").resolve("graphs"));
  }

  private static Path userCache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
  }
}
