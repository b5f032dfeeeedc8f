import { MailAddress } from './MailAddress'

/** An address to write to. */
export function MailLink({ address }: { readonly address: string }) {
  return (
    <a href={`mailto:${address}`}>
      <MailAddress address={address} />
    </a>
  )
}
