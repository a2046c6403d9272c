package souk.dispatch.fleet;

import java.util.List;
import java.util.UUID;

/**
 * What the index answers to a write.
 *
 * @param generation names the index; a new name means that all before is lost
 * @param heard how many drivers were heard within the silence
 * @param refused those whose epoch is no longer the writer's
 */
record Written(String generation, long heard, List<UUID> refused) {}
