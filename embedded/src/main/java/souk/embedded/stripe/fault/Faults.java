package souk.embedded.stripe.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import souk.embedded.stripe.api.Operation;

/** The faults in force; thread-safe. */
public final class Faults {
  private final List<Fault> inForce = new ArrayList<>();

  /** One more, after those that are in force already. */
  public synchronized void add(Fault fault) {
    inForce.add(fault);
  }

  /** Everything goes well from now on. */
  public synchronized void clear() {
    inForce.clear();
  }

  /** The faults in force, with what is left of their times. */
  public synchronized List<Fault> inForce() {
    return List.copyOf(inForce);
  }

  /** The first fault that hits a request, if one does. */
  synchronized Optional<Fault> hit(Operation operation, RandomGenerator chance) {
    return draw(fault -> !isForWebhooks(fault) && fault.concerns(operation), chance);
  }

  synchronized Optional<Fault> hitEvent(FaultKind kind, RandomGenerator chance) {
    return draw(fault -> fault.kind() == kind, chance);
  }

  private Optional<Fault> draw(Predicate<Fault> concerned, RandomGenerator chance) {
    for (int i = 0; i < inForce.size(); i++) {
      var fault = inForce.get(i);
      if (concerned.test(fault) && chance.nextDouble() < fault.probability()) {
        spend(i, fault);
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private void spend(int index, Fault fault) {
    if (fault.times() == null) return;
    if (fault.times() == 1) {
      inForce.remove(index);
      return;
    }
    inForce.set(index, fault.times(fault.times() - 1));
  }

  private static boolean isForWebhooks(Fault fault) {
    return switch (fault.kind()) {
      case WEBHOOK_DUPLICATED, WEBHOOK_DELAYED, WEBHOOK_LOST -> true;
      case LOSE_REQUEST,
          HANG_REQUEST,
          LOSE_ANSWER,
          HANG_ANSWER,
          LATE_EFFECT,
          DECLINE,
          ERROR_BEFORE,
          ERROR_AFTER,
          LOCK_TIMEOUT,
          RATE_LIMIT,
          SLOW ->
          false;
    };
  }
}
