package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.param.EventListParams;
import com.stripe.service.EventService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happened can be read again, by whoever missed the webhooks. */
class EventsTest {
  private final HandClock clock = new HandClock();
  private StripeTwin twin;
  private Caller caller;
  private EventService events;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess().clock(clock));
    caller = Caller.of(twin);
    events = caller.stripe().v1().events();
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  private static EventListParams.Builder all() {
    return EventListParams.builder().setLimit(100L);
  }

  private List<String> types(EventListParams params) throws StripeException {
    return events.list(params).getData().stream().map(Event::getType).toList();
  }

  @Test
  void areListedByTypeAndTimeTheNewestFirst() throws StripeException {
    var id = caller.authorize("c1").getId();
    clock.advance(Duration.ofMinutes(1));
    caller.capture(id, "k1");
    var since = EventListParams.Created.builder().setGte(clock.instant().getEpochSecond()).build();

    assertThat(types(all().setCreated(since).build()))
        .containsExactly("payment_intent.succeeded", "charge.captured");
    assertThat(types(all().setType("charge.succeeded").build())).hasSize(1);
    assertThat(types(all().addType("charge.succeeded").addType("charge.captured").build()))
        .containsExactly("charge.captured", "charge.succeeded");
  }

  @Test
  void canBeFollowedFromTheLastOneSeen() throws StripeException {
    caller.authorize("c1");
    var seen = events.list(all().build()).getData().getFirst();
    caller.authorize("c2");
    caller.authorize("c3");

    var next =
        events.list(EventListParams.builder().setEndingBefore(seen.getId()).setLimit(4L).build());
    var last = next.getData().getFirst().getId();
    var rest = events.list(all().setEndingBefore(last).build());

    assertThat(next.getData()).hasSize(4);
    assertThat(next.getHasMore()).isTrue();
    assertThat(rest.getData()).hasSize(2);
    assertThat(rest.getHasMore()).isFalse();
  }

  @Test
  void showTheObjectAsItWas() throws StripeException {
    var id = caller.authorize("c1").getId();
    var held = events.list(all().setType("payment_intent.amount_capturable_updated").build());
    caller.capture(id, "k1");

    var again = events.retrieve(held.getData().getFirst().getId());

    var then = (PaymentIntent) again.getDataObjectDeserializer().getObject().orElseThrow();
    assertThat(then.getStatus()).isEqualTo("requires_capture");
    assertThat(
            catchThrowableOfType(InvalidRequestException.class, () -> events.retrieve("evt_1"))
                .getCode())
        .isEqualTo("resource_missing");
  }
}
