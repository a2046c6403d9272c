package souk.payments.dispute;

import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspEvidence;

/** What we do about a dispute, in each of its states. What is sent is final. */
sealed interface Response {
  record None() implements Response {}

  /** To be read by an operator before it is sent. */
  record Drafted(PspEvidence evidence) implements Response {}

  /**
   * It is to be sent, or may have been.
   *
   * @param unknown the provider's answer is missing
   */
  record Answering(PspEvidence evidence, boolean unknown) implements Response {}

  /** The end. */
  record Answered(PspEvidence evidence) implements Response {}

  /** It is to be given up, as above. */
  record Accepting(@Nullable PspEvidence evidence, boolean unknown) implements Response {}

  /** The end. */
  record Accepted(@Nullable PspEvidence evidence) implements Response {}

  default @Nullable PspEvidence evidence() {
    return switch (this) {
      case None _ -> null;
      case Drafted(var evidence) -> evidence;
      case Answering(var evidence, _) -> evidence;
      case Answered(var evidence) -> evidence;
      case Accepting(var evidence, _) -> evidence;
      case Accepted(var evidence) -> evidence;
    };
  }

  /** Whether the provider is being asked for something. */
  default boolean isAtWork() {
    return switch (this) {
      case Answering _, Accepting _ -> true;
      case None _, Drafted _, Answered _, Accepted _ -> false;
    };
  }

  default boolean isUnknown() {
    return switch (this) {
      case Answering(_, var unknown) -> unknown;
      case Accepting(_, var unknown) -> unknown;
      case None _, Drafted _, Answered _, Accepted _ -> false;
    };
  }

  default Response whoseAnswerIsLost() {
    return switch (this) {
      case Answering(var evidence, _) -> new Answering(evidence, true);
      case Accepting(var evidence, _) -> new Accepting(evidence, true);
      case None _, Drafted _, Answered _, Accepted _ -> this;
    };
  }

  /** The provider will not do it: as it was before it was asked. */
  default Response refused() {
    return switch (this) {
      case Answering(var evidence, _) -> new Drafted(evidence);
      case Accepting(var evidence, _) -> evidence == null ? new None() : new Drafted(evidence);
      case None _, Drafted _, Answered _, Accepted _ -> this;
    };
  }

  /** An inquiry that becomes a dispute can be answered once more. */
  default Response reopened() {
    return switch (this) {
      case Answered(var evidence) -> new Drafted(evidence);
      case Accepted(var evidence) -> evidence == null ? new None() : new Drafted(evidence);
      case None _, Drafted _, Answering _, Accepting _ -> this;
    };
  }

  /** What the dispute as the provider shows it says about what we asked for. */
  default Response seen(boolean answered, DisputeStatus status) {
    return switch (this) {
      case Answering(var evidence, _) when answered -> new Answered(evidence);
      case Accepting(var evidence, _) when status.isGivenUp() -> new Accepted(evidence);
      case Answering _, Accepting _ -> status.isOver() ? refused() : this;
      case None _, Drafted _, Answered _, Accepted _ -> this;
    };
  }
}
