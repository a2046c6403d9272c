package souk.platform.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something on record that shows that an order was served, in words for a stranger.
 *
 * @param product what was sold, in a sentence; empty where this does not say
 * @param title a heading
 * @param text its lines
 * @param servedAt when the service was done; null where this does not say
 */
public record Evidence(String product, String title, String text, @Nullable Instant servedAt) {}
