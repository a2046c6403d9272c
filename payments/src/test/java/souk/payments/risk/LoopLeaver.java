package souk.payments.risk;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import souk.platform.idempotency.Idempotent;

/** What nobody may be: a filter that leaves the event loop before the body has been read. */
@Singleton
@Idempotent
@Requires(property = "test.leaves-the-loop", value = "true")
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LoopLeaver {
  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void leave() {}
}
