/** The blanks of letter text: `{{mp}}` and its like, filled once and never read again as a template. */
export const blanks = ['mp', 'name', 'constituency', 'organisation', 'campaign'] as const
export type Blank = (typeof blanks)[number]

const anyBlank = /\{\{\s*([^{}]*?)\s*\}\}/g

/**
 * Fills each blank of an organiser's text. The values are data: what they hold is not looked at again.
 * @throws RangeError on a blank nobody fills, rather than write "Dear ," to 650 MPs.
 */
export function fillBlanks(template: string, values: Readonly<Partial<Record<Blank, string>>>): string {
  return template.replace(anyBlank, (whole, name: string) => {
    const value = isBlank(name) ? values[name] : undefined
    if (!value) throw new RangeError(`nothing fills ${whole}`)
    return value
  })
}

export function blanksIn(template: string): string[] {
  return [...template.matchAll(anyBlank)].map(match => match[1] ?? '')
}

/** What is wrong with the blanks of one template, wherever it stands; empty when nothing is. */
export function blankProblems(template: string): string[] {
  const unknown = blanksIn(template).filter(name => !isBlank(name))
  const leftOver = /\{\{|\}\}/.test(template.replace(anyBlank, ''))
  return [
    ...unknown.map(
      name => `{{${name}}} is no known blank (known: ${blanks.map(known => `{{${known}}}`).join(', ')})`,
    ),
    ...(leftOver ? ['has a stray {{ or }}'] : []),
  ]
}

function isBlank(name: string): name is Blank {
  return (blanks as readonly string[]).includes(name)
}
