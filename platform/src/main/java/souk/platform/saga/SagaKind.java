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
 * @param weight how much of what a process does at once for sagas is its, beside the other kinds';
 *     with 0 it does one step at a time
 */
public record SagaKind(
    String name,
    Class<? extends Saga> type,
    Class<? extends Saga> implementation,
    Collection<Object> steps,
    SagaRows rows,
    int weight) {

  public SagaKind {
    if (weight < 0) throw new IllegalArgumentException("weight of " + name + ": " + weight);
    steps = List.copyOf(steps);
  }

  /** One that customers wait for. */
  public SagaKind(
      String name,
      Class<? extends Saga> type,
      Class<? extends Saga> implementation,
      Collection<Object> steps,
      SagaRows rows) {
    this(name, type, implementation, steps, rows, 1);
  }

  /** One that runs a few times a day, and leaves the process's places to the others. */
  public static SagaKind seldom(
      String name,
      Class<? extends Saga> type,
      Class<? extends Saga> implementation,
      Collection<Object> steps,
      SagaRows rows) {
    return new SagaKind(name, type, implementation, steps, rows, 0);
  }
}
