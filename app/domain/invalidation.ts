/** Signatures that are taken off the count together: counted first, then done page by page, and undone whole. */
export type InvalidationState = 'running' | 'done' | 'cancelled' | 'undoing' | 'undone'
