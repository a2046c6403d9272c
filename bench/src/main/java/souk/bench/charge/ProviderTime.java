package souk.bench.charge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import souk.payments.psp.Psp;

/** How long one use case was inside the provider's port: the rest of its time is our own. */
final class ProviderTime {
  private static final ScopedValue<ProviderTime> CURRENT = ScopedValue.newInstance();

  /** By which thread the provider is called. */
  enum Caller {
    /** As the product does it. */
    SAME_THREAD,
    /**
     * By another one, while this waits: the product refuses to call the provider from a thread that
     * holds a connection, which the reference wants to do.
     */
    OTHER_THREAD
  }

  private final Caller caller;
  private long nanos;

  private ProviderTime(Caller caller) {
    this.caller = caller;
  }

  /** A provider each of whose calls is counted by the use case that makes it, if it counts. */
  static Psp measured(Psp psp) {
    return (Psp)
        Proxy.newProxyInstance(
            Psp.class.getClassLoader(),
            new Class<?>[] {Psp.class},
            (_, method, arguments) -> {
              try {
                return counted(() -> method.invoke(psp, arguments));
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private static Object counted(Callable<Object> call) throws Exception {
    return CURRENT.isBound() ? CURRENT.get().around(call) : call.call();
  }

  /** Runs the use case and answers how long it was inside the provider's port. */
  static Duration of(Caller caller, Runnable useCase) {
    var time = new ProviderTime(caller);
    ScopedValue.where(CURRENT, time).run(useCase);
    return Duration.ofNanos(time.nanos);
  }

  private Object around(Callable<Object> call) throws Exception {
    var began = System.nanoTime();
    try {
      return switch (caller) {
        case SAME_THREAD -> call.call();
        case OTHER_THREAD -> elsewhere(call);
      };
    } finally {
      nanos += System.nanoTime() - began;
    }
  }

  private static Object elsewhere(Callable<Object> call) throws Exception {
    var task = new FutureTask<>(call);
    Thread.startVirtualThread(task);
    try {
      return task.get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    }
  }
}
