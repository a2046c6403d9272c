package souk.platform.idempotency;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.micronaut.http.annotation.FilterMatcher;
import java.lang.annotation.Retention;

/**
 * Marks a controller's method that requires an {@code Idempotency-Key} and takes the {@link
 * IdempotentCall} as a parameter.
 */
@FilterMatcher
@Retention(RUNTIME)
public @interface Idempotent {}
