import { readFileSync } from 'node:fs'

/** The file's text, or none where there is no such file to be read. */
export function contentsOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
