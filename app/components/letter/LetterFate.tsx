import { type ShownFate, standings, tellFate } from '../../domain/letter/fate'

/** Where a letter is. */
export function LetterFate(fate: ShownFate) {
  return (
    <section className={`fate fate-${standings[fate.state]}`} aria-labelledby="fate-title">
      <h2 id="fate-title">Your letter</h2>
      <ToldFates fate={fate} />
    </section>
  )
}

/** The same, for a list of letters. */
export function ToldFates({ fate }: { readonly fate: ShownFate }) {
  return tellFate(fate).map(({ to, words }) => (
    <p key={words}>
      {to === null ? null : <strong>To {to}: </strong>}
      {words}
    </p>
  ))
}
