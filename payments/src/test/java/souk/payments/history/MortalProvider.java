package souk.payments.history;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.Psp;
import souk.payments.psp.PspBalance;
import souk.payments.psp.PspDisputes;
import souk.payments.psp.PspRefunds;
import souk.payments.psp.PspTransfers;

/** A process dies before a call to the provider, or when it has the answer and nobody else has. */
final class MortalProvider {
  /** What is computed here and asks nobody. */
  private static final Set<String> NO_CALLS =
      Set.of("unit", "setback", "toString", "hashCode", "equals");

  private MortalProvider() {}

  private static <T> T mortal(Class<T> port, T provider, Deaths deaths, Keys keys) {
    // its own decorators are beans of the same type, and call it in turn
    if (!provider.getClass().isRecord()) return provider;
    return MortalDatabase.proxy(
        port,
        (method, arguments) ->
            NO_CALLS.contains(method.getName())
                ? MortalDatabase.invoke(provider, method, arguments)
                : call(provider, method, keys.of(arguments), deaths));
  }

  private static @Nullable Object call(
      Object provider, Method method, Object @Nullable [] arguments, Deaths deaths)
      throws Throwable {
    deaths.pass("before " + method.getName());
    var answer = MortalDatabase.invoke(provider, method, arguments);
    deaths.pass("after " + method.getName());
    return answer;
  }

  @Singleton
  @Requires(property = Deaths.SETTING)
  record Charges(Deaths deaths, Keys keys) implements BeanCreatedEventListener<Psp> {
    @Override
    public Psp onCreated(BeanCreatedEvent<Psp> event) {
      return mortal(Psp.class, event.getBean(), deaths, keys);
    }
  }

  @Singleton
  @Requires(property = Deaths.SETTING)
  record Refunds(Deaths deaths, Keys keys) implements BeanCreatedEventListener<PspRefunds> {
    @Override
    public PspRefunds onCreated(BeanCreatedEvent<PspRefunds> event) {
      return mortal(PspRefunds.class, event.getBean(), deaths, keys);
    }
  }

  @Singleton
  @Requires(property = Deaths.SETTING)
  record Disputes(Deaths deaths, Keys keys) implements BeanCreatedEventListener<PspDisputes> {
    @Override
    public PspDisputes onCreated(BeanCreatedEvent<PspDisputes> event) {
      return mortal(PspDisputes.class, event.getBean(), deaths, keys);
    }
  }

  @Singleton
  @Requires(property = Deaths.SETTING)
  record Transfers(Deaths deaths, Keys keys) implements BeanCreatedEventListener<PspTransfers> {
    @Override
    public PspTransfers onCreated(BeanCreatedEvent<PspTransfers> event) {
      return mortal(PspTransfers.class, event.getBean(), deaths, keys);
    }
  }

  @Singleton
  @Requires(property = Deaths.SETTING)
  record Balance(Deaths deaths, Keys keys) implements BeanCreatedEventListener<PspBalance> {
    @Override
    public PspBalance onCreated(BeanCreatedEvent<PspBalance> event) {
      return mortal(PspBalance.class, event.getBean(), deaths, keys);
    }
  }
}
