/** Whoever asks for a campaign's updates without signing it: confirmed by mail, under a consent of its own. */
export type SubscriberState = 'pending' | 'confirmed' | 'unsubscribed'
