import { type Mail, renderMail } from './mail'

export interface RecoverProps {
  readonly name: string
  /** Null for whoever signs in with a passkey and has no password. */
  readonly url: string | null
  readonly signInUrl: string
}

/** To an organiser: a link for a new password. */
export function recover({ name, url, signInUrl }: RecoverProps): Mail {
  const greeting = { kind: 'paragraph', words: `Hello ${name},` } as const
  const unasked =
    'If you did not ask for this, do nothing: nothing is changed, and the link works in no browser but the one that asked.'
  if (!url)
    return renderMail('Signing in to Undersigned', [
      greeting,
      {
        kind: 'paragraph',
        words:
          'Somebody asked for a new password under your address. You have none: you sign in with a passkey. If you no longer have it, ask another owner, or whoever runs the server, for a new invitation.',
      },
      { kind: 'button', words: 'Sign in', url: signInUrl },
      { kind: 'small', words: 'If you did not ask for this, do nothing: nothing is changed.' },
    ])
  return renderMail('Your link for a new password', [
    greeting,
    {
      kind: 'paragraph',
      words:
        'This link opens a page where you set a new password. It works for ten minutes, once, and only in the browser that you asked from. Have the phone with your authenticator app beside you.',
    },
    { kind: 'button', words: 'Set a new password', url },
    { kind: 'small', words: unasked },
  ])
}
