package souk.payments.history;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A process dies before a commit, which then never comes about, or when it has just come about. */
@Singleton
@Requires(property = Deaths.SETTING)
final class MortalDatabase implements BeanCreatedEventListener<DataSource> {
  private final Deaths deaths;

  MortalDatabase(Deaths deaths) {
    this.deaths = deaths;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    // whichever comes first: the framework's own decorator has to be outside of this one
    var source = DelegatingDataSource.unwrapDataSource(event.getBean());
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          var answer = invoke(source, method, arguments);
          return answer instanceof Connection connection ? mortal(connection) : answer;
        });
  }

  private Connection mortal(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) ->
            switch (method.getName()) {
              case "commit" -> commit(connection, method);
              case "prepareStatement", "prepareCall", "createStatement" -> {
                deaths.requireAlive();
                yield invoke(connection, method, arguments);
              }
              default -> invoke(connection, method, arguments);
            });
  }

  private @Nullable Object commit(Connection connection, Method method) throws Throwable {
    deaths.pass("before a commit");
    var answer = invoke(connection, method, null);
    deaths.pass("after a commit");
    return answer;
  }

  /** What a proxy does instead. */
  interface Instead {
    @Nullable Object of(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  static <T> T proxy(Class<T> type, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            MortalDatabase.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> instead.of(method, arguments)));
  }

  static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
