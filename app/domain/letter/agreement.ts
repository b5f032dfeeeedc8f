import { blankProblems, isBlank } from './blanks'

/** Whether a letter speaks of one principle or of several, with which its words must agree. */
export type Agreement = 'one' | 'several'

export function agreementWith(principles: number): Agreement {
  return principles === 1 ? 'one' : 'several'
}

/** What stands in two braces; a choice has a bar in it. */
const inBraces = /\{\{([^{}]*)\}\}/g

/**
 * Letter text with each `{{this principle|these principles}}` made the one or the other. Either side may be empty, as in
 * `principle{{|s}}`; the spaces around an empty one become one.
 */
export function agreed(template: string, agreement: Agreement): string {
  if (!template.includes('|')) return template
  return template
    .replace(inBraces, (whole, inside: string) => {
      if (!isChoice(inside)) return whole
      return sidesOf(inside)[agreement === 'one' ? 0 : 1] ?? ''
    })
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** What is wrong with the blanks and the choices of one template, wherever it stands; empty when nothing is. */
export function templateProblems(template: string): string[] {
  const choices = [...template.matchAll(inBraces)].map(([, inside = '']) => inside).filter(isChoice)
  const others = template.replace(inBraces, (whole, inside: string) => (isChoice(inside) ? '' : whole))
  return [...choices.flatMap(choiceProblems), ...blankProblems(others)]
}

function isChoice(inside: string): boolean {
  return inside.includes('|')
}

function choiceProblems(inside: string): string[] {
  const sides = sidesOf(inside)
  const [one = '', several = ''] = sides
  if (sides.length !== 2 || one + several === '')
    return [
      `{{${inside}}} must hold what to say of one principle and of several, such as {{this principle|these principles}}`,
    ]
  const blank = sides.find(isBlank)
  return blank && !beginAlike(one, several)
    ? [`{{${inside}}} would write the word ${blank}: a choice of singular and plural holds no blank`]
    : []
}

/** `campaign` and `campaigns` are a noun; `mp` and `my MP` are somebody's idea of what stands in for a blank. */
function beginAlike(one: string, several: string): boolean {
  return several.slice(0, 4) === one.slice(0, 4)
}

function sidesOf(inside: string): string[] {
  return inside.split('|').map(side => side.trim())
}

const numerals = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** A number as a letter says it: in words to twelve, then in figures. */
export function inWords(count: number): string {
  return numerals[count] ?? String(count)
}
