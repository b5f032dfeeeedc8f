// biome-ignore lint/style/noRestrictedImports: here it is given its seed
import fc from 'fast-check'

// The same cases each time: a case that one run in a thousand comes to would fail whoever's change was tested then.
// Another SEED looks for such.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 2026) })

export default fc
