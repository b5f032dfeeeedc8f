/** The blanks of letter text: `{{mp}}` and its like, filled once and never read again as a template. */
export const blanks = ['mp', 'name', 'constituency', 'organisation', 'campaign', 'number'] as const
export type Blank = (typeof blanks)[number]

/** What fills each blank; one that is absent or empty fills none. */
export type BlankValues = Readonly<Partial<Record<Blank, string>>>

const anyBlank = /\{\{([^{}]*)\}\}/g

/**
 * Fills each blank of an organiser's text. The values are data: what they hold is not looked at again.
 * @throws RangeError on a blank nobody fills, rather than write "Dear ," to 650 MPs.
 */
export function fillBlanks(template: string, values: BlankValues): string {
  if (!template.includes('{{')) return template
  return template.replace(anyBlank, (whole, inside: string) => {
    const value = fillingOf(inside.trim(), values)
    if (!value) throw new RangeError(`nothing fills ${whole}`)
    return value
  })
}

export function canFill(template: string, values: BlankValues): boolean {
  return !template.includes('{{') || blanksIn(template).every(name => fillingOf(name, values))
}

/** The name in each blank, known or not, in their order. */
export function blanksIn(template: string): string[] {
  return [...template.matchAll(anyBlank)].map(([, inside = '']) => inside.trim())
}

/** What is wrong with the blanks of a template without choices; empty when nothing is. */
export function blankProblems(template: string): string[] {
  const unknown = blanksIn(template).filter(name => !isBlank(name))
  const leftOver = /[{}]/.test(template.replace(anyBlank, ''))
  return [
    ...unknown.map(
      name => `{{${name}}} is no known blank (known: ${blanks.map(known => `{{${known}}}`).join(', ')})`,
    ),
    ...(leftOver ? [template.includes('|') ? `${stray}, and none stands inside a choice` : stray] : []),
  ]
}

const stray = 'has a stray { or }: a blank has two on either side, such as {{name}}'

function fillingOf(name: string, values: BlankValues): string | undefined {
  return isBlank(name) ? values[name] : undefined
}

export function isBlank(name: string): name is Blank {
  return (blanks as readonly string[]).includes(name)
}
