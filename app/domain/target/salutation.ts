/**
 * What follows "Dear" for a member: how they ask to be addressed, else their display name. Never a surname taken out
 * of a name, and never "Rt Hon", by which nobody is greeted.
 */
export function salutationOf(addressAs: string | null | undefined, displayName: string): string {
  return [addressAs ?? '', displayName].map(withoutRtHon).find(words => words !== '') ?? displayName
}

function withoutRtHon(name: string): string {
  return name.trim().replace(/^(the\s+)?(rt|right)\.?\s+hon(ourable\b|\b\.?)\s*/i, '')
}
