package souk.payments.psp;

import java.time.Instant;
import java.util.List;

/** A provider's disputes behind the guard that all its calls share. */
public record GuardedDisputes(PspDisputes disputes, PspGuard guard) implements PspDisputes {
  @Override
  public Lookup<PspDispute> retrieve(String reference) {
    return guard.read("retrieve_dispute", reference, () -> disputes.retrieve(reference));
  }

  @Override
  public Lookup<List<String>> since(Instant from) {
    return guard.read("list_disputes", from, () -> disputes.since(from));
  }

  @Override
  public PspOutcome<PspDispute> answer(PspKey key, String reference, PspEvidence evidence) {
    return guard.write("answer_dispute", key, () -> disputes.answer(key, reference, evidence));
  }

  @Override
  public PspOutcome<PspDispute> accept(PspKey key, String reference) {
    return guard.write("accept_dispute", key, () -> disputes.accept(key, reference));
  }
}
