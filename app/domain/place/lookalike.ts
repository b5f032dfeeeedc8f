import { bareLetters, readPostcode } from './postcode'

/**
 * The postcodes that were probably meant by one that cannot be read, because letters and digits look alike: at most
 * three, best first. They are for offering. Taken unasked, one would send a letter to whoever represents its people.
 */
export function lookalikes(typed: string): readonly string[] {
  if (readPostcode(typed)) return []
  const typedLetters = [...latinLetters(typed)]
  const guesses = shapes
    .filter(shape => shape.length === typedLetters.length)
    .flatMap(shape => guessesIn(shape, typedLetters))
    .flatMap(({ text, exchanged }) => {
      const postcode = readPostcode(text)
      return postcode && isInUse(postcode.outward) ? [{ full: postcode.full, exchanged }] : []
    })
  const fewest = Math.min(...guesses.map(({ exchanged }) => exchanged))
  return guesses
    .filter(({ exchanged }) => exchanged === fewest)
    .map(({ full }) => full)
    .slice(0, offeredAtMost)
}

/** What to say of one that cannot be read. */
export function postcodeProblem(typed: string): string {
  if (typed.trim() === '') return 'Enter your postcode'
  const offered = lookalikes(typed)
  if (offered.length === 0) return 'Enter a full UK postcode, such as SW1A 1AA'
  return `We cannot read this postcode. Did you mean ${oneOf.format(offered)}?`
}

const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' })

const offeredAtMost = 3

/** More is no slip any more, but another word. */
const exchangedAtMost = 3

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const digits = '0123456789'

/** The characters that each place of a postcode may hold. */
type Shape = readonly string[]

const inward: Shape = [digits, letters, letters]

const shapes: readonly Shape[] = [
  [letters, digits, ...inward],
  [letters, digits, digits, ...inward],
  [letters, letters, digits, ...inward],
  [letters, digits, letters, ...inward],
  [letters, letters, digits, digits, ...inward],
  [letters, letters, digits, letters, ...inward],
  ...[1, 2, 3, 4].map(length => [...'BFPO', ...Array<string>(length).fill(digits)]),
]

interface Guess {
  readonly text: string
  readonly exchanged: number
}

/** Every way to read the letters in a shape: a few dozen, since no shape is longer than 8, and few letters look like two of a kind. */
function guessesIn(shape: Shape, typedLetters: readonly string[]): readonly Guess[] {
  return shape.reduce<readonly Guess[]>(
    (guesses, allowed, place) => {
      const typed = typedLetters[place] ?? ''
      const readings = [...typed, ...(alike.get(typed) ?? '')].filter(one => allowed.includes(one))
      return guesses.flatMap(({ text, exchanged }) =>
        readings
          .map(one => ({ text: text + one, exchanged: exchanged + Number(one !== typed) }))
          .filter(guess => guess.exchanged <= exchangedAtMost),
      )
    },
    [{ text: '', exchanged: 0 }],
  )
}

/** What each may have been meant for, the likeliest first; small letters have likenesses of their own, as `l` for 1 and `g` for 9. */
const alike: ReadonlyMap<string, string> = new Map([
  ['0', 'ODQ'],
  ['1', 'ILJ'],
  ['2', 'Z'],
  ['5', 'S'],
  ['6', 'GB'],
  ['8', 'B'],
  ['9', 'GQ'],
  ['B', '86'],
  ['C', 'G'],
  ['D', '0O'],
  ['G', '69C'],
  ['I', '1LJ'],
  ['J', '1I'],
  ['L', '1I'],
  ['M', 'N'],
  ['N', 'M'],
  ['O', '0QD'],
  ['Q', '09O'],
  ['S', '5'],
  ['U', 'V'],
  ['V', 'UY'],
  ['Y', 'V'],
  ['Z', '2'],
])

/** Without accents, and with Latin letters and digits for those of other alphabets that look or count alike. */
function latinLetters(typed: string): string {
  return bareLetters(typed)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, one => [...latin][[...foreign].indexOf(one)] ?? one)
}

/** Cyrillic, Greek, and the two sets of Arabic digits; each stands where its own is in `latin`. */
const foreign = 'АВЕКМНОРСТУХЅІЈ' + 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ' + '٠١٢٣٤٥٦٧٨٩' + '۰۱۲۳۴۵۶۷۸۹'
const latin = 'ABEKMHOPCTYXSIJ' + 'ABEZHIKMNOPTYX' + '0123456789' + '0123456789'

/** Whether Royal Mail has such an area, and in it districts that end so: `0X1` is Oxford’s, not QX1 or DX1; B5I is none. */
function isInUse(outward: string): boolean {
  const area = /^[A-Z]+/.exec(outward)?.[0] ?? ''
  return (/\d[A-Z]$/.test(outward) ? areasWithLetters : areas).has(area)
}

/** Those in London whose districts go on with a letter, as `SW1A` and `E1W`. */
const areasWithLetters: ReadonlySet<string> = new Set('E EC N NW SE SW W WC'.split(' '))

/** Those outside Westminster too, and the demo's ZZ. */
const areas: ReadonlySet<string> = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G ' +
    'GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA ' +
    'PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR ' +
    'WS WV YO ZE BF BFPO GX GY IM JE ZZ'
  ).split(' '),
)
