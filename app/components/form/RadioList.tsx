import { Wrong } from './ErrorSummary'

interface RadioListProps<Value extends string> {
  readonly name: string
  readonly legend: string
  /** Each value with its words, in their order. */
  readonly words: Readonly<Record<Value, string>>
  readonly chosen: string
  readonly problem: string | undefined
}

/** One of several, to tick. */
export function RadioList<Value extends string>({
  name,
  legend,
  words,
  chosen,
  problem,
}: RadioListProps<Value>) {
  return (
    <div className={problem ? 'choices wrong' : 'choices'}>
      <fieldset>
        <legend>{legend}</legend>
        <Wrong id={`${name}-error`} words={problem} />
        {Object.entries<string>(words).map(([value, label]) => (
          <div className="tick" key={value}>
            <input
              type="radio"
              id={`${name}-${value}`}
              name={name}
              value={value}
              defaultChecked={chosen === value}
              aria-describedby={problem ? `${name}-error` : undefined}
              aria-invalid={problem ? true : undefined}
            />
            <label htmlFor={`${name}-${value}`}>{label}</label>
          </div>
        ))}
      </fieldset>
    </div>
  )
}
