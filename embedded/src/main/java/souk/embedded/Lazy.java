package souk.embedded;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first asked for; a failed attempt is tried again by the next
 * caller.
 */
final class Lazy<T> {
  private final Supplier<T> make;
  private @Nullable T value;

  Lazy(Supplier<T> make) {
    this.make = make;
  }

  synchronized T get() {
    if (value == null) value = make.get();
    return value;
  }
}
