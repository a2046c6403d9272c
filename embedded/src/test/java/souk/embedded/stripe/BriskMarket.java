package souk.embedded.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import souk.embedded.stripe.money.Pace;

/** A market at a twin whose time the test moves, and where money is available at once. */
abstract class BriskMarket {
  static final Duration SOON = Duration.ofSeconds(1);

  final HandClock clock = new HandClock();
  StripeTwin twin;
  V1Services stripe;
  Marketplace market;

  @BeforeEach
  void start() throws IOException {
    var pace = Pace.BRISK.available(Duration.ZERO);
    twin = StripeTwin.start(StripeTwinOptions.inProcess().clock(clock).pace(pace));
    var caller = Caller.of(twin);
    stripe = caller.stripe().v1();
    market = new Marketplace(caller);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  /** The types of the events so far that have this in their names, the first first. */
  List<String> told(String about) throws StripeException {
    var all = EventListParams.builder().setLimit(100L).build();
    return stripe.events().list(all).getData().reversed().stream()
        .map(Event::getType)
        .filter(type -> type.contains(about))
        .toList();
  }
}
