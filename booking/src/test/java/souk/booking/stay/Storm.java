package souk.booking.stay;

import static java.util.concurrent.CompletableFuture.runAsync;
import static souk.booking.ApiCalls.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import souk.booking.BookingNode;
import souk.booking.Site;

/**
 * Many guests who want the same three rooms in the same thirty nights: they hold, dither, renew,
 * pay, give back and let lapse, and what each was told is written down.
 */
final class Storm {
  static final int NIGHTS = 30;
  private static final int NIGHTS_MAX = 6;

  private final BookingNode node;
  private final Site site;
  final SomeHotel hotel;
  final UUID plan;
  final UUID single;
  final UUID twins;

  final Queue<Told> told = new ConcurrentLinkedQueue<>();

  /** Empty where nobody pays. */
  private final Optional<StormBank> bank;

  /** A night that a guest was refused because it was full at that instant. */
  record Full(UUID type, LocalDate night, int rooms, Instant at) {}

  /** An answer: its status and code. */
  record Told(int status, String code, List<Full> full) {}

  /** A hotel with a type of one room and a type of two, of which nobody pays for any. */
  Storm(Site site, BookingNode node) {
    this(site, node, Optional.empty());
  }

  Storm(Site site, BookingNode node, Optional<StormBank> bank) {
    this.bank = bank;
    this.site = site;
    this.node = node;
    hotel = SomeHotel.open(node);
    plan = hotel.plan("{\"tiers\": []}");
    single = hotel.type("Single");
    twins = hotel.type("Twins");
    hotel.sell(single, plan, SomeHotel.DAY, NIGHTS, 1, 10_000);
    hotel.sell(twins, plan, SomeHotel.DAY, NIGHTS, 2, 8_000);
  }

  /**
   * So many guests at once, each with so many wishes, the same for a seed.
   *
   * @throws java.util.concurrent.CompletionException when a guest could not live his life to its
   *     end
   */
  void rage(int guests, int wishes, long seed) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lives =
          LongStream.range(0, guests)
              .mapToObj(n -> new Random(seed * 1_000 + n))
              .map(random -> runAsync(() -> live(new Guest(node), wishes, random), threads))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(lives).join();
    }
  }

  private void live(Guest guest, int wishes, Random random) {
    bank.ifPresent(giving -> giving.welcome(guest, random));
    for (int n = 0; n < wishes; n++) {
      try {
        wish(guest, random);
      } catch (RuntimeException broken) {
        told.add(new Told(599, broken.toString(), List.of()));
      }
    }
  }

  private void wish(Guest guest, Random random) {
    var nights = 1 + random.nextInt(NIGHTS_MAX);
    var arrival = SomeHotel.DAY.plusDays(random.nextInt(NIGHTS - nights + 1));
    var types = cart(random);
    var asked = guest.ask(hotel, plan, arrival, nights, types);
    note(asked, types);
    if (asked.statusCode() != 201) return;
    var held = guest.hold(json(asked.body()).get("quote").asText());
    note(held, types);
    if (held.statusCode() == 201) after(guest, Guest.idOf(json(held.body())), random);
  }

  /** Many let it lapse. */
  private void after(Guest guest, UUID stay, Random random) {
    switch (random.nextInt(bank.isPresent() ? 9 : 6)) {
      case 0, 1 -> note(guest.cancel(stay));
      case 6, 7, 8 -> note(bank.orElseThrow().pay(guest, stay, random));
      case 2 -> note(guest.renew(stay));
      case 3 -> {
        note(guest.renew(stay));
        note(guest.cancel(stay));
      }
      default -> note(guest.get("/v1/stays/" + stay));
    }
  }

  /** In any order, so that the order of the locks is not that of the wish. */
  private UUID[] cart(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new UUID[] {single};
      case 1 -> new UUID[] {twins};
      case 2 -> new UUID[] {twins, twins};
      case 3 -> new UUID[] {twins, single};
      default -> new UUID[] {single, twins, twins};
    };
  }

  void note(HttpResponse<String> answer, UUID... types) {
    var body = json(answer.body());
    told.add(new Told(answer.statusCode(), body.path("code").asText(), full(body, types)));
  }

  /** What was judged behind the locks names its instant. */
  private static List<Full> full(JsonNode body, UUID... types) {
    if (!body.hasNonNull("judged_at")) return List.of();
    var at = Instant.parse(body.get("judged_at").asText());
    return body.get("nights")
        .valueStream()
        .filter(night -> night.get("reason").asText().equals("FULL"))
        .map(night -> {
          var type = UUID.fromString(night.get("room_type_id").asText());
          var rooms = (int) Arrays.stream(types).filter(type::equals).count();
          return new Full(type, LocalDate.parse(night.get("night").asText()), rooms, at);
        })
        .toList();
  }

  long serverErrors() {
    // a provider that was asked too much is left alone for a while: nothing has happened then
    return told.stream()
        .filter(answer -> answer.status() >= 500 && !answer.code().equals("payments_unavailable"))
        .count();
  }

  /** How often each was told. */
  Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    told.forEach(answer -> counts.merge(answer.status() + " " + answer.code(), 1, Integer::sum));
    return counts;
  }

  /** How many rooms of a type others had of a night at an instant, as the journal knows. */
  int promised(Full full) {
    return site.count(
        """
        SELECT coalesce(sum(s.rooms), 0)
        FROM booking.stay h JOIN booking.stay_night s ON s.stay_id = h.id
        WHERE s.room_type_id = ? AND s.night = ? AND h.held_at <= CAST(? AS timestamptz)
          AND least(coalesce(h.ended_at, 'infinity'),
                CASE WHEN h.confirmed_at IS NULL THEN h.expires_at ELSE 'infinity' END)
              > CAST(? AS timestamptz)
        """,
        full.type(),
        full.night(),
        full.at().toString(),
        full.at().toString());
  }

  int rooms(UUID type) {
    return type.equals(single) ? 1 : 2;
  }

  /** The nights in which ever more was promised than there is, by the order of the ledger. */
  int nightsOver() {
    return site.count(
        """
        SELECT count(DISTINCT (room_type_id, night)) FROM (
          SELECT room_type_id, night,
            sum(held_delta + booked_delta) OVER nights AS sold, sum(total_delta) OVER nights AS total
          FROM booking.inventory_ledger WHERE hotel_id = ?
          WINDOW nights AS (PARTITION BY room_type_id, night ORDER BY id)) running
        WHERE sold > total
        """,
        hotel.id);
  }
}
