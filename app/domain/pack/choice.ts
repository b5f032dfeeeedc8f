/** What a pack can hold, in the order in which it is printed. */
export const packParts = ['meeting', 'places', 'petition', 'evidence', 'hand-in'] as const
export type PackPart = (typeof packParts)[number]

/** What an organiser wants printed. */
export interface PackChoice {
  readonly parts: readonly PackPart[]
  /** A code, `none`, or '' for every one. */
  readonly constituency: string
  readonly petition: Petition
}

/** The words of a public petition to the House of Commons. */
export interface Petition {
  /** Whose petition it is: `residents of Wendle Vale`. */
  readonly of: string
  /** After "Declares that". */
  readonly declares: string
  /** After "The petitioners therefore request that the House of Commons". */
  readonly requests: string
  /** How many sheets of rows follow the first. */
  readonly sheets: number
}
