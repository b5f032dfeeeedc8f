/** A GSS code, or one of ours for want of it. */
export function isSeatCode(typed: string): boolean {
  return /^[A-Z]\d{8}$/.test(typed)
}

/** What the Office for National Statistics writes where there is no constituency; its list of names has these too. */
export function isPseudoCode(code: string): boolean {
  return /^([A-Z]9{8}|L93000001|M83000003)$/.test(code)
}

/** Whether a code is one of ours, for want of a GSS code. */
export function isProvisional(code: string): boolean {
  return code.startsWith('M')
}

/** A code of ours, from a number in the Members API. */
export function provisionalCode(registerId: number): string {
  return `M${String(registerId).padStart(8, '0')}`
}

/** The demonstration's places give way to real ones: the Office for National Statistics gives no code that begins so. */
export function isFictional(code: string): boolean {
  return code.startsWith('Z')
}
