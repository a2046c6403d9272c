package souk.payments.psp;

import java.time.Instant;
import java.util.List;

/** A provider that passes on what cardholders dispute. Otherwise as {@link Psp}. */
public interface PspDisputes {
  /** The dispute as it stands now, by the provider's own reference. */
  Lookup<PspDispute> retrieve(String reference);

  /**
   * The references of all that were created at or after that instant, by the provider's clock; also
   * of those that cannot be read.
   */
  Lookup<List<String>> since(Instant from);

  /** Answers a dispute, once and for ever. */
  PspOutcome<PspDispute> answer(PspKey key, String reference, PspEvidence evidence);

  /** Gives a dispute up, for ever: it is lost. */
  PspOutcome<PspDispute> accept(PspKey key, String reference);
}
