/** A signature on paper: it counts apart, unless its person signed on a sheet before, or in the browser. */
export type PaperState = 'counted' | 'signed-on-paper' | 'signed-online' | 'removed'
