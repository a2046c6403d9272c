package souk.payments.recon;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What a run's comparisons came to. */
@Singleton
public final class Tallies {
  private final CaseRows rows;

  Tallies(CaseRows rows) {
    this.rows = rows;
  }

  /** By verdict, of the things that this run was the last to compare. */
  public List<Tally> of(UUID runId) {
    return rows.tally(runId);
  }
}
