/** Kept as they are filled by `domain/blanks.ts`, each with what fills it. */
const shown = [
  ['{{mp}}', 'the MP’s name'],
  ['{{name}}', 'the writer’s name'],
  ['{{constituency}}', 'their constituency'],
  ['{{organisation}}', 'your organisation'],
  ['{{campaign}}', 'the campaign’s title'],
  ['{{number}}', 'how many principles, in words'],
  ['{{this|these}}', 'the one for one principle, the other for several'],
] as const

/** The blanks that a letter knows, to copy; a script makes buttons of them that write into the field typed in last. */
export function Blanks() {
  return (
    <div className="blanks">
      <p id="blanks-title">Blanks, filled for each writer:</p>
      <ul aria-labelledby="blanks-title">
        {shown.map(([blank, filled]) => (
          <li key={blank}>
            <code data-blank={blank}>{blank}</code> {filled}
          </li>
        ))}
      </ul>
    </div>
  )
}
