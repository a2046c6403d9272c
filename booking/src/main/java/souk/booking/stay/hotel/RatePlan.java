package souk.booking.stay.hotel;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import souk.booking.stay.policy.Policy;

/** Terms under which rooms of a hotel are sold. Never changed: the next terms are another plan. */
@Introspected
public record RatePlan(
    UUID id,
    UUID hotelId,
    String name,
    MealPlan mealPlan,
    Policy policy,
    Policy.Refundability refundability,
    PaymentRule payment) {}
