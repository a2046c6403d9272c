package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.BeanInstantiationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.dispatch.city.Cities;

class LeadsTest {
  private static final String KEY = "souk.rides.scheduled.leads.";

  @Test
  void theMoreParticularComesFirst() {
    var settings =
        Map.<String, Object>of(
            "souk.roles",
            "api",
            "souk.rides.scheduled.lead",
            "8m",
            KEY + "large.city",
            "monaco",
            KEY + "large.lead",
            "20m",
            KEY + "rare.product",
            "xl",
            KEY + "rare.lead",
            "25m",
            KEY + "both.city",
            "monaco",
            KEY + "both.product",
            "premium",
            KEY + "both.lead",
            "40m");
    try (var node = BookingNode.start(Site.open("http://127.0.0.1:1"), settings)) {
      var leads = node.bean(Leads.class);
      assertThat(leads.of("monaco", "standard")).isEqualTo(Duration.ofMinutes(20));
      assertThat(leads.of("monaco", "xl")).isEqualTo(Duration.ofMinutes(20));
      assertThat(leads.of("monaco", "premium")).isEqualTo(Duration.ofMinutes(40));
      assertThat(leads.of("elsewhere", "xl")).isEqualTo(Duration.ofMinutes(25));
      assertThat(leads.of("elsewhere", "standard")).isEqualTo(Duration.ofMinutes(8));
      assertRefused(node.bean(Cities.class));
    }
  }

  private static void assertRefused(Cities cities) {
    var minutes = Duration.ofMinutes(5);
    assertThatThrownBy(() -> leads(cities, rule("a", "atlantis", null, minutes)))
        .hasMessage(KEY + "a names a city that is not served: atlantis");
    assertThatThrownBy(() -> leads(cities, rule("a", null, "rocket", minutes)))
        .hasMessage(KEY + "a names no product: rocket");
    var one = rule("a", "monaco", null, minutes);
    assertThatThrownBy(() -> leads(cities, one, rule("b", "monaco", null, minutes)))
        .hasMessage(KEY + "b is for the same as a.");
  }

  @Test
  void aRuleSaysForWhatAndHowLong() {
    assertThatThrownBy(() -> rule("a", null, null, Duration.ofMinutes(5)))
        .hasMessageStartingWith(KEY + "a is for no city and no product");
    for (var lead : List.of(Duration.ZERO, Duration.ofMinutes(-1), Duration.ofHours(25))) {
      assertThatThrownBy(() -> rule("a", "monaco", null, lead))
          .hasMessage(KEY + "a needs a lead of more than nothing and at most a day.");
    }
    assertThatThrownBy(() -> rule("a", "monaco", null, null)).hasMessageContaining("needs a lead");
  }

  /** Before anybody books, and not when the first does. */
  @ParameterizedTest
  @ValueSource(strings = {"souk.rides.scheduled.lead", KEY + "x.lead"})
  void aWrongLeadStopsTheStart(String setting) {
    var settings = Map.<String, Object>of("souk.roles", "api", setting, "0s");
    assertThatThrownBy(() -> BookingNode.start(Site.open("http://127.0.0.1:1"), settings).close())
        .isInstanceOf(BeanInstantiationException.class)
        .hasMessageContaining("souk.rides.scheduled.lead");
  }

  private static Leads leads(Cities cities, LeadRule... rules) {
    return new Leads(new Usual(), List.of(rules), cities);
  }

  private static LeadRule rule(
      String name, @Nullable String city, @Nullable String product, @Nullable Duration lead) {
    return new LeadRule(
        name, Optional.ofNullable(city), Optional.ofNullable(product), Optional.ofNullable(lead));
  }

  private record Usual() implements ScheduleConfiguration {
    @Override
    public Duration getLead() {
      return Duration.ofMinutes(10);
    }

    @Override
    public Duration getGrace() {
      return Duration.ofMinutes(5);
    }

    @Override
    public int getOpenMax() {
      return 10;
    }
  }
}
