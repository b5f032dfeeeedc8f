import type { SingleField } from '../../domain/signature/form'
import { EnterKey } from '../form/EnterKey'
import { HiddenFields } from '../form/HiddenFields'
import { SignSheet } from '../signature/SignSheet'
import { readersOf, toWhom } from './Addressees'
import { Alike } from './Alike'
import type { LetterPageProps, ShownSheet } from './LetterPage'
import { LetterSheet } from './LetterSheet'
import { PlainTextButton } from './PlainTextButton'
import { SendYourself } from './SendYourself'
import { ToPost } from './ToPost'

const carried: readonly SingleField[] = [
  ...(['form', 'source', 'name', 'country', 'postcode', 'constituency'] as const),
  ...(['own', 'subject', 'body', 'suggested', 'address1', 'address2', 'town'] as const),
]

/** The last page before a letter is sent: all of it, exactly as it goes, and under it everything that sending it asks for. */
export function CheckLetter(page: LetterPageProps & { readonly sheet: ShownSheet }) {
  const { campaign, fields, addressees, sheet, demo } = page
  const { slug } = campaign
  const to = readersOf(addressees)
  const onPaper = sheet.letters.find(({ address }) => address === null)
  return (
    <>
      {to ? (
        <>
          <p className="lead">Exactly as it goes. Nothing has been sent yet.</p>
          <LetterSheet addressees={addressees} subject={sheet.subject} text={sheet.whole} />
        </>
      ) : null}
      {onPaper ? <ToPost letter={onPaper} alone={to === null} demo={demo} /> : null}
      {page.alike > 0 ? <Alike {...page} /> : null}
      <form id="check" method="post" action={`/campaigns/${slug}/sign`} noValidate>
        <EnterKey to={`/campaigns/${slug}/letter`} step="check" />
        <HiddenFields fields={fields} keeps={carried} principles />
        <div className="again">
          <button
            type="submit"
            className="button"
            name="step"
            value="write"
            formAction={`/campaigns/${slug}/letter`}
          >
            Change my letter
          </button>
          {to === null ? <PlainTextButton slug={slug} /> : null}
        </div>
        <SignSheet {...page} heading={to && toWhom(addressees) ? 'Sign and send' : 'Sign'}>
          {to ? <Send waits={toWhom(addressees) === null} /> : <Alone primary />}
        </SignSheet>
        <SendYourself
          letters={sheet.letters.filter(({ address }) => address !== null)}
          slug={slug}
          demo={demo}
        />
        {to ? (
          <div className="send">
            <Alone primary={false} />
          </div>
        ) : null}
      </form>
    </>
  )
}

function Send({ waits }: { readonly waits: boolean }) {
  return (
    <button type="submit" className="button primary" name="letter" value="yes">
      {waits ? 'Sign, and keep my letter until it can go' : 'Send my letter and sign'}
    </button>
  )
}

function Alone({ primary }: { readonly primary: boolean }) {
  return (
    <button type="submit" className={primary ? 'button primary' : 'button quiet'} name="letter" value="no">
      Sign without a letter
    </button>
  )
}
