package souk.payments.recon;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How many things came to a verdict.
 *
 * @param verdict with {@code _AWAITED} at its end where the other side may still come
 */
@Introspected
@Schema(name = "ReconciliationTally")
public record Tally(String verdict, long things) {}
