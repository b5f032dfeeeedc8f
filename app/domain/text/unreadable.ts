/** Why a file could not be opened or read, after its name: `places.csv does not exist`. */
export function whyUnreadable(fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist'
  if (code === 'EISDIR') return 'is a directory, not a file'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by you'
  return `cannot be read (${code ?? fault})`
}
