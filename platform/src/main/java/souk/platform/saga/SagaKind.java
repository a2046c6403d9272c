package souk.platform.saga;

import java.util.Collection;
import java.util.List;

/**
 * One kind of saga: how it is called, what runs it, and which rows it drives. A module offers one
 * as a bean named like the kind; worker, sweeper and sentinel find it there.
 *
 * @param name first part of the workflow id, and the task queue
 * @param type the workflow interface
 * @param implementation the workflow class, which Temporal creates
 * @param steps the activities
 */
public record SagaKind(
    String name,
    Class<? extends Saga> type,
    Class<? extends Saga> implementation,
    Collection<Object> steps,
    SagaRows rows) {

  public SagaKind {
    steps = List.copyOf(steps);
  }
}
