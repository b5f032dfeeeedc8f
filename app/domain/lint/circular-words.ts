/** What makes a letter read like one of many, and what to do about it. */
export interface CircularSign {
  readonly sign: RegExp
  readonly what: string
  readonly advice: string
}

const oneWriter = 'A letter is one constituent’s: say “I”, and what one person thinks.'
const noGreeting = 'Leave it out: the server greets each target by name.'
const noSignOff = 'Leave it out: the server adds the sign-off, the name and the address.'
const noInstruction = 'Leave it out: whoever gets the letter would read it, not whoever sends it.'

/** None has two quantifiers over the same characters, so that time grows with length alone. */
export const circularSigns: readonly CircularSign[] = [
  { sign: /\bto whom it may concern\b/i, what: 'greets nobody by name', advice: noGreeting },
  { sign: /^\W*dear\b|\bdear (sir|madam|mp|member|minister)\b/i, what: 'is a greeting', advice: noGreeting },
  {
    sign: /\byours (sincerely|faithfully|truly|etc)\b|\b(kind|best|warm) regards\b/i,
    what: 'is a sign-off',
    advice: noSignOff,
  },
  {
    sign: /\[[^\]]*\]|_{3,}|\.{4,}|\bx{3,}\b|\b(insert|your) (name|constituency|postcode|town) here\b/i,
    what: 'leaves a gap that its writer may not see',
    advice: 'Use a blank, such as {{name}}, or ask for it with own_words.',
  },
  {
    sign: /\bdelete (as|where) (appropriate|applicable|necessary)\b/i,
    what: 'leaves its writer work to do',
    advice: 'Write two ways of saying it instead.',
  },
  {
    sign: /\b(copy|cut) (and|&) paste\b|\b(template|model|standard|pro forma) (letter|e-?mail)\b/i,
    what: 'says that others send the same',
    advice: noInstruction,
  },
  {
    sign: /\bclick (here|below|on|the|this)\b|\b(share|forward|retweet) this\b|\bunsubscribe\b/i,
    what: 'speaks to whoever sends the letter',
    advice: noInstruction,
  },
  {
    sign: /\b(our|the|this|a|my) petition\b/i,
    what: 'calls the letter a petition, which offices count and do not answer',
    advice: oneWriter,
  },
  { sign: /\bthe undersigned\b/i, what: 'speaks for several', advice: oneWriter },
  {
    sign: /\bwe (write|are writing|urge|demand|request|petition|represent|call (on|upon|for)|ask (you|that|the|ministers|parliament)|want you|hope (you|that you))\b/i,
    what: 'is written in the plural “we”',
    advice: oneWriter,
  },
  {
    sign: /\bour (members|supporters|campaign|charity|organisation|signatories)\b/i,
    what: 'is the organisation’s voice',
    advice: oneWriter,
  },
  {
    sign: /\b(along with|together with|join|joining|joined by|one of|like) (the )?(many |tens of |hundreds of )?(thousands|hundreds|millions|many others)\b/i,
    what: 'makes the writer one of a crowd',
    advice: oneWriter,
  },
  {
    sign: /(^|\s)#\p{L}|(^|\s)@\p{L}/u,
    what: 'is written for social media',
    advice: 'Say it in plain words.',
  },
  { sign: /!\s*!/, what: 'shouts', advice: 'One mark is enough, and none is better.' },
]
