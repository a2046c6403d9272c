package souk.payments.history;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspKey;

/** The keys under which the provider is asked; for a control, whoever asks again forgets them. */
@Singleton
@Requires(property = Deaths.SETTING)
final class Keys {
  private final Set<PspKey> asked = ConcurrentHashMap.newKeySet();
  private volatile boolean areForgotten;

  /** From now on nothing is asked twice under one key. */
  void forget() {
    areForgotten = true;
  }

  Object @Nullable [] of(Object @Nullable [] arguments) {
    return arguments == null ? null : Arrays.stream(arguments).map(this::of).toArray();
  }

  private @Nullable Object of(@Nullable Object argument) {
    return switch (argument) {
      case null -> null;
      case PspKey key -> key(key);
      case PspAuthorization wanted -> wanted.withKey(key(wanted.key()));
      default -> argument;
    };
  }

  private PspKey key(PspKey key) {
    var isAskedAgain = !asked.add(key);
    return areForgotten && isAskedAgain ? PspKey.of(UUID.randomUUID(), "attempt", 1) : key;
  }
}
