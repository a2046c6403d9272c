package souk.payments.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import souk.payments.webhook.Sender;

/**
 * What the provider tells of: of anything that has happened so far, again or for the first time,
 * the later perhaps before the earlier, and of some of it never.
 */
final class Tellings {
  private static final int AT_ONCE = 4;

  private final World world;
  private final Set<String> told = new HashSet<>();

  Tellings(World world) {
    this.world = world;
  }

  /** Some, and what they say is handled. */
  String tell(Move move) {
    var all = events();
    if (all.isEmpty()) return "of nothing";
    var chance = new Random(move.size());
    for (var telling = 0; telling < AT_ONCE; telling++) tell(chosen(all, chance));
    world.sender.pass();
    return "of some of " + all.size();
  }

  /** Half of them are what nobody has heard of yet. */
  private JsonNode chosen(List<JsonNode> all, Random chance) {
    var unheard = all.stream().filter(event -> !told.contains(id(event))).toList();
    var these = unheard.isEmpty() || chance.nextBoolean() ? all : unheard;
    return these.get(chance.nextInt(these.size()));
  }

  private void tell(JsonNode event) {
    if (world.sender.send(event.toString(), Sender.SECRET) == 200) told.add(id(event));
  }

  private static String id(JsonNode event) {
    return event.path("id").asText();
  }

  /** Of our own account and of the payees', each account's oldest first. */
  private List<JsonNode> events() {
    var all = new ArrayList<>(world.provider.all("/v1/events"));
    world
        .node
        .lines("SELECT psp_account FROM payments.payee WHERE psp_account IS NOT NULL ORDER BY id")
        .forEach(account -> all.addAll(world.provider.all("/v1/events", account)));
    return all;
  }
}
