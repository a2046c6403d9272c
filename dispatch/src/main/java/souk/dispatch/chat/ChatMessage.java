package souk.dispatch.chat;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import souk.dispatch.rating.Party;

/**
 * A message as both parties read it.
 *
 * @param seq its place in the conversation, from 1 and without gaps
 * @param id the phone's that sent it
 * @param text with phone numbers and e-mail addresses masked
 */
@Introspected
public record ChatMessage(
    UUID tripId, long seq, UUID id, Party author, String text, Instant sentAt) {}
