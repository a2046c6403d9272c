package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import souk.booking.BookingNode;
import souk.booking.EagerWatch;
import souk.booking.UnwillingPsp.Unwillingness;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.platform.saga.SagaKind;
import souk.platform.saga.Sagas;

/** What a ride costs Temporal, and the histories that {@link RideReplayTest} replays. */
class RideHistoryTest {
  /** The start, three wakes, and a sleep or a heartbeat on a slow machine. */
  private static final int TASKS_MAX = 6;

  @Test
  void theFirstStartIsEagerAndARideCostsFewTasks() {
    try (var city = RideCity.open(Map.of("test.eager-watch", true))) {
      var watch = city.first().bean(EagerWatch.class);
      await().atMost(RideCity.PATIENCE).until(city::workersRun);
      var before = watch.starts();
      var ride = city.follow(city.phone().request());
      city.awaitSettled(ride);

      assertThat(watch.starts()).isGreaterThan(before);
      assertThat(watch.eager()).isEqualTo(1);
      assertThat(tasks(closed(city, ride))).isBetween(2L, (long) TASKS_MAX);
      city.assertEveryRideSettledOnce();
    }
  }

  /**
   * Writes the newest histories anew: {@code -Dsouk.test.record-histories=true}. Those of before a
   * change of the saga stay beside them: rides that began then go on after it.
   */
  @Test
  @EnabledIfSystemProperty(named = "souk.test.record-histories", matches = "true")
  void record() {
    try (var city = RideCity.open(Map.of("test.unwilling-psp", true))) {
      var psp = city.first().bean(Unwillingness.class);
      save("billed", settled(city));
      city.twin.inject(Fault.once(FaultKind.LOSE_ANSWER).on(Operation.PAYMENT_INTENTS_CREATE));
      save("billed-unknown-payment", settled(city));
      psp.uncapturable.add(RideMoney.RIDE);
      save("second-charge", settled(city));
      psp.declined.add(RideMoney.EXTRA);
      save("owed", settled(city));
    }
    try (var city = RideCity.open(Map.of("souk.rides.scheduled.lead", "1s"))) {
      var phone = city.phone();
      var booked = phone.send(phone.wishFor(Instant.now().plusSeconds(5))).id();
      city.awaitSettled(booked);
      save("booked", closed(city, booked));
    }
    try (var city = RideCity.withoutDrivers(UnaryOperator.identity())) {
      var phone = city.phone();
      var cancelled = phone.request();
      city.awaitStatus(cancelled, RideStatus.MATCHING);
      phone.cancel(cancelled);
      city.awaitSettled(cancelled);
      save("billed-nothing", closed(city, cancelled));
    }
  }

  /** As {@link #record}, of riders who want to go elsewhere on the way. */
  @Test
  @EnabledIfSystemProperty(named = "souk.test.record-histories", matches = "true")
  void recordChanges() {
    try (var city = RideCity.open()) {
      var agreed = ChangingRider.slow(city);
      agreed.accept(agreed.asked(ChangingRider.FARTHER));
      agreed.arrive();
      save("change-agreed", closed(city, agreed.ride));
      var declined = ChangingRider.slow(city);
      var change = declined.asked(ChangingRider.FARTHER);
      declined.decline(change);
      declined.awaitPayment(change, "VOIDED");
      declined.arrive();
      save("change-declined", closed(city, declined.ride));
    }
  }

  private static WorkflowExecutionHistory settled(RideCity city) {
    var ride = city.phone().request();
    city.awaitSettled(ride);
    return closed(city, ride);
  }

  private static long tasks(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED)
        .count();
  }

  /** The saga's whole history, once it has ended. */
  private static WorkflowExecutionHistory closed(RideCity city, UUID ride) {
    await()
        .atMost(RideCity.PATIENCE)
        .until(() ->
            history(city.first(), ride).getLastEvent().getEventType()
                == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED);
    return history(city.first(), ride);
  }

  private static WorkflowExecutionHistory history(BookingNode node, UUID ride) {
    var id = node.bean(Sagas.class).workflowId(node.bean(SagaKind.class, "ride"), ride);
    return node.bean(WorkflowClient.class).fetchHistory(id);
  }

  private static void save(String name, WorkflowExecutionHistory history) {
    try {
      Files.writeString(
          Path.of("src/test/resources/histories", name + ".json"),
          history.toJson(true).replaceAll("\"identity\": \"[^\"]*\"", "\"identity\": \"worker\""));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
