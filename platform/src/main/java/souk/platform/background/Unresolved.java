package souk.platform.background;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once of what has been looked at often that it has not come further: a person is needed. The
 * looks go on, and nothing is ever assumed. Counted as {@code souk.<noun>.unresolved}.
 */
public final class Unresolved {
  private static final Logger log = LoggerFactory.getLogger(Unresolved.class);

  private final String noun;
  private final int looksQuiet;
  private final Counter counter;

  /**
   * @param looksQuiet after how many looks somebody is told
   */
  public Unresolved(String noun, String description, int looksQuiet, MeterRegistry meters) {
    this.noun = noun;
    this.looksQuiet = looksQuiet;
    this.counter =
        Counter.builder("souk." + noun + ".unresolved").description(description).register(meters);
  }

  /** It was looked at so often since it last moved. */
  public void looked(UUID id, int looks) {
    if (looks != looksQuiet) return;
    counter.increment();
    log.error("{} {} is still unresolved after {} looks", noun, id, looks);
  }
}
