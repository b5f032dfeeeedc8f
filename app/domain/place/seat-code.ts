/**
 * The GSS code of a Westminster constituency, or one of ours for want of it. The nations' other areas have codes of the
 * same length: E05 is a ward, S16 and W09 are constituencies of other parliaments. Northern Ireland's were N06 until 2024.
 */
export function isSeatCode(typed: string): boolean {
  return /^(?:E14|W07|S14|N0[56]|[A-DF-MO-RT-VX-Z]\d\d)\d{6}$/.test(typed)
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
