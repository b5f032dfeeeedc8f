let common: Promise<ReadonlySet<string>> | undefined

/** Read when the first password is chosen: 49,000 words take 5 MB that most processes never need. */
export async function isCommon(password: string): Promise<boolean> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set<string>(dictionary['passwords-common'].map(String)),
  )
  return (await common).has(password.toLowerCase())
}
