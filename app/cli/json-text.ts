/** JSON for a program, with the names that our public data has: `synced_at`. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, withSnakes, 2)}\n`
}

function withSnakes(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const snaked = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [snaked(name), one]))
}
