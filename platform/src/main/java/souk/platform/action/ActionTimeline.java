package souk.platform.action;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.json.Json;
import souk.platform.page.Cursor;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** What operators did to an order. */
@Singleton
final class ActionTimeline implements TimelineSource {
  private final ActionLog actions;
  private final Json json;

  ActionTimeline(ActionLog actions, Json json) {
    this.actions = actions;
    this.json = json;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return actions.page(null, null, null, order.toString(), Cursor.of(null), LIMIT).stream()
        .map(this::entry)
        .toList();
  }

  private TimelineEntry entry(ActionRow row) {
    return new TimelineEntry(
        row.at(),
        Source.OPERATIONS,
        row.action(),
        Actor.operator(row.operatorId()),
        row.operatorName() + ": " + row.action(),
        0,
        data(row));
  }

  private Map<String, Object> data(ActionRow row) {
    var data = new LinkedHashMap<String, Object>();
    putIfKnown(data, "reason", row.reason());
    putIfKnown(data, "before", state(row.stateBefore()));
    putIfKnown(data, "after", state(row.stateAfter()));
    return data;
  }

  private @Nullable Object state(@Nullable String state) {
    return state == null ? null : json.read(state, Object.class);
  }

  private static void putIfKnown(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) data.put(name, value);
  }
}
