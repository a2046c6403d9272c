package souk.payments.card;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

@MappedEntity(value = "card_attachment", schema = "payments")
record AttachmentRow(@Id UUID id, UUID ownerId, String pspToken, int generation) {}
