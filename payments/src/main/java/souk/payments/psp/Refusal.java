package souk.payments.psp;

/**
 * Why something was refused.
 *
 * @param pspCode the provider's own word, for operations; never shown to the payer
 */
public record Refusal(DeclineReason reason, String pspCode) {}
