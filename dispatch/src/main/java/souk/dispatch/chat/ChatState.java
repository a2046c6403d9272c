package souk.dispatch.chat;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/**
 * Where a conversation stands for one party.
 *
 * @param open whether they may write
 * @param lastSeq of the latest message; 0 when there is none
 * @param unread how many of the other's messages lie behind {@code readUpTo}
 * @param readUpTo up to where this party has read
 * @param otherReadUpTo up to where the other has
 */
@Introspected
public record ChatState(
    UUID tripId, boolean open, long lastSeq, long unread, long readUpTo, long otherReadUpTo) {}
