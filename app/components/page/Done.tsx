interface DoneProps {
  /** What the address says was done, if anything. */
  readonly done: string | null
  readonly words: Readonly<Record<string, string>>
}

/** Says what was just done, in words of ours and never in the address's. */
export function Done({ done, words }: DoneProps) {
  if (done === null || !Object.hasOwn(words, done)) return null
  return (
    <p className="done" role="status">
      {words[done]}
    </p>
  )
}
