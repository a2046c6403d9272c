package souk.sim.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.sim.client.Api;
import souk.sim.client.Caller;
import souk.sim.client.Credentials;
import souk.sim.client.TokenMint;
import souk.sim.client.Wire;
import souk.sim.fake.TestIssuer;
import souk.sim.fake.TinyServer;
import souk.sim.fake.TinyServer.Reply;
import souk.sim.journal.Entry;
import souk.sim.journal.Entry.Source;
import souk.sim.journal.Journal;
import souk.sim.plan.Person;
import souk.sim.plan.Role;
import souk.sim.verdict.History.OfferMade;
import souk.sim.verdict.History.RatingOf;
import souk.sim.verdict.Inquiry.Witness;
import souk.sim.view.PaymentStatus;
import souk.sim.view.RideStatus;
import souk.sim.view.TripStatus;

final class InquiryTest {
  private static final UUID THERE = UUID.randomUUID();
  private static final UUID GONE = UUID.randomUUID();
  private static final Person OPERATOR = Person.of(1, Role.OPS, 0);

  @TempDir private Path directory = Path.of("");
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();

  @Test
  void asksAboutEverythingAnybodyWroteDown() throws Exception {
    var ride = Shown.ride(THERE, 3, RideStatus.COMPLETED, PaymentStatus.CAPTURED, true);
    var trip = Shown.trip(THERE, 3, TripStatus.COMPLETED, Story.DRIVER);
    reply("/v1/rides/" + THERE, Wire.write(ride));
    reply("/v1/trips/" + THERE, Wire.write(trip));
    reply("/v1/me/active", "{}");
    reply("/v1/trips/" + THERE + "/rating", "{\"stars\": 4}");
    reply(
        "/v1/ops/trips/" + THERE + "/explanation",
        "{\"offers\":[{\"driver_id\":\"%s\",\"made_at\":\"2026-11-22T10:00:00Z\"}]}"
            .formatted(GONE));
    var rider = journalOf(Story.RIDER, THERE, GONE);
    rider.note(new Entry.Rated(THERE, 4));
    var history = history(rider, journalOf(Story.DRIVER, THERE));

    assertThat(history.ratings()).containsEntry(new RatingOf(Story.RIDER, THERE), 4);
    assertThat(history.explained())
        .containsExactly(new OfferMade(THERE, GONE, Instant.parse("2026-11-22T10:00:00Z")));

    assertThat(history.rides()).containsOnlyKeys(THERE);
    assertThat(history.missing()).containsExactly(GONE);
    assertThat(history.trips()).containsOnlyKeys(THERE);
    assertThat(history.active()).containsOnlyKeys(Story.RIDER, Story.DRIVER);
    assertThat(history.unread()).isEmpty();
    assertThat(history.logs()).hasSize(2);
  }

  @Test
  void saysWhatItCouldNotRead() throws Exception {
    reply("/v1/rides/" + THERE, "{\"id\": \"no uuid\"}");
    var history = history(journalOf(Story.RIDER, THERE));

    assertThat(history.unread().keySet())
        .containsExactlyInAnyOrder("/v1/rides/" + THERE, "/v1/me/active of rider-0");
  }

  @Test
  void takesOverWhatTheServersAuditFound() throws Exception {
    assertThat(audit("{\"verdict\":\"clean\",\"rules\":[{\"rule\":\"r\",\"breaches\":[]}]}"))
        .isEmpty();
    assertThat(
            audit(
                """
                {"verdict":"breach","rules":[{"rule":"r","breaches":[{"subject":"s","detail":"d"}]}]}\
                """))
        .containsExactly(new Breach("r", "s", "d"));
    assertThat(audit("{\"verdict\":\"breach\",\"rules\":[]}"))
        .extracting(Breach::rule)
        .containsExactly("audit_answers");
    replies.clear();
    assertThat(ask(Inquiry::audit)).extracting(Breach::rule).containsExactly("audit_answers");
  }

  private List<Breach> audit(String body) throws Exception {
    reply("/v1/ops/audit", body);
    return ask(Inquiry::audit);
  }

  private void reply(String path, String body) {
    replies.put(path, Reply.of(200, body));
  }

  private static Journal journalOf(Person person, UUID... ids) {
    var journal = new Journal(person, (_, _, _) -> {});
    for (var id : ids) {
      journal.note(
          person.role() == Role.CUSTOMER
              ? new Entry.RideSeen(
                  Source.PUSH,
                  1,
                  Shown.ride(id, 1, RideStatus.MATCHING, PaymentStatus.PENDING, false))
              : new Entry.TripSeen(Source.PUSH, 1, Shown.trip(id, 1, TripStatus.ASSIGNED, person)));
    }
    return journal;
  }

  private History history(Journal... journals) throws Exception {
    try (var server = server();
        var api = new Api(server.uri())) {
      var witnesses =
          List.of(journals).stream()
              .map(journal -> new Witness(journal, caller(api, journal.owner())))
              .toList();
      return new Inquiry(caller(api, OPERATOR), Duration.ZERO).history(witnesses);
    }
  }

  private interface Question<T> {
    T ask(Inquiry inquiry) throws InterruptedException;
  }

  private <T> T ask(Question<T> question) throws Exception {
    try (var server = server();
        var api = new Api(server.uri())) {
      return question.ask(new Inquiry(caller(api, OPERATOR), Duration.ZERO));
    }
  }

  private TinyServer server() throws IOException {
    return new TinyServer(
        0, request -> replies.getOrDefault(request.path(), Reply.of(404, "{\"code\":\"none\"}")));
  }

  private Caller caller(Api api, Person person) {
    try {
      var mint = new TokenMint(TestIssuer.create("k").key(directory));
      var credentials = new Credentials(mint, person, InstantSource.system());
      return new Caller(api, credentials, new SplittableRandom(1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
